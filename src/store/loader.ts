import pg from 'pg';
import { from } from 'pg-copy-streams';
import { type Month, parseMonth } from '../core/calendar/month.ts';
import { describe } from './connection.ts';
import { openConnections } from './connections.ts';
import type { Database } from './database.ts';
import { openMonthStatements } from './locks.ts';
import { loginsOf } from './role-logins.ts';
import { beginning, transaction } from './transaction.ts';

const STREAMS = 4;

/** Bulk loads: transactions as `poolbook_loader`, who may only insert, and never names a tenant. */
export interface Loader {
  /**
   * One transaction of one consortium (1, 2, ...; anything else throws), which rows take by their column's default.
   * Commits when `steps` returns; rolls back when it throws or returns a refusal. Several may be open at once.
   * A violated unique key comes as PostgreSQL's own error (`isUniqueViolation` in failures.ts tells).
   */
  copyTransaction<T>(consortiumId: number, steps: (loader: LoaderTransaction) => Promise<T>): Promise<T>;
  /** Waits for the transactions under way and closes the connections. Close it before its database. */
  close(): Promise<void>;
  /** Breaks the connections at once: what is under way, or begun after, is rolled back and fails with `database_lost`. */
  interrupt(): void;
}

export interface LoaderTransaction {
  /**
   * COPY into `table` of the schema `poolbook`, in PostgreSQL's text format, UTF-8, rows split between chunks as you
   * like; returns the number of rows. One chunk is on its way while the next is made: a chunk's bytes must stay as
   * they are until the second request after it, so that two buffers in turn are enough.
   */
  copy(table: string, columns: readonly string[], chunks: Chunks): Promise<number>;
  /**
   * The first month that is open to postings, undefined where none was ever closed. Until the transaction ends it stays
   * open; for closing, until all postings under way have ended, and none begins.
   */
  openMonth(forWhom: 'posting' | 'closing'): Promise<Month | undefined>;
  /** An INSERT with values for $1, $2, ...; the number of rows. */
  insert(text: string, values: readonly unknown[]): Promise<number>;
}

export type Chunks = AsyncIterable<Buffer> | Iterable<Buffer>;

/** Opens a loader with at most `streams` transactions at once (default 4); further ones wait. */
export function openLoader(database: Database, streams: number = STREAMS): Loader {
  const { loader: login } = loginsOf(database);
  const connections = openConnections(login, streams);
  return {
    copyTransaction: async (consortiumId, steps) =>
      transaction(connections, beginning('READ WRITE', consortiumId), describe(login), (client) =>
        steps({
          copy: (table, columns, chunks) => copy(client, table, columns, chunks),
          openMonth: (forWhom) => openMonth(client, consortiumId, forWhom),
          insert: async (text, values) => (await client.query(text, values as unknown[])).rowCount ?? 0,
        }),
      ),
    close: connections.close,
    interrupt: connections.interrupt,
  };
}

async function openMonth(
  client: pg.ClientBase,
  consortiumId: number,
  forWhom: 'posting' | 'closing',
): Promise<Month | undefined> {
  const results = (await client.query(openMonthStatements(consortiumId, forWhom))) as unknown;
  const [, { rows }] = results as [unknown, pg.QueryResult<{ month: string | null }>];
  const { month } = rows[0]!;
  return month === null ? undefined : parseMonth(month.slice(0, 7))!;
}

async function copy(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  chunks: Chunks,
): Promise<number> {
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const stream = client.query(from(`COPY poolbook.${pg.escapeIdentifier(table)} (${names}) FROM STDIN`));
  const { promise: finished, resolve, reject } = Promise.withResolvers<void>();
  let refused = false;
  stream.once('finish', resolve).on('error', (error) => {
    refused = true;
    reject(error);
  });
  // Awaited below; an error that comes while nobody waits is no unhandled one.
  finished.catch(() => {});
  let written: Promise<void> = Promise.resolve();
  // One write under way at most: the stream breaks where the server refuses while another is queued, or after it did.
  const ready = async () => {
    await Promise.race([written, finished]);
    if (refused) await finished;
  };
  try {
    for await (const chunk of chunks) {
      await ready();
      const { promise, resolve: done } = Promise.withResolvers<void>();
      stream.write(chunk, () => done());
      written = promise;
    }
    await ready();
  } catch (error) {
    // Where the source failed and not the server, COPY has to be called off before the ROLLBACK.
    if (!refused) {
      stream.destroy(new Error('the source of the rows failed'));
      await finished.catch(() => {});
    }
    throw error;
  }
  stream.end();
  await finished;
  return stream.rowCount;
}
