import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { Viewer } from './viewer.ts';

/** True for those who work for a member, or were sent by one: figures of few persons' claims are withheld from them. */
export function isEmployer({ role }: Viewer): boolean {
  return role === 'member staff' || role === 'director';
}

/** Roles that may know whose claims they look at. A carrier has to: it pays for them. */
const KNOWS_PERSONS: ReadonlySet<string> = new Set([
  'operator',
  'administrator',
  'auditor',
  'stop-loss carrier',
]);

/** True for those who may know whose claims they look at. */
export function knowsPersons({ role }: Viewer): boolean {
  return KNOWS_PERSONS.has(role);
}

/**
 * The member that an employer asks of: its staff of their own alone, a director of any or of all. Refused: `not_allowed`
 * for staff who ask of another member, or act for none.
 */
export function memberAskedOf(viewer: Viewer, member: string | undefined): string | undefined | Refusal {
  if (viewer.role !== 'member staff') return member;
  if (viewer.member !== undefined && (member ?? viewer.member) === viewer.member) return viewer.member;
  return refuse('not_allowed', '--member', viewer.member ?? 'a member that you act for', member);
}

/**
 * The members whose figures whoever asks may see: the one asked for, else all; a member's staff sees its own alone. Refused:
 * `unknown_reference`, and as `memberAskedOf`.
 */
export function membersSeenBy(
  viewer: Viewer,
  members: ReadonlyMap<string, number>,
  member: string | undefined,
): ReadonlyMap<string, number> | Refusal {
  const asked = memberAskedOf(viewer, member);
  if (isRefusal(asked)) return asked;
  if (asked === undefined) return members;
  const memberId = members.get(asked);
  if (memberId !== undefined) return new Map([[asked, memberId]]);
  return refuse('unknown_reference', '--member', `one of ${[...members.keys()].join(', ')}`, asked);
}
