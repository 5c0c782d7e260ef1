import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { type KeyedTable, parentsFirst, readTables } from './tables.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

const table = (name: string, ...parents: string[]): KeyedTable => ({
  table: name,
  columns: [],
  key: [],
  parents,
});
const names = (tables: readonly KeyedTable[]) => tables.map((each) => each.table).join(' ');

test('every table of the schema is there, with its columns and key but for the tenant', async () => {
  const tables = await database.global(readTables);
  const { count } = await database.global((query) =>
    query.one<{ count: number }>(
      `SELECT count(*) AS count FROM pg_tables WHERE schemaname = 'poolbook' AND tablename NOT IN ('migration', 'consortium')`,
    ),
  );
  expect(tables.length).toBe(count);
  expect(tables.find((each) => each.table === 'run_cut')).toEqual({
    table: 'run_cut',
    columns: ['run_id', 'partition', 'subscriber_from', 'subscriber_to', 'lines'],
    key: ['run_id', 'partition'],
    parents: ['run'],
  });
  for (const { table: name, columns, key } of tables) {
    expect(columns, name).not.toContain('consortium_id');
    // A consortium has one log, and so no key beside the tenant.
    if (name !== 'log_head') expect(key.length, name).toBeGreaterThan(0);
  }
});

test('parents come before their children; the order stays otherwise', () => {
  expect(names(parentsFirst([table('a', 'c'), table('b'), table('c', 'd'), table('d')]))).toBe('b d c a');
  expect(names(parentsFirst([table('a'), table('b'), table('c')]))).toBe('a b c');
  expect(() => parentsFirst([table('a', 'b'), table('b', 'a')])).toThrow('refer to each other: a, b');
});
