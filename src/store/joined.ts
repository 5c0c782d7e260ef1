import { type Month, parseMonth } from '../core/calendar/month.ts';
import { isRefusal } from '../core/refusal.ts';
import { columnTypes } from './column-types.ts';
import { copiedRows } from './copied-rows.ts';
import type { Database } from './database.ts';
import type { Chunks, Loader, LoaderTransaction } from './loader.ts';
import { openMonthStatements } from './locks.ts';
import type { Query } from './query.ts';

/**
 * A database and a loader whose transactions are all parts of one that has begun: of the consortium, and as the viewer,
 * that it was begun for. A part that is refused, or throws, is taken back alone; the whole commits or rolls back with its
 * own. Rows are inserted and not copied, under row-level security: for effects of a few rows that have to be one with
 * what is kept of the request.
 */
export function joinedTo(query: Query, consortiumId: number): { database: Database; loader: Loader } {
  let parts = 0;
  const part = async <T>(id: number, work: () => Promise<T>): Promise<T> => {
    if (id !== consortiumId)
      throw new Error(`a part of the consortium ${id} in a transaction of ${consortiumId}`);
    parts += 1;
    const name = `part_${parts}`;
    await query.run(`SAVEPOINT ${name}`);
    try {
      const result = await work();
      await query.run(`${isRefusal(result) ? 'ROLLBACK TO' : 'RELEASE'} SAVEPOINT ${name}`);
      return result;
    } catch (error) {
      await query.run(`ROLLBACK TO SAVEPOINT ${name}`);
      throw error;
    }
  };
  const already = (): never => {
    throw new Error('a transaction is one viewer’s, and is ended where it was begun');
  };
  return {
    database: {
      unitOfWork: (id, work) => part(id, () => work(query)),
      read: (id, work) => part(id, () => work(query)),
      global: (work) => part(consortiumId, () => work(query)),
      as: already,
      close: already,
      interrupt: already,
    },
    loader: {
      copyTransaction: (id, steps) => part(id, () => steps(stepsOver(query, consortiumId))),
      close: already,
      interrupt: already,
    },
  };
}

function stepsOver(query: Query, consortiumId: number): LoaderTransaction {
  return {
    insert: (text, values) => query.run(text, values),
    copy: (table, columns, chunks) => insertCopied(query, table, columns, chunks),
    async openMonth(forWhom): Promise<Month | undefined> {
      // Two statements: the second has to see what was committed while the first waited.
      const [lock, ask] = openMonthStatements(consortiumId, forWhom).split('; ');
      await query.run(lock!);
      const { month } = await query.one<{ month: string | null }>(ask!);
      return month === null ? undefined : parseMonth(month.slice(0, 7))!;
    },
  };
}

async function insertCopied(
  query: Query,
  table: string,
  columns: readonly string[],
  chunks: Chunks,
): Promise<number> {
  const bytes: Buffer[] = [];
  for await (const chunk of chunks) bytes.push(Buffer.from(chunk));
  const rows = copiedRows(Buffer.concat(bytes).toString('utf8'), columns);
  if (rows.length === 0) return 0;
  const types = await columnTypes(query, table);
  const typed = columns.map((column) => `${column} ${types.get(column)!}`);
  return query.run(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM json_to_recordset($1) AS given (${typed.join(', ')})`,
    [JSON.stringify(rows)],
  );
}
