// Tenancy, row-level security and append-only facts, over every table there is: a new table that lacks them fails here.
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../src/app/viewer.ts';
import { APP, LOADER } from '../src/store/roles.ts';
import { connectTo, type TestDatabase, testDatabase } from './database.ts';

/** What is derived or a head, and so may be changed; everything else is a fact. */
const CHANGEABLE = [
  ...['accumulator_delta', 'balance_delta', 'claim_chunk', 'claim_head', 'claim_rollup', 'coverage_span'],
  ...['identifier_head', 'person_rollup'],
  ...['tile', 'log_head', 'checkpoint', 'witness_trouble'],
  // What it holds is taken out when it is recorded.
  'outbox',
];

interface Table {
  readonly name: string;
  readonly secured: boolean;
  readonly forced: boolean;
  readonly key: string[];
  readonly columns: { name: string; type: string }[];
}

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
let loader: pg.Client;
let tables: Table[];

beforeAll(async () => {
  database = await testDatabase();
  owner = await connectTo(database.url);
  app = await connectTo(database.url, APP);
  loader = await connectTo(database.url, LOADER);
  const found = await owner.query<Table>(
    `SELECT c.relname AS name, c.relrowsecurity AS secured, c.relforcerowsecurity AS forced,
       (SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(attnum, place)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
       (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
     FROM pg_class c WHERE c.relnamespace = 'poolbook'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
     ORDER BY c.relname`,
  );
  tables = found.rows;
  for (const code of ['one', 'two'])
    await app.query('SELECT poolbook.open_consortium($1, $1, $2, $3, $4)', [code, 'USD', '01-01', '']);
});

afterAll(async () => {
  for (const client of [owner, app, loader]) await client?.end();
  await database?.close();
});

/** A row that a table takes, as any tenant: numbers, texts and days that mean nothing. */
function rowOf(table: Table, tenant: number | undefined): { columns: string; values: string } {
  const columns = table.columns.filter((column) => tenant !== undefined || column.name !== 'consortium_id');
  const value = ({ name, type }: { name: string; type: string }) => {
    if (name === 'consortium_id') return String(tenant);
    if (type === 'text') return "'x'";
    if (type === 'date') return "'2026-01-01'";
    if (type.startsWith('timestamp')) return 'now()';
    if (type === 'boolean') return 'true';
    if (type === 'bytea') return "'\\x07'";
    return '7';
  };
  return { columns: columns.map((column) => column.name).join(', '), values: columns.map(value).join(', ') };
}

