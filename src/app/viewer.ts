/** The roles that people and their machines act in, per consortium. */
export const ROLES = [
  'administrator',
  'treasurer',
  'director',
  'member staff',
  'stop-loss carrier',
  'coinsurer',
  'actuary',
  'auditor',
] as const;

export type Role = (typeof ROLES)[number];

/** True for the name of a role; the operator is none. */
export function isRole(name: string): name is Role {
  return (ROLES as readonly string[]).includes(name);
}

/**
 * Who asks. The operator runs the program on the machine itself, and may do everything; so does the program's own work.
 * `name` is what is kept of who did something. `memberId` is the member organisation that the viewer acts for: needed by
 * `member staff`, and of a director the one that sent it. `party` is the code of an insurer that a carrier or coinsurer is.
 */
export interface Viewer {
  readonly role: Role | 'operator';
  readonly name: string;
  readonly memberId?: number | undefined;
  /** The code of that member organisation. */
  readonly member?: string | undefined;
  readonly party?: string | undefined;
}

export const OPERATOR: Viewer = { role: 'operator', name: 'operator' };
