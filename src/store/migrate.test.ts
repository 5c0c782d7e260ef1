import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectTo, emptyDatabaseUrl, type TestAddress } from '../../tests/database.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';

const OURS = readMigrations();
const VERSIONS = OURS.map(({ version }) => version);

let address: TestAddress;

beforeEach(async () => {
  address = await emptyDatabaseUrl();
});

afterEach(() => address.drop());

const further = (text: string): Migration => ({
  version: OURS.length + 1,
  name: 'further',
  sha256: 'f',
  text,
});

async function query(text: string): Promise<unknown[]> {
  const client = await connectTo(address.url);
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test('a new database gets every version, once', async () => {
  expect(await migrate(address.url)).toEqual(VERSIONS);
  expect(await migrate(address.url)).toEqual([]);
  const recorded = await query('SELECT version, name, sha256 FROM poolbook.migration ORDER BY version');
  expect(recorded).toEqual(OURS.map(({ version, name, sha256 }) => ({ version, name, sha256 })));
});

test('several at once share the work and do nothing twice', async () => {
  const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(address.url)));
  expect(applied.flat().sort((one, other) => one - other)).toEqual(VERSIONS);
});

test('a migration that fails leaves nothing of itself, and can be run again mended', async () => {
  const wrong = further('CREATE TABLE poolbook.further (n int); SELECT 1 / 0');
  await expect(migrate(address.url, [...OURS, wrong])).rejects.toMatchObject({ code: '22012' });
  expect(await query("SELECT to_regclass('poolbook.further') AS found")).toEqual([{ found: null }]);
  expect(await migrate(address.url, [...OURS, further('CREATE TABLE poolbook.further (n int)')])).toEqual([
    OURS.length + 1,
  ]);
});

test('an applied migration whose text has changed is a mismatch', async () => {
  await migrate(address.url);
  const changed = OURS.map((migration, index) =>
    index === 0 ? { ...migration, sha256: '0'.repeat(64) } : migration,
  );
  await expect(migrate(address.url, changed)).rejects.toMatchObject({
    code: 'schema_mismatch',
    message: expect.stringContaining('Migration 1 (roles_and_tenancy)'),
  });
});

test('a database newer than the program is a mismatch', async () => {
  await migrate(address.url, [...OURS, further('SELECT 1')]);
  await expect(migrate(address.url)).rejects.toMatchObject({
    code: 'schema_mismatch',
    message: expect.stringContaining(`version ${OURS.length + 1}`),
  });
});

test('the hash does not depend on how lines end; the versions have no gap', () => {
  const folder = mkdtempSync(join(tmpdir(), 'poolbook-migrations-'));
  try {
    const path = join(folder, '0001_first.sql');
    writeFileSync(path, 'SELECT 1;\nSELECT 2;\n');
    const [plain] = readMigrations(folder);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
    expect(readMigrations(folder)).toEqual([plain]);
    writeFileSync(join(folder, '0003_third.sql'), 'SELECT 3');
    expect(() => readMigrations(folder)).toThrow('no migration 2: 0003_third.sql');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
