import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import { inject } from 'vitest';
import { loginOf, PatientClient } from '../src/store/connection.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { withLock } from '../src/store/embedded/lock.ts';
import { openEmbeddedServer } from '../src/store/embedded/server.ts';
import { migrate, readMigrations } from '../src/store/migrate.ts';
import { loginAs, type Role } from '../src/store/roles.ts';

/** A test's server may lose data in a power cut; nothing else may. */
const QUICK = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** A database of a test's own. */
export interface TestDatabase extends Database {
  /** Its address as the owner, for connections of the test's own. */
  readonly url: string;
}

/**
 * A fresh, migrated database without rows, on the run's own embedded server (the first caller starts it) or on the
 * server of POOLBOOK_TEST_DATABASE_URL, a superuser's address. Close it at the end of the test: that drops it.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { url, drop } = await testDatabaseUrl();
  const database = await openDatabase({ url, home: inject('testHome') });
  const { close } = database;
  // The same object, because openLoader knows a database by its identity.
  return Object.assign(database, { url, close: () => close().then(drop) });
}

/** An address, as the owner, and how to drop what it names. */
export interface TestAddress {
  readonly url: string;
  drop(): Promise<void>;
}

/** The address of a fresh, migrated database without rows, for programs that open it themselves (DATABASE_URL). */
export async function testDatabaseUrl(): Promise<TestAddress> {
  template ??= ensureTemplate();
  return create(await template);
}

/** The address of a fresh database without even our schema. */
export function emptyDatabaseUrl(): Promise<TestAddress> {
  return create('template0');
}

/** A connection of one's own, as the owner of `url` or as a role of ours. End it before the database is dropped. */
export async function connectTo(url: string, role?: Role): Promise<pg.Client> {
  const owner = loginOf(url);
  const client = new PatientClient(role === undefined ? owner : loginAs(owner, role));
  await client.connect();
  return client;
}

let server: Promise<string> | undefined;
let template: Promise<string> | undefined;

/** The address of the server's own database. The lease that we take ends with our process. */
function serverUrl(): Promise<string> {
  const outside = process.env.POOLBOOK_TEST_DATABASE_URL ?? '';
  server ??=
    outside !== ''
      ? Promise.resolve(outside)
      : openEmbeddedServer(inject('testHome'), { settings: QUICK }).then(({ url }) => url);
  return server;
}

async function create(from: string): Promise<TestAddress> {
  const name = `poolbook_test_${process.pid}_${randomBytes(6).toString('hex')}`;
  // A test's rows are few: to copy files takes a fifth of the time of writing each page to the log.
  await administer(`CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY FILE_COPY`);
  const drop = () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { url: await named(name), drop };
}

/** Makes the migrated database that tests copy, once for a given set of migrations; returns its name. */
async function ensureTemplate(): Promise<string> {
  const hash = createHash('sha256').update(
    readMigrations()
      .map(({ sha256 }) => sha256)
      .join(),
  );
  const name = `poolbook_template_${hash.digest('hex').slice(0, 12)}`;
  await withLock(join(inject('testHome'), 'template.lock'), async () => {
    if (await exists(name)) return;
    // Renamed when it is whole: a migration that fails leaves no template behind.
    await administer(`DROP DATABASE IF EXISTS ${name}_new`);
    await administer(`CREATE DATABASE ${name}_new TEMPLATE template0`);
    await migrate(await named(`${name}_new`));
    await administer(`ALTER DATABASE ${name}_new RENAME TO ${name}`);
  });
  return name;
}

async function named(database: string): Promise<string> {
  const url = new URL(await serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function exists(database: string): Promise<boolean> {
  const client = await connectTo(await serverUrl());
  try {
    const found = await client.query('SELECT FROM pg_catalog.pg_database WHERE datname = $1', [database]);
    return found.rowCount === 1;
  } finally {
    await client.end();
  }
}

async function administer(statement: string): Promise<void> {
  const client = await connectTo(await serverUrl());
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
