// The queue's schema is made by the owner at the version of the package, and its role reaches nothing else.
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectTo, type TestDatabase, testDatabase } from '../../tests/database.ts';
import { QUEUE_VERSION } from './install-queue.ts';
import { migrate } from './migrate.ts';
import { APP, LOADER, QUEUE } from './roles.ts';

let database: TestDatabase;
let owner: pg.Client;
let queue: pg.Client;
let app: pg.Client;
let loader: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  owner = await connectTo(database.url);
  queue = await connectTo(database.url, QUEUE);
  app = await connectTo(database.url, APP);
  loader = await connectTo(database.url, LOADER);
});

afterAll(async () => {
  for (const client of [owner, queue, app, loader]) await client?.end();
  await database?.close();
});

const DENIED = { code: '42501' };

test('the version is that of the package, and of the schema', async () => {
  const text = readFileSync('node_modules/pg-boss/package.json', 'utf8');
  expect((JSON.parse(text) as { pgboss: { schema: number } }).pgboss.schema).toBe(QUEUE_VERSION);
  expect((await owner.query('SELECT version FROM queue.version')).rows).toEqual([{ version: QUEUE_VERSION }]);
});

describe('the role of the queue', () => {
  test('works on the queue', async () => {
    expect((await queue.query('SELECT name FROM queue.queue ORDER BY name')).rowCount).toBeGreaterThan(1);
    expect((await queue.query('DELETE FROM queue.job')).rowCount).toBe(0);
  });

  test.each([
    'SELECT * FROM poolbook.job',
    'SELECT * FROM poolbook.consortium',
    "SELECT poolbook.enqueue('job', '{}')",
    'CREATE TABLE queue.mine (n int)',
    'DROP TABLE queue.job',
    'SET ROLE poolbook_app',
  ])('may not %s', async (statement) => {
    await expect(queue.query(statement)).rejects.toMatchObject(DENIED);
  });
});

test.each([
  'SELECT * FROM queue.job',
  "INSERT INTO queue.job (name) VALUES ('job')",
  "SELECT poolbook.enqueue('job', '{}')",
])('neither the application nor the loader may %s', async (statement) => {
  await expect(app.query(statement)).rejects.toMatchObject(DENIED);
  await expect(loader.query(statement)).rejects.toMatchObject(DENIED);
});

test('what an interrupted installation left out is made by the next', async () => {
  await owner.query(
    "DELETE FROM queue.queue WHERE name = 'job'; REVOKE USAGE ON SCHEMA queue FROM poolbook_queue",
  );
  await expect(queue.query('SELECT name FROM queue.queue')).rejects.toMatchObject(DENIED);
  expect(await migrate(database.url)).toEqual([]);
  const { rows } = await queue.query(
    "SELECT heartbeat_seconds, dead_letter FROM queue.queue WHERE name = 'job'",
  );
  expect(rows).toEqual([{ heartbeat_seconds: 10, dead_letter: 'given-up' }]);
});
