import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { EnvironmentFailure } from '../app/failure.ts';
import { describe, loginOf, PatientClient } from './connection.ts';
import { asFailure, requireVersion } from './failures.ts';
import { installQueue } from './install-queue.ts';
import { ensureRoles } from './roles.ts';

/** One step of the schema: a file `NNNN_name.sql`. Its hash is taken over lines ended by \n alone. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sha256: string;
  readonly text: string;
}

/** The number of the advisory lock that whoever migrates holds: the text "pool". */
const LOCK = 1_886_351_212;

/** The folder of the program's own migrations. SQL is not compiled: the package holds it where the sources do. */
const FOLDER = fileURLToPath(new URL('../../src/store/migrations/', import.meta.url));

/** The migrations of a folder, in order. Throws (a bug) where versions are not 1, 2, 3, ... */
export function readMigrations(folder: string = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file, index) => {
      const [, digits, name] = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file) ?? [];
      if (name === undefined || Number(digits) !== index + 1)
        throw new Error(`no migration ${index + 1}: ${file}`);
      const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
      return { version: index + 1, name, sha256: createHash('sha256').update(text).digest('hex'), text };
    });
}

/**
 * Brings the database at `url` (its user is to be the owner of everything) up to the program: makes the roles, then
 * applies each missing migration in a transaction of its own, one process at a time, and puts the queue in its schema. Returns
 * the versions applied.
 *
 * Fails with `schema_mismatch` where an applied migration differs from ours or is newer than the program;
 * with `database_too_old`, `database_unreachable` and `database_refused` (also: not UTF8); and with what a wrong migration throws.
 */
export async function migrate(
  url: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<number[]> {
  const owner = loginOf(url);
  const where = describe(owner);
  const client = new PatientClient(owner);
  try {
    await client.connect().catch((error: unknown) => {
      throw asFailure(error, 'connecting', where);
    });
    await requireServer(client, where);
    await ensureRoles(client, owner);
    const applied: number[] = [];
    for (
      let next = await step(client, migrations);
      next !== undefined;
      next = await step(client, migrations)
    ) {
      applied.push(next);
    }
    await installQueue(client, LOCK);
    return applied;
  } catch (error) {
    throw asFailure(error, 'migrating', where);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Fails with `database_too_old`, or with `database_refused` for a database that cannot hold every name. */
async function requireServer(client: pg.ClientBase, where: string): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding",
  );
  const [server] = rows;
  requireVersion(server?.version ?? 0, where);
  if (server?.encoding === 'UTF8') return;
  throw new EnvironmentFailure(
    'database_refused',
    `The encoding of ${where} is ${server?.encoding}, not UTF8.`,
    "Make a database with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0, and name it in DATABASE_URL.",
  );
}

/** Applies the first migration that is missing; its version, or undefined where none is. */
async function step(client: pg.ClientBase, migrations: readonly Migration[]): Promise<number | undefined> {
  try {
    await client.query(
      `BEGIN; SET LOCAL search_path = poolbook, pg_temp; SELECT pg_advisory_xact_lock(${LOCK})`,
    );
    // A statement of its own: it sees what the holder before us has committed.
    const known = await appliedSoFar(client);
    requireAgreement(known, migrations);
    const next = migrations[known.length];
    if (next !== undefined) {
      await client.query(next.text);
      await client.query('INSERT INTO poolbook.migration (version, name, sha256) VALUES ($1, $2, $3)', [
        next.version,
        next.name,
        next.sha256,
      ]);
    }
    await client.query('COMMIT');
    return next?.version;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

type Applied = Pick<Migration, 'version' | 'name' | 'sha256'>;

async function appliedSoFar(client: pg.ClientBase): Promise<Applied[]> {
  const { rows } = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('poolbook.migration') IS NOT NULL AS exists",
  );
  if (rows[0]?.exists !== true) return [];
  const found = await client.query<Applied>(
    'SELECT version, name, sha256 FROM poolbook.migration ORDER BY version',
  );
  return found.rows;
}

/** Fails with `schema_mismatch` unless what was applied is how our migrations begin. */
function requireAgreement(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const [index, { version, name, sha256 }] of applied.entries()) {
    const ours = migrations[index];
    if (ours === undefined) {
      throw new EnvironmentFailure(
        'schema_mismatch',
        `The database is at version ${applied.at(-1)?.version} of the schema; this program knows ${migrations.length}.`,
        'Install the newer version of poolbook that has worked on this database.',
      );
    }
    if (ours.version !== version || ours.sha256 !== sha256) {
      throw new EnvironmentFailure(
        'schema_mismatch',
        `Migration ${version} (${name}) was applied to this database with a text other than this program's.`,
        'Use the version of poolbook that made the database; or, if it holds nothing of worth, a new database or POOLBOOK_HOME.',
      );
    }
  }
}
