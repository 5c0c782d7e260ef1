import { EnvironmentFailure } from '../../app/failure.ts';
import type { GroupNumbers, LiveStore, LiveWriter } from '../../app/ports/live-claims.ts';
import { type Month, parseMonth } from '../../core/calendar/month.ts';
import type { Database } from '../database.ts';
import { Copying } from '../import/copying.ts';
import { importSession } from '../import/import-store.ts';
import { joinedTo } from '../joined.ts';
import { lockLiveIntake } from '../locks.ts';
import type { Query } from '../query.ts';
import { BY_INDEX } from '../run/read-partition.ts';
import { runStore } from '../run/runs.ts';
import { liveReader } from './read-group.ts';
import { keepRequests, writeGroup } from './write-group.ts';

const LOCK_MILLISECONDS = 10_000;
/** PostgreSQL: a lock could not be had in time, or two wait for each other's. */
const TAKEN = ['55P03', '40P01'];

/** The live claims of a database. */
export function liveStore(database: Database): LiveStore {
  return {
    read: (consortiumId, work) =>
      database.read(consortiumId, async (query) => {
        await query.prepared(BY_INDEX, []);
        return work(liveReader(query));
      }),
    write: (consortiumId, work) =>
      database
        .unitOfWork(consortiumId, async (query) => {
          await lockLiveIntake(query, consortiumId, LOCK_MILLISECONDS);
          await query.prepared(BY_INDEX, []);
          return work(liveWriter(query, consortiumId));
        })
        .catch((error: unknown) => {
          throw TAKEN.includes((error as { code?: string }).code ?? '') ? taken(error) : error;
        }),
  };
}

function taken(cause: unknown): EnvironmentFailure {
  return new EnvironmentFailure(
    'overloaded',
    'Claims of the consortium are being imported, or its books are posted to, and others wait until that is done.',
    'Send the request again a little later, under the same Idempotency-Key.',
    cause,
  );
}

function liveWriter(query: Query, consortiumId: number): LiveWriter {
  return {
    ...liveReader(query),
    async openMonth(): Promise<Month | undefined> {
      // The period's lock is held since before this statement.
      const text = `SELECT (max(accounting_month) + interval '1 month')::date::text AS month FROM period_close`;
      const [row] = await query.prepared<{ month: string | null }>(text, []);
      return row!.month === null ? undefined : parseMonth(row!.month.slice(0, 7))!;
    },
    numbers: (claims) => groupNumbers(query, claims),
    writeGroup: (group, openMonth) => writeGroup(query, group, openMonth),
    keepRequests: (requests) => keepRequests(query, requests),
    joined: (work) => {
      const { database, loader } = joinedTo(query, consortiumId);
      return loader.copyTransaction(consortiumId, (transaction) => {
        const copying = new Copying(transaction);
        return work(
          importSession(database, consortiumId, query, transaction, copying),
          runStore(database, loader),
        );
      });
    },
  };
}

/** Numbers of all kinds at once, in one order of kinds. */
async function groupNumbers(query: Query, claims: number): Promise<GroupNumbers> {
  const counts = { batch: 1, claim: claims, import: 1, run: 1 };
  const rows = await query.prepared<{ kind: keyof GroupNumbers; next: number }>(
    `INSERT INTO identifier_head (kind, next_id) SELECT kind, 1 + count FROM unnest($1::text[], $2::int8[]) AS asked (kind, count)
     ON CONFLICT (consortium_id, kind) DO UPDATE SET next_id = identifier_head.next_id + excluded.next_id - 1
     RETURNING kind, next_id AS next`,
    [Object.keys(counts), Object.values(counts)],
  );
  const first = rows.map(({ kind, next }) => [kind, next - counts[kind]]);
  return Object.fromEntries(first) as unknown as GroupNumbers;
}
