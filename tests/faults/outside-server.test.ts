import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EnvironmentFailure } from '../../src/app/failure.ts';
import { loginOf } from '../../src/store/connection.ts';
import { openDatabase } from '../../src/store/database.ts';
import { serverAccount } from '../../src/store/embedded/account.ts';
import { type Binaries, findBinaries } from '../../src/store/embedded/binaries.ts';
import { ensureCluster } from '../../src/store/embedded/cluster.ts';
import { start, stop } from '../../src/store/embedded/control.ts';
import { placesOf, preparePlaces } from '../../src/store/embedded/places.ts';
import { openLoader } from '../../src/store/loader.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { APP, loginAs } from '../../src/store/roles.ts';
import { ask, temporaryHome } from './homes.ts';

/** The oldest version that we promise, where Debian has put it. */
const DEBIAN = '/usr/lib/postgresql/15/bin';

const debian: Binaries = {
  initdb: `${DEBIAN}/initdb`,
  pgCtl: `${DEBIAN}/pg_ctl`,
  postgres: `${DEBIAN}/postgres`,
  major: 15,
};

const { home, remove } = temporaryHome();

const servers: readonly {
  readonly name: string;
  readonly binaries: () => Binaries;
  readonly missing?: string;
}[] = [
  { name: 'PostgreSQL of our own package', binaries: () => findBinaries(home, serverAccount()) },
  {
    name: 'PostgreSQL 15',
    binaries: () => debian,
    ...(existsSync(debian.postgres) ? {} : { missing: `no PostgreSQL 15 in ${DEBIAN}` }),
  },
];

afterAll(() => remove());

