import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { to } from 'pg-copy-streams';

/** SQL inside one transaction. Values stand for $1, $2, ...; int8 and numeric come as numbers, dates as 'YYYY-MM-DD'. */
export interface Query {
  /** All rows. */
  rows<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** The same of a statement that comes again and again: a connection parses and plans it once. */
  prepared<T>(text: string, values: readonly unknown[]): Promise<T[]>;
  /** The only row; throws (a bug) where there is none or more than one. */
  one<T>(text: string, values?: readonly unknown[]): Promise<T>;
  /** The only row, or undefined where there is none; throws (a bug) where there is more than one. */
  oneOrNone<T>(text: string, values?: readonly unknown[]): Promise<T | undefined>;
  /** Runs a statement; the number of rows that it changed. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
  /**
   * Batches of at most `batchSize` rows by a cursor, so that memory stays bounded. Other statements may run between
   * two batches. Leaving the loop early closes the cursor.
   */
  stream<T>(text: string, values: readonly unknown[], batchSize: number): AsyncIterable<T[]>;
  /** The bytes of `COPY ... TO STDOUT`. Read it to its end before the next statement. */
  copyOut(text: string): Readable;
}

/** The names of prepared statements by their texts. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `poolbook_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
    names.set(text, name);
  }
  return name;
}

/** A query over one connection whose transaction has begun. */
export function queryOver(client: pg.ClientBase): Query {
  let cursors = 0;

  async function rows<T>(text: string, values?: readonly unknown[]): Promise<T[]> {
    const result = await client.query<pg.QueryResultRow>(text, values as unknown[] | undefined);
    return result.rows as T[];
  }

  async function oneOrNone<T>(text: string, values?: readonly unknown[]): Promise<T | undefined> {
    const found = await rows<T>(text, values);
    if (found.length > 1) throw new Error(`one row expected, got ${found.length}: ${text}`);
    return found[0];
  }

  async function* stream<T>(
    text: string,
    values: readonly unknown[],
    batchSize: number,
  ): AsyncGenerator<T[]> {
    if (!Number.isSafeInteger(batchSize) || batchSize < 1)
      throw new Error(`no size of a batch: ${batchSize}`);
    cursors += 1;
    const name = `poolbook_cursor_${cursors}`;
    await rows(`DECLARE ${name} NO SCROLL CURSOR FOR ${text}`, values);
    let failed = false;
    try {
      for (;;) {
        const batch = await rows<T>(`FETCH ${batchSize} FROM ${name}`).catch((error: unknown) => {
          failed = true;
          throw error;
        });
        if (batch.length > 0) yield batch;
        if (batch.length < batchSize) return;
      }
    } finally {
      // After a failure the transaction is over, and its cursors with it.
      if (!failed) await rows(`CLOSE ${name}`).catch(() => {});
    }
  }

  return {
    rows,
    oneOrNone,
    stream,
    prepared: async <T>(text: string, values: readonly unknown[]) => {
      const query = { name: nameOf(text), text, values: values as unknown[] };
      return (await client.query<pg.QueryResultRow>(query)).rows as T[];
    },
    one: async <T>(text: string, values?: readonly unknown[]) => {
      const found = await oneOrNone<T>(text, values);
      if (found === undefined) throw new Error(`one row expected, got none: ${text}`);
      return found;
    },
    run: async (text, values) => (await client.query(text, values as unknown[] | undefined)).rowCount ?? 0,
    copyOut: (text) => client.query(to(text)),
  };
}
