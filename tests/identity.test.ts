// What each role of PostgreSQL may do with people, passwords, memberships and keys, and that the tables are the library's.
import { getMigrations } from 'better-auth/db/migration';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOfSecret } from '../src/app/secret.ts';
import { ROLES } from '../src/app/viewer.ts';
import { signOnOptions } from '../src/identity/options.ts';
import { APP, IDENTITY, LOADER } from '../src/store/roles.ts';
import { openSignOnConnections } from '../src/store/sign-on-connections.ts';
import { connectTo, type TestDatabase, testDatabase } from './database.ts';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
let loader: pg.Client;
let identity: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  owner = await connectTo(database.url);
  app = await connectTo(database.url, APP);
  loader = await connectTo(database.url, LOADER);
  identity = await connectTo(database.url, IDENTITY);
  for (const code of ['one', 'two']) {
    await app.query('SELECT poolbook.open_consortium($1, $1, $2, $3, $4)', [code, 'USD', '01-01', '']);
    await owner.query(
      `INSERT INTO identity.person (id, name, email, "emailVerified") VALUES ($1, 'P', $1 || '@x.example', true)`,
      [code],
    );
  }
  for (const [person, consortium] of [
    ['one', 'one'],
    ['two', 'two'],
    ['one', null],
  ]) {
    const role = consortium === null ? 'operator' : 'administrator';
    const given = [person, consortium, role];
    await owner.query(
      `INSERT INTO identity.membership (person_id, consortium, version, email, name, role, recorded_by)
       VALUES ($1, $2, 1, $1 || '@x.example', 'P', $3, 'test')`,
      given,
    );
    const secret = hashOfSecret(`${person} ${consortium}`);
    await owner.query(
      `INSERT INTO identity.invitation (invitation_id, token_sha256, email, consortium, role, invited_by, expires_at)
       VALUES ($4, $4, $1 || '@x.example', $2, $3, 'test', now() + interval '1 day')`,
      [...given, secret],
    );
    await owner.query(
      `INSERT INTO identity.machine_key (key_id, key_sha256, name, consortium, role, made_by, expires_at)
       VALUES ($4, $4, $1, $2, $3, 'test', now() + interval '1 day')`,
      [...given, secret],
    );
  }
});

afterAll(async () => {
  for (const client of [owner, app, loader, identity]) await client?.end();
  await database?.close();
});