describe.each(servers)('an outside server, $name', ({ name, binaries, missing }) => {
  const account = serverAccount();
  const places = placesOf(`${home}/${name.replaceAll(' ', '-')}`);
  /** The address as the administrator of the server, and as an owner who is no superuser. */
  let administrator: string;
  let landlord: string;

  beforeAll(async () => {
    if (missing !== undefined) return;
    preparePlaces(places, account);
    const password = await ensureCluster(places, binaries(), account, () => {});
    const port = await start(places, binaries(), account, {});
    administrator = `postgres://poolbook_owner:${password}@127.0.0.1:${port}/postgres`;
    landlord = `postgres://landlord:of%20the%20house@127.0.0.1:${port}/pool`;
    await ask(administrator, "CREATE ROLE landlord LOGIN CREATEROLE PASSWORD 'of the house'");
    await ask(administrator, 'CREATE DATABASE pool OWNER landlord');
  });

  afterAll(async () => {
    if (missing === undefined) await stop(places, binaries(), account);
  });

  const open = (url: string) => openDatabase({ url, home: '/nowhere' });

  test('tells what an owner who is no superuser has to ask for, and then works', async (context) => {
    if (missing !== undefined) return context.skip(missing);
    const refusal = (await open(landlord).catch((error: unknown) => error)) as EnvironmentFailure;
    expect(refusal.code).toBe('database_refused');
    const [statement, ...others] = refusal.advice.split('\n').slice(1);
    expect(others).toEqual([]);
    expect(statement).toMatch(
      /^CREATE ROLE poolbook_loader LOGIN BYPASSRLS PASSWORD 'SCRAM-SHA-256\$[^']+';$/,
    );
    await ask(administrator, statement!);

    const database = await open(landlord);
    try {
      expect(await ask(administrator, "SELECT rolsuper FROM pg_roles WHERE rolname = 'landlord'")).toBe(
        false,
      );
      const { id } = await database.global((query) =>
        query.one<{ id: number }>("SELECT open_consortium('one', 'One', 'USD', '01-01', null) AS id"),
      );
      // The owner is held to row-level security and sees the registry by its own policy; the others by tenant alone.
      expect(await database.global((query) => query.one("SELECT consortium_of('one') AS id"))).toEqual({
        id,
      });
      const codes = (tenant: number) =>
        database.read(tenant, (query) => query.rows('SELECT code FROM consortium'));
      expect(await codes(id)).toEqual([{ code: 'one' }]);
      expect(await codes(id + 1)).toEqual([]);
    } finally {
      await database.close();
    }
  });

  test('brings the schema of the first release forward with its rows', async (context) => {
    if (missing !== undefined) return context.skip(missing);
    await ask(administrator, 'CREATE DATABASE older OWNER landlord');
    const url = landlord.replace(/pool$/, 'older');
    const [released, later] = [readMigrations().slice(0, 4), readMigrations().slice(4)];
    expect(await migrate(url, released)).toHaveLength(released.length);
    const rows = administrator.replace(/postgres$/, 'older');
    await ask(rows, 'INSERT INTO poolbook.run VALUES (1, 1, 1, 1, 1, 7)');
    await ask(
      rows,
      'INSERT INTO poolbook.run_partition (consortium_id, run_id, partition, batch_id) VALUES (1, 1, 1, 1)',
    );
    await ask(rows, "INSERT INTO poolbook.outbox VALUES (1, 'entries', 1, 1)");
    await ask(
      rows,
      `INSERT INTO poolbook.decision VALUES (1, 1, 1, 1, 1, 1, 1, 1, 'medical', '2026-01-01', '2026-01-02', '2026-01-02', ${'0, '.repeat(9)}'')`,
    );
    expect(await migrate(url)).toEqual(later.map(({ version }) => version));
    expect(await ask(rows, 'SELECT document_version FROM poolbook.run_partition')).toBe(7);
    expect(await ask(rows, 'SELECT revision FROM poolbook.decision WHERE NOT reversal')).toBe(1);
    expect(await ask(rows, 'SELECT revision FROM poolbook.outbox')).toBe(1);
    const forced =
      "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname IN ('run', 'run_partition')";
    expect(await ask(rows, forced)).toBe(true);
  });

  test('takes bulk loads, and a password that was changed behind our back', async (context) => {
    if (missing !== undefined) return context.skip(missing);
    await ask(administrator, "ALTER ROLE poolbook_app PASSWORD 'something else'");
    await ask(administrator, 'CREATE DATABASE other');
    const url = administrator.replace(/postgres$/, 'other');
    expect(await migrate(url)).toEqual(readMigrations().map(({ version }) => version));
    const { user, password, host, port } = loginAs(loginOf(url), APP);
    expect(await ask(`postgres://${user}:${password}@${host}:${port}/other`, 'SELECT current_user')).toBe(
      user,
    );
    for (const statement of [
      "CREATE TABLE poolbook.sample (consortium_id int8 DEFAULT current_setting('poolbook.consortium')::int8, n int8)",
      'ALTER TABLE poolbook.sample ENABLE ROW LEVEL SECURITY',
      'GRANT INSERT (n) ON poolbook.sample TO poolbook_loader',
    ]) {
      await ask(url, statement);
    }
    const database = await open(url);
    const loader = openLoader(database);
    await loader.copyTransaction(3, ({ copy }) => copy('sample', ['n'], [Buffer.from('1\n2\n')]));
    expect(await ask(url, 'SELECT sum(consortium_id)::int FROM poolbook.sample')).toBe(6);
    await loader.close();
    await database.close();
  });

  test('that has no such database or user refuses', async (context) => {
    if (missing !== undefined) return context.skip(missing);
    await expect(open(administrator.replace(/postgres$/, 'none'))).rejects.toMatchObject({
      code: 'database_refused',
    });
    const guessing = landlord.replace('of%20the%20house', 'guess');
    await expect(open(guessing)).rejects.toMatchObject({ code: 'database_refused' });
  });

  test('whose database cannot hold every name refuses', async (context) => {
    if (missing !== undefined) return context.skip(missing);
    await ask(administrator, "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    await expect(open(administrator.replace(/postgres$/, 'latin'))).rejects.toMatchObject({
      code: 'database_refused',
      message: expect.stringContaining('is LATIN1, not UTF8'),
    });
  });

  test('whose user may not make a schema refuses', async (context) => {
    if (missing !== undefined) return context.skip(missing);
    await ask(administrator, "CREATE ROLE lodger LOGIN PASSWORD 'lodger'");
    const url = landlord.replace(/landlord:[^@]*/, 'lodger:lodger').replace(/pool$/, 'postgres');
    const refusal = (await open(url).catch((error: unknown) => error)) as EnvironmentFailure;
    expect(refusal).toMatchObject({ code: 'database_refused' });
    expect(refusal.advice).toMatch(/ALTER ROLE poolbook_app PASSWORD/);
  });
});
