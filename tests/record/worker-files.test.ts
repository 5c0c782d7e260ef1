// A worker on another machine keeps the record and has no place for its files; one that has a place writes all of it, though
// it was the other that made the leaves and signed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishedFile } from '../../src/app/record/published.ts';
import { type OutboxPool, outboxPool } from './outbox.ts';
import { temporaryFolder } from './witness-process.ts';

const { folder, remove } = temporaryFolder();
const patience = { timeout: 300_000 };
const children: ChildProcess[] = [];
let pool: OutboxPool;
beforeAll(async () => {
  pool = await outboxPool();
});
afterAll(async () => {
  for (const child of children.filter(({ exitCode }) => exitCode === null)) {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  await pool?.close();
  remove();
});

/** A worker in a data folder of its own, which is what another machine is to it. */
function startWorker(name: string, settings: Readonly<Record<string, string>>) {
  const home = join(folder, name);
  mkdirSync(home);
  const env = { ...process.env, ...settings, POOLBOOK_HOME: home, DATABASE_URL: pool.database.url };
  const child = spawn(process.execPath, ['src/main.ts', 'worker'], { env, stdio: 'ignore' });
  children.push(child);
  return {
    home,
    async stop() {
      child.kill('SIGTERM');
      expect(await once(child, 'close')).toEqual([0, null]);
    },
  };
}

const signed = async () => {
  const { records } = pool.stores;
  const { size } = (await records.head(pool.consortiumId))!;
  const last = await records.lastCheckpoint(pool.consortiumId);
  return size > 0 && (await records.waiting(pool.consortiumId)) === 0 && last?.size === size;
};

test('who has a folder writes what another has signed', async () => {
  const elsewhere = startWorker('elsewhere', {});
  await expect.poll(signed, patience).toBe(true);
  await elsewhere.stop();
  expect(existsSync(join(elsewhere.home, 'record'))).toBe(false);
  const published = (await publishedFile(pool.stores, pool.consortiumId, 'checkpoint')) as { text: string };

  const files = join(folder, 'files');
  const here = startWorker('here', { POOLBOOK_RECORD: files });
  const checkpoint = join(files, 'orders', 'checkpoint');
  await expect.poll(() => existsSync(checkpoint), patience).toBe(true);
  await here.stop();
  expect(readFileSync(checkpoint, 'utf8')).toBe(published.text);
  const entries = published.text.split('\n')[1]!;
  expect(existsSync(join(files, 'orders', `tile/entries/000.p/${entries}`))).toBe(true);
  expect(existsSync(join(here.home, 'record'))).toBe(false);
});
