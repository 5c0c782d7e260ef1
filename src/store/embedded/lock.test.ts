import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryHome } from '../../../tests/faults/homes.ts';
import { withLock } from './lock.ts';
import { identityOf, isAlive, isIdentityAlive } from './processes.ts';

let path: string;
let remove: () => Promise<void>;

beforeEach(() => {
  const { home, remove: removeHome } = temporaryHome();
  path = join(home, 'lock');
  remove = removeHome;
});

afterEach(() => remove());

/** Runs twenty works under the lock; the most that were ever in it at once. */
async function mostAtOnce(): Promise<number> {
  let [inside, most] = [0, 0];
  await Promise.all(
    Array.from({ length: 20 }, () =>
      withLock(path, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await setTimeout(1);
        inside -= 1;
      }),
    ),
  );
  return most;
}

test('one at a time', async () => {
  expect(await mostAtOnce()).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test.each([
  ['a process that has ended', '4194304 1'],
  ['another process that had our number', `${process.pid} 1`],
  ['nobody', 'what is this'],
])('the lock of %s is taken over, by one', async (_what, holder) => {
  writeFileSync(path, holder);
  expect(await mostAtOnce()).toBe(1);
});

test('a lock without a name is waited for, and taken over when it is old', async () => {
  const start = performance.now();
  writeFileSync(path, '');
  setTimeout(300).then(() => utimesSync(path, 0, 0));
  await withLock(path, async () => {});
  expect(performance.now() - start).toBeGreaterThan(290);
});

test('it is free again after work that throws', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('on purpose')))).rejects.toThrow('on purpose');
  expect(await withLock(path, async () => 'free')).toBe('free');
});

test('a process is known by its number and its start', () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(4_194_304)).toBe(false);
  expect(isIdentityAlive(identityOf(process.pid))).toBe(true);
  expect(isIdentityAlive(`${process.pid} 1`)).toBe(false);
});