/** The code of the error a statement ends in, or how many rows it found or changed; it is rolled back. */
async function outcome(client: pg.Client, statement: string, tenant = '', role = ''): Promise<string> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL poolbook.consortium = '${tenant}'; SET LOCAL poolbook.role = '${role}'`);
    return `${(await client.query(statement)).rowCount} rows`;
  } catch (error) {
    return (error as pg.DatabaseError).code ?? 'no code';
  } finally {
    await client.query('ROLLBACK');
  }
}

const DENIED = '42501';
const OF_SIGN_ON = ['person', 'session', 'account', 'verification', 'second_factor', 'passkey'];
const OF_CONSORTIA = ['membership', 'invitation', 'machine_key'];

test('the tables are what the library wants, with nothing missing and nothing in its way', async () => {
  const pool = openSignOnConnections(database);
  const wanted = await getMigrations(
    signOnOptions({
      ...{ pool, secret: 'a secret of a test, long enough for it', origins: ['https://pool.example'] },
      mail: { send: async () => {} },
    }),
  );
  expect([wanted.toBeCreated, wanted.toBeAdded, wanted.toBeAddedIndexes]).toEqual([[], [], []]);
  expect([wanted.unsafeChanges, wanted.schemaProblems]).toEqual([[], []]);
  await pool.end();
});

test('every table is one whose rights are told here', async () => {
  const { rows } = await owner.query("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'identity'");
  expect(rows.map(({ name }) => name).sort()).toEqual([...OF_SIGN_ON, ...OF_CONSORTIA, 'event'].sort());
});

describe('poolbook_app', () => {
  test.each(OF_SIGN_ON)('neither sees nor changes %s', async (table) => {
    for (const statement of [`SELECT FROM identity.${table}`, `DELETE FROM identity.${table}`])
      expect(await outcome(app, statement, '1', 'operator')).toBe(DENIED);
  });

  test.each(OF_CONSORTIA)('sees of %s its tenant’s, in the roles that may', async (table) => {
    const select = `SELECT FROM identity.${table}`;
    for (const role of [...ROLES, 'operator', 'nobody', '']) {
      const sees = ['administrator', 'auditor', 'operator'].includes(role) ? '1 rows' : '0 rows';
      expect(await outcome(app, `${select} WHERE consortium = 'one'`, '1', role), role).toBe(sees);
      expect(await outcome(app, select, '1', role), role).toBe(sees);
      // What is of no consortium is the operator’s alone.
      expect(await outcome(app, select, '', role), role).toBe(role === 'operator' ? '1 rows' : '0 rows');
    }
  });

  test('writes as administrator or operator, into its own tenant, and nobody into the operator’s', async () => {
    const insert = (consortium: string, role: string) =>
      `INSERT INTO identity.membership (person_id, consortium, version, email, name, role, recorded_by)
       VALUES ('one', ${consortium}, 9, 'one@x.example', 'P', '${role}', 'test')`;
    for (const role of [...ROLES, 'operator', '']) {
      const may = ['administrator', 'operator'].includes(role);
      expect(await outcome(app, insert("'one'", 'actuary'), '1', role), role).toBe(may ? '1 rows' : DENIED);
      expect(await outcome(app, insert("'two'", 'actuary'), '1', role), role).toBe(DENIED);
      expect(await outcome(app, insert('NULL', 'operator'), '1', role), role).toBe(DENIED);
      const isOperator = role === 'operator';
      expect(await outcome(app, insert('NULL', 'operator'), '', role), role).toBe(
        isOperator ? '1 rows' : DENIED,
      );
    }
    // The operator of one consortium is not to be had at all.
    expect(await outcome(app, insert("'one'", 'operator'), '1', 'operator')).toBe('23514');
  });

  test('adds to memberships, and takes back invitations and keys, and changes nothing else', async () => {
    for (const statement of [
      'UPDATE identity.membership SET role = role',
      'DELETE FROM identity.membership',
      'DELETE FROM identity.invitation',
      'DELETE FROM identity.machine_key',
      'UPDATE identity.invitation SET role = role',
      'UPDATE identity.invitation SET accepted_at = null',
      'UPDATE identity.machine_key SET expires_at = now()',
      'INSERT INTO identity.event (kind) VALUES (1)',
    ])
      expect(await outcome(app, statement, '1', 'operator'), statement).toBe(DENIED);
    const revoke = 'UPDATE identity.machine_key SET revoked_at = now()';
    expect(await outcome(app, revoke, '1', 'administrator')).toBe('1 rows');
    expect(await outcome(app, revoke, '1', 'auditor')).toBe('0 rows');
  });

  test('may not ask what sign-on asks', async () => {
    for (const call of [
      "membership_of('one')",
      "holder_of('x')",
      "invitee_of('x')",
      "accept_invitation('x', 'one')",
    ])
      expect(await outcome(app, `SELECT identity.${call}`, '1', 'operator'), call).toBe(DENIED);
  });

  test('shows events of sign-on to the operator', async () => {
    await owner.query("INSERT INTO identity.event (kind) VALUES ('refused')");
    expect(await outcome(app, 'SELECT FROM identity.event', '', 'operator')).toBe('1 rows');
    for (const role of ROLES)
      expect(await outcome(app, 'SELECT FROM identity.event', '1', role)).toBe('0 rows');
  });
});

describe('poolbook_identity', () => {
  test.each(OF_CONSORTIA)('neither sees nor writes %s', async (table) => {
    for (const statement of [
      `SELECT FROM identity.${table}`,
      `INSERT INTO identity.${table} (role) VALUES ('administrator')`,
      `UPDATE identity.${table} SET role = 'administrator'`,
    ])
      expect(await outcome(identity, statement, '1', 'operator')).toBe(DENIED);
  });

  test('reaches no table of a consortium, and changes no event', async () => {
    for (const statement of [
      'SELECT FROM poolbook.claim',
      "SELECT poolbook.consortium_of('one')",
      'DELETE FROM identity.event',
      "UPDATE identity.event SET kind = 'x'",
      'CREATE TABLE identity.mine (n int)',
      'SET ROLE poolbook_app',
    ])
      expect(await outcome(identity, statement, '1', 'operator'), statement).toBe(DENIED);
  });

  test('knows of a person, a key and an invitation what it is, one at a time', async () => {
    const held = await identity.query("SELECT * FROM identity.membership_of('one') ORDER BY consortium");
    expect(held.rows.map(({ consortium, role }) => [consortium, role])).toEqual([
      ['one', 'administrator'],
      [null, 'operator'],
    ]);
    const key = hashOfSecret('two two');
    const { rows } = await identity.query('SELECT * FROM identity.holder_of($1)', [key]);
    expect(rows).toEqual([
      { name: 'two', consortium: 'two', role: 'administrator', member: null, party: null },
    ]);
    expect((await identity.query('SELECT identity.invitee_of($1) AS email', [key])).rows).toEqual([
      { email: 'two@x.example' },
    ]);
    // An invitation is accepted by whom it was for, and by nobody else.
    expect(await outcome(identity, `SELECT * FROM identity.accept_invitation('${key}', 'one')`)).toBe(
      '0 rows',
    );
    expect(await outcome(identity, `SELECT * FROM identity.accept_invitation('${key}', 'two')`)).toBe(
      '1 rows',
    );
  });
});

test('poolbook_loader reaches nothing of it', async () => {
  for (const table of [...OF_SIGN_ON, ...OF_CONSORTIA, 'event'])
    expect(await outcome(loader, `SELECT FROM identity.${table}`), table).toBe(DENIED);
});

test('functions that run as the owner fix their search path, and are not for everybody', async () => {
  const { rows } = await owner.query(
    `SELECT proname FROM pg_proc WHERE pronamespace = 'identity'::regnamespace
     AND (prosecdef AND NOT 'search_path=identity, pg_temp' = ANY (coalesce(proconfig, '{}'))
          OR has_function_privilege('poolbook_loader', oid, 'EXECUTE'))`,
  );
  expect(rows).toEqual([]);
});
