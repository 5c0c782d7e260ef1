import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectTo, type TestDatabase, testDatabase } from '../../tests/database.ts';
import { loginOf } from './connection.ts';
import { openDatabase } from './database.ts';
import { openLoader } from './loader.ts';
import { APP, ensureRoles, LOADER, loginAs } from './roles.ts';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
let loader: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  await database.global((query) => query.rows("SELECT open_consortium('one', 'One', 'USD', '01-01', null)"));
  owner = await connectTo(database.url);
  app = await connectTo(database.url, APP);
  loader = await connectTo(database.url, LOADER);
  await owner.query(`
    CREATE TABLE poolbook.bulk (
      consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
      number int8 NOT NULL
    );
    GRANT INSERT (number) ON poolbook.bulk TO poolbook_loader`);
});

afterAll(async () => {
  await Promise.all([owner.end(), app.end(), loader.end()]);
  await database.close();
});

const DENIED = { code: '42501' };

describe('poolbook_app', () => {
  test.each([
    'SET ROLE OWNER',
    'SET ROLE poolbook_loader',
    'SET SESSION AUTHORIZATION OWNER',
    'ALTER ROLE poolbook_app BYPASSRLS',
    'CREATE TABLE poolbook.mine (n int)',
    'CREATE SCHEMA mine',
    'ALTER TABLE poolbook.consortium DISABLE ROW LEVEL SECURITY',
    'DROP POLICY tenant ON poolbook.consortium',
    'SELECT * FROM poolbook.migration',
    'TRUNCATE poolbook.consortium',
    'DELETE FROM poolbook.consortium',
    'UPDATE poolbook.consortium SET consortium_id = 2',
    "UPDATE poolbook.consortium SET currency = 'EUR'",
    "INSERT INTO poolbook.consortium VALUES (9, 'nine', 'Nine', 'USD', '01-01', null)",
    "CREATE OR REPLACE FUNCTION poolbook.consortium_of(code text) RETURNS int8 LANGUAGE sql AS 'SELECT 1::int8'",
  ])('may not %s', async (statement) => {
    await expect(app.query(statement.replace('OWNER', owner.user!))).rejects.toMatchObject(DENIED);
  });

  test.each(['', '2'])('reads and changes nothing as the tenant "%s"', async (tenant) => {
    await app.query('BEGIN');
    await app.query("SELECT set_config('poolbook.consortium', $1, true)", [tenant]);
    expect((await app.query('SELECT * FROM poolbook.consortium')).rowCount).toBe(0);
    expect((await app.query("UPDATE poolbook.consortium SET name = 'Taken'")).rowCount).toBe(0);
    await app.query('ROLLBACK');
  });

  test('sees nothing on a connection that never had a tenant, nor with row security off', async () => {
    expect((await app.query('SELECT * FROM poolbook.consortium')).rowCount).toBe(0);
    await app.query('SET row_security = off');
    await expect(app.query('SELECT * FROM poolbook.consortium')).rejects.toMatchObject(DENIED);
    await app.query('RESET row_security');
  });

  test('cannot put its own table before ours in a function of the owner', async () => {
    await app.query('CREATE TEMPORARY TABLE consortium (consortium_id int8, code text)');
    await app.query("INSERT INTO pg_temp.consortium VALUES (666, 'one')");
    await app.query('SET search_path = pg_temp, poolbook');
    expect((await app.query("SELECT poolbook.consortium_of('one') AS id")).rows).toEqual([{ id: 1 }]);
    await app.query('RESET search_path');
  });
});

