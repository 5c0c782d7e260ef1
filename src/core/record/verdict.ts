/** What a file of the record proves, as a value: the same for the command line, the page and whoever reads it as JSON. */
import type { Refusal } from '../refusal.ts';
import type { JsonObject } from './canonical-json.ts';
import type { ByGroup, FactName, Group } from './fact.ts';
import type { Cosigner } from './quorum.ts';

/** `not proved`: nothing is wrong, and something is missing. `tampered`: something is not what was signed. */
export type Verdict = 'proved' | 'not proved' | 'tampered';

/** Where in a log something is: a leaf, the fact that stands there and the group of its fields, as far as they are known. */
export interface Place extends Partial<FactName> {
  readonly leaf: number;
  readonly group?: Group;
}

/** Why a file is not proved. */
export interface Finding {
  readonly means: Exclude<Verdict, 'proved'>;
  readonly refusal: Refusal;
  readonly place?: Place;
}

/** A fact that was shown: the fields of each group, or null where it is withheld. */
export interface FactSeen extends FactName {
  readonly leaf: number;
  readonly fields: ByGroup<JsonObject | null>;
}

/** How many leaves of a bundle are shown, by kind, and how many of these show each group. */
export interface KindSeen extends ByGroup<number> {
  readonly kind: string;
  readonly facts: number;
}

/** By whose policy a checkpoint was judged: the reader's own, the file's, or none. */
export type PolicyOf = 'own' | 'file' | 'none';

export interface Verified {
  readonly verdict: Verdict;
  /** In the order of the file; none where it is proved. */
  readonly findings: readonly Finding[];
  readonly form: 'proof' | 'bundle' | 'unknown';
  readonly policyOf: PolicyOf;
  /** What the checkpoint states; believed only by those who stand by it. */
  readonly origin?: string;
  readonly size?: number;
  readonly root?: string;
  /** The policy's witnesses whose signatures hold, and those that have not signed. */
  readonly cosigners: readonly Cosigner[];
  readonly absent: readonly string[];
  /** Since when as many as the policy asks for stand by it, in seconds since 1970. */
  readonly quorumSince?: number;
  /** The fact of a proof, or the one of a bundle that was asked for. */
  readonly fact?: FactSeen;
  /** Of a bundle: what is shown, and the leaves of which there is the commitment alone. */
  readonly kinds: readonly KindSeen[];
  readonly commitmentsAlone: number;
}

/** The worst of what was found. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ means }) => means === 'tampered')) return 'tampered';
  return findings.length > 0 ? 'not proved' : 'proved';
}

/** Something that is not what was signed. */
export function tampered(refusal: Refusal, place?: Place): Finding {
  return { means: 'tampered', refusal, ...(place && { place }) };
}

/** Something that is missing. */
export function unproved(refusal: Refusal, place?: Place): Finding {
  return { means: 'not proved', refusal, ...(place && { place }) };
}