/** The code of the error a statement ends in, or 'done'; the transaction is rolled back either way. */
async function outcome(
  client: pg.Client,
  tenant: string,
  statement: string,
  role = 'operator',
  member = '',
): Promise<string> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL poolbook.consortium = '${tenant}'; SET LOCAL poolbook.role = '${role}';
       SET LOCAL poolbook.member = '${member}'`);
    const { rowCount } = await client.query(statement);
    return statement.startsWith('SELECT') ? `${rowCount} rows` : 'done';
  } catch (error) {
    return (error as pg.DatabaseError).code ?? 'no code';
  } finally {
    await client.query('ROLLBACK');
  }
}

const REFUSED_BY_PRIVILEGE = '42501';

describe('every table of the schema', () => {
  it('is there', () => expect(tables.length).toBeGreaterThan(20));

  it('has forced row-level security, and the tenant leads its key', () => {
    for (const table of tables) {
      expect(table, table.name).toMatchObject({ secured: true, forced: true });
      expect(table.key[0], table.name).toBe('consortium_id');
    }
  });

  it('shows a tenant its own rows only, and without a tenant none', async () => {
    for (const table of tables.filter(({ name }) => name !== 'consortium')) {
      // Without foreign keys in the way: what is tested is who sees a row, not what it refers to.
      await owner.query(
        `BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL poolbook.consortium = '1'`,
      );
      const { columns, values } = rowOf(table, 1);
      await owner.query(`INSERT INTO poolbook.${table.name} (${columns}) VALUES (${values})`);
      await owner.query('COMMIT');
      const select = `SELECT FROM poolbook.${table.name}`;
      const seen = [
        await outcome(app, '1', select),
        await outcome(app, '2', select),
        await outcome(app, '', select),
      ];
      expect(seen, table.name).toEqual(['1 rows', '0 rows', '0 rows']);
    }
  });

  it('refuses a row in the name of another tenant', async () => {
    for (const table of tables.filter(({ name }) => name !== 'consortium')) {
      const { columns, values } = rowOf(table, 1);
      const insert = `INSERT INTO poolbook.${table.name} (${columns}) VALUES (${values})`;
      expect(await outcome(app, '2', insert), table.name).toBe(REFUSED_BY_PRIVILEGE);
      expect(await outcome(app, '', insert), table.name).toBe(REFUSED_BY_PRIVILEGE);
    }
  });

  it('is append-only, but for heads and what is derived', async () => {
    for (const table of tables.filter(({ name }) => name !== 'consortium' && !CHANGEABLE.includes(name))) {
      const column = table.key.at(-1)!;
      for (const change of [
        `UPDATE poolbook.${table.name} SET ${column} = ${column}`,
        `DELETE FROM poolbook.${table.name}`,
        `TRUNCATE poolbook.${table.name}`,
      ]) {
        expect(await outcome(app, '1', change), change).toBe(REFUSED_BY_PRIVILEGE);
        expect(await outcome(loader, '1', change), change).toBe(REFUSED_BY_PRIVILEGE);
      }
    }
  });

  it('shows the loader nothing, and takes no tenant from it', async () => {
    for (const table of tables) {
      expect(await outcome(loader, '1', `SELECT FROM poolbook.${table.name}`), table.name).toBe(
        REFUSED_BY_PRIVILEGE,
      );
      const { columns, values } = rowOf(table, 2);
      const insert = `INSERT INTO poolbook.${table.name} (${columns}) VALUES (${values})`;
      expect(await outcome(loader, '1', insert), table.name).toBe(REFUSED_BY_PRIVILEGE);
    }
  });
});

describe('every role', () => {
  /** What a role may do with the tables of a kind, as the schema itself says. */
  interface Right {
    readonly role: string;
    readonly kind: string;
    readonly reads: 'all' | 'own' | 'none';
    readonly writes: boolean;
  }
  let rights: Right[];
  /** The kind of each table, as its policy names it. */
  let kinds: Map<string, string>;

  beforeAll(async () => {
    rights = (await owner.query<Right>('SELECT * FROM poolbook.role_rights()')).rows;
    const { rows } = await owner.query<{ name: string; kind: string }>(
      `SELECT tablename AS name, substring(with_check FROM 'writes\\(''(\\w+)''') AS kind
       FROM pg_policies WHERE schemaname = 'poolbook' AND policyname = 'writer'`,
    );
    kinds = new Map(rows.map(({ name, kind }) => [name, kind]));
  });

  it('is known to the program, and the other way round', () => {
    expect(new Set(rights.map(({ role }) => role))).toEqual(new Set(['operator', ...ROLES]));
  });

  it('has its rights for each table: one without a kind fails here', () => {
    const known = new Set(rights.map(({ kind }) => kind));
    for (const { name } of tables.filter((table) => table.name !== 'consortium'))
      expect(known.has(kinds.get(name) ?? 'none'), name).toBe(true);
  });

  it('reads all, its own member’s rows or none, and writes or does not', async () => {
    for (const role of [...ROLES, 'operator', 'nobody', ''])
      for (const table of tables.filter(({ name }) => name !== 'consortium')) {
        const what = `${role} ${table.name}`;
        const right = rights.find((one) => one.role === role && one.kind === kinds.get(table.name));
        // A person’s row names no member: it is seen through the coverage, of which the test has a row.
        const isOfMember =
          table.name === 'person' || table.columns.some((column) => column.name === 'member_id');
        const select = `SELECT FROM poolbook.${table.name}`;
        const all = right?.reads === 'all' ? '1 rows' : '0 rows';
        const own = right?.reads === 'own' && isOfMember ? '1 rows' : all;
        expect(await outcome(app, '1', select, role, '7'), what).toBe(own);
        expect(await outcome(app, '1', select, role, '8'), what).toBe(all);
        expect(await outcome(app, '1', select, role), what).toBe(all);
        const { columns, values } = rowOf(table, 1);
        const insert = `INSERT INTO poolbook.${table.name} (${columns}) VALUES (${values})`;
        const isRefused = (await outcome(app, '1', insert, role, '7')) === REFUSED_BY_PRIVILEGE;
        expect(isRefused, what).toBe(right?.writes !== true);
      }
  });
});
