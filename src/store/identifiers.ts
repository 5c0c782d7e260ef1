import type { Query } from './query.ts';

/** The kinds of identifiers that are handed out. */
export type IdentifierKind =
  | 'access'
  | 'assessment'
  | 'bank match'
  | 'batch'
  | 'change'
  | 'claim'
  | 'director'
  | 'distribution'
  | 'enrolment'
  | 'erasure'
  | 'import'
  | 'invoice'
  | 'job'
  | 'log key'
  | 'meeting'
  | 'member'
  | 'motion'
  | 'paid claim'
  | 'person'
  | 'plan'
  | 'proxy'
  | 'resolution'
  | 'run'
  | 'webhook'
  | 'webhook delivery'
  | 'webhook event';

/** Hands out `count` identifiers in a row and returns the first. The first of a kind is 1. */
export async function nextIdentifiers(query: Query, kind: IdentifierKind, count = 1): Promise<number> {
  const text = `INSERT INTO identifier_head (kind, next_id) VALUES ($1, 1 + $2::int8)
    ON CONFLICT (consortium_id, kind) DO UPDATE SET next_id = identifier_head.next_id + $2::int8 RETURNING next_id`;
  const { next_id } = await query.one<{ next_id: number }>(text, [kind, count]);
  return next_id - count;
}
