// A consortium with a fact of every kind, whatever it may mean: a row in each table of facts and of their parts, written as
// the program writes them, with a board, claims and books that nobody has to live through first.
import type pg from 'pg';
import type { Stores } from '../../src/app/ports/stores.ts';
import { LEAF_KINDS } from '../../src/store/record/kinds.ts';
import { APP } from '../../src/store/roles.ts';
import { storesOver } from '../../src/store/stores.ts';
import { connectTo, type TestDatabase, testDatabase } from '../database.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
  /** True where it is of another key that is unique. */
  readonly isUnique: boolean;
}

export interface FactPool {
  readonly database: TestDatabase;
  readonly stores: Stores;
  readonly consortiumId: number;
  /** The database's owner, whom nothing keeps from changing anything, and whom no trigger sees. */
  readonly owner: pg.Client;
  /** The columns of each table of facts and of their parts, by the table. */
  readonly tables: ReadonlyMap<string, readonly Column[]>;
  close(): Promise<void>;
}

export const FACT_TABLES = LEAF_KINDS.flatMap(({ table, parts }) => [table, ...parts]);

/** Facts that their writers put into the outbox themselves. */
const BY_WRITERS = `INSERT INTO poolbook.outbox (kind, fact_id, version, revision) VALUES ('decision', 7, 7, 7), ('entries', 7, 1, 1)`;

export async function poolOfEveryFact(): Promise<FactPool> {
  const database = await testDatabase();
  const stores = storesOver(database);
  const owner = await connectTo(database.url);
  await owner.query("SET session_replication_role = 'replica'; SET timezone = 'UTC'");
  const app = await connectTo(database.url, APP);
  const { rows } = await app.query<{ id: string }>(
    "SELECT poolbook.open_consortium('every', 'every', 'USD', '01-01', '') AS id",
  );
  const tables = await columnsOf(owner);
  await app.query(
    `SELECT set_config('poolbook.consortium', '${rows[0]!.id}', false), set_config('poolbook.role', 'operator', false)`,
  );
  for (const table of FACT_TABLES) await app.query(rowOf(table, tables.get(table)!));
  await app.query(BY_WRITERS);
  await app.end();
  return {
    ...{ database, stores, owner, tables, consortiumId: Number(rows[0]!.id) },
    async close() {
      await owner.end();
      await stores.close();
    },
  };
}

async function columnsOf(owner: pg.Client): Promise<Map<string, Column[]>> {
  const tables = new Map<string, Column[]>();
  for (const table of FACT_TABLES) {
    const { rows } = await owner.query<Column>(
      `SELECT a.attname::text AS name, format_type(a.atttypid, NULL) AS type, coalesce(a.attnum = ANY (i.indkey), false) AS "isKey",
         EXISTS (SELECT FROM pg_index u WHERE u.indrelid = a.attrelid AND u.indisunique AND NOT u.indisprimary
           AND a.attnum = ANY (u.indkey)) AS "isUnique"
       FROM pg_attribute a JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
       WHERE a.attrelid = ('poolbook.' || $1)::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
      [table],
    );
    tables.set(table, rows);
  }
  return tables;
}

/** A value of each type, and another one in its place. */
const VALUES: Readonly<Record<string, readonly [string, string]>> = {
  text: ["'x'", "'y'"],
  date: ["'2026-01-01'", "'2026-01-02'"],
  'timestamp with time zone': ["'2026-01-01T00:00:00Z'", "'2026-01-01T00:00:00.000001Z'"],
  boolean: ['true', 'false'],
  bytea: ["'\\x07'", "'\\x06'"],
  bigint: ['7', '9'],
  integer: ['7', '9'],
  smallint: ['7', '9'],
};

function rowOf(table: string, columns: readonly Column[]): string {
  const own = columns.filter(({ name }) => name !== 'consortium_id');
  const values = own.map(({ type }) => VALUES[type]![0]);
  return `INSERT INTO poolbook.${table} (${own.map(({ name }) => name).join(', ')}) VALUES (${values.join(', ')})`;
}

/** What stands in a column, and another value that could. */
export const standing = ({ type }: Column) => VALUES[type]![0];
export const otherOf = ({ type }: Column) => VALUES[type]![1];

/** The value of a column changed, of all rows unless a condition follows. */
export function flip(table: string, column: Column): string {
  return `UPDATE poolbook.${table} SET ${column.name} = ${otherOf(column)}`;
}
