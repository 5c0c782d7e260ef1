import type { Query } from './query.ts';

/** What only one transaction of a consortium may do at a time. The numbers are part of the lock's key: never reuse one. */
const PURPOSE = { intake: 1, books: 2, period: 3, board: 4, import: 5, record: 6 } as const;

/**
 * Waits for the right to take claims in, or to say which claims wait: a run must not be cut while an import that has
 * taken lower claim numbers is still under way. Held until the transaction ends.
 */
export async function lockIntake(query: Query, consortiumId: number): Promise<void> {
  await query.run('SELECT pg_advisory_xact_lock($1::int4, $2::int4)', [consortiumId, PURPOSE.intake]);
}

/** Waits for the right to read what stands in the books and post what follows from it. Held until the transaction ends. */
export async function lockBooks(query: Query, consortiumId: number): Promise<void> {
  await query.run('SELECT pg_advisory_xact_lock($1::int4, $2::int4)', [consortiumId, PURPOSE.books]);
}

/** Waits for the right to read what a board has on record and add to it: no vote may come while its item is closed. */
export async function lockBoard(query: Query, consortiumId: number): Promise<void> {
  await query.run('SELECT pg_advisory_xact_lock($1::int4, $2::int4)', [consortiumId, PURPOSE.board]);
}

/** Waits for the right to add leaves to the log, so that no other works for nothing. Held until the transaction ends. */
export async function lockRecord(query: Query, consortiumId: number): Promise<void> {
  await query.run('SELECT pg_advisory_xact_lock($1::int4, $2::int4)', [consortiumId, PURPOSE.record]);
}

/**
 * The right to import: false at once where another import has it. Then waits for the intake, which others have for
 * moments: while a run is cut, or a group of live claims is written.
 */
export async function tryLockImport(query: Query, consortiumId: number): Promise<boolean> {
  const text = 'SELECT pg_try_advisory_xact_lock($1::int4, $2::int4) AS locked';
  const { locked } = await query.one<{ locked: boolean }>(text, [consortiumId, PURPOSE.import]);
  if (locked) await lockIntake(query, consortiumId);
  return locked;
}

/**
 * The intake for live claims, the numbers of batches, and the period as all who post share it, in this order: whoever closes a
 * month in a request holds the numbers, and waits for the period until nobody posts. Fails as PostgreSQL does (55P03) where one
 * cannot be had in so many milliseconds.
 */
export async function lockLiveIntake(
  query: Query,
  consortiumId: number,
  milliseconds: number,
): Promise<void> {
  await query.prepared(
    `SELECT set_config('lock_timeout', $1, true), pg_advisory_xact_lock($2::int4, $3::int4),
       (SELECT next_id FROM identifier_head WHERE kind = 'batch' FOR UPDATE),
       pg_advisory_xact_lock_shared($2::int4, $4::int4)`,
    [String(milliseconds), consortiumId, PURPOSE.intake, PURPOSE.period],
  );
}

/**
 * Statements that ask for the first open month, each seeing all that was committed when the lock before it was had. Whoever
 * posts shares the period with others who post; who closes it has it alone, and waits until all of them have committed.
 */
export function openMonthStatements(consortiumId: number, forWhom: 'posting' | 'closing'): string {
  const lock = forWhom === 'posting' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  return `SELECT ${lock}(${consortiumId}, ${PURPOSE.period}); SELECT poolbook.first_open_month()::text AS month`;
}