describe('poolbook_loader', () => {
  test.each([
    'SELECT * FROM poolbook.consortium',
    'SELECT count(*) FROM poolbook.bulk',
    'COPY poolbook.bulk TO STDOUT',
    'SELECT poolbook.consortium_codes()',
    "SELECT poolbook.consortium_of('one')",
    'INSERT INTO poolbook.bulk (consortium_id, number) VALUES (2, 1)',
    'INSERT INTO poolbook.bulk VALUES (2, 1)',
    'INSERT INTO poolbook.bulk (number) VALUES (1) RETURNING consortium_id',
    'COPY poolbook.bulk (consortium_id, number) FROM STDIN',
    'COPY poolbook.bulk FROM STDIN',
    'UPDATE poolbook.bulk SET number = 2',
    'DELETE FROM poolbook.bulk',
    'TRUNCATE poolbook.bulk',
    'SET ROLE poolbook_app',
    'SET ROLE OWNER',
    'CREATE TABLE poolbook.mine (n int)',
  ])('may not %s', async (statement) => {
    await expect(loader.query(statement.replace('OWNER', owner.user!))).rejects.toMatchObject(DENIED);
  });

  test('without a tenant loads nothing', async () => {
    await expect(loader.query('INSERT INTO poolbook.bulk (number) VALUES (1)')).rejects.toMatchObject({
      code: '23502',
    });
  });
});

describe('every table and function of the schema', () => {
  test('that has a tenant is under forced row-level security', async () => {
    const { rows } = await owner.query(`
      SELECT relname FROM pg_class
      WHERE relnamespace = 'poolbook'::regnamespace AND relkind IN ('r', 'p') AND relname NOT IN ('migration', 'bulk')
        AND NOT (relrowsecurity AND relforcerowsecurity
                 AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid))`);
    expect(rows).toEqual([]);
  });

  test('gives the loader INSERT without the tenant, and nothing else', async () => {
    const { rows } = await owner.query(`
      SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges
      WHERE grantee IN ('poolbook_loader', 'PUBLIC') AND table_schema = 'poolbook'
        AND (column_name = 'consortium_id' OR privilege_type <> 'INSERT')`);
    expect(rows).toEqual([]);
  });

  test('that runs as the owner fixes its search path and is not for everybody', async () => {
    const { rows } = await owner.query(
      `
      SELECT proname FROM pg_proc
      WHERE pronamespace = 'poolbook'::regnamespace AND prosecdef
        AND (NOT 'search_path=poolbook, pg_temp' = ANY (coalesce(proconfig, '{}'))
             OR has_function_privilege('poolbook_loader', oid, 'EXECUTE') AND proname <> ALL ($1))`,
      // A restore opens the consortium whose rows it loads, in the same transaction; an import that adds versions of claims
      // brings their heads up to them; whoever posts asks for the open month.
      [['bring_claim_heads', 'first_open_month', 'open_consortium', 'refresh_statistics']],
    );
    expect(rows).toEqual([]);
  });
});

test('a password that does not work any more is set again', async () => {
  // In a transaction that is rolled back, because the run's other tests log in with it meanwhile.
  const login = loginAs(loginOf(database.url), APP);
  expect(login.password).toMatch(/^[0-9a-f]{64}$/);
  expect(login.password).not.toBe(loginAs(loginOf(database.url), LOADER).password);
  const statements: string[] = [];
  const recording = {
    query: (text: string) => {
      statements.push(text);
      return Promise.resolve({
        rows: [{ bypasses: text.includes('x'), is_superuser: false, can_login: true }],
      });
    },
  } as unknown as pg.Client;
  const other = { ...loginOf(database.url), password: 'another' };
  const failure = await ensureRoles(recording, other).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'database_refused' });
  expect(statements.join('\n')).toMatch(/ALTER ROLE poolbook_app PASSWORD 'SCRAM-SHA-256\$4096:/);
  expect(statements.join('\n')).not.toContain(loginAs(other, APP).password);
});

test('the loader of a database that was not opened here is a bug', async () => {
  const opened = await openDatabase({ url: database.url, home: '/nowhere' });
  await opened.close();
  expect(() => openLoader({ ...opened })).toThrow('not a database that openDatabase opened');
});
