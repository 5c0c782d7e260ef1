// A database that was away for one statement: whoever keeps the record goes on when it is back, without being started again.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EnvironmentFailure } from '../../src/app/failure.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { KeptLog } from '../../src/jobs/recorder.ts';
import type { Database } from '../../src/store/database.ts';
import { recordStore } from '../../src/store/record/record-store.ts';
import { type OutboxPool, outboxPool } from './outbox.ts';

let pool: OutboxPool;
beforeAll(async () => {
  pool = await outboxPool();
});
afterAll(() => pool?.close());

const away = () => new EnvironmentFailure('database_lost', 'away for a moment', 'wait');

test('when the kinds of facts are read for the first time', async () => {
  const { consortiumId, database } = pool;
  let isAway = true;
  const flaky: Database = {
    ...database,
    global: (work) => (isAway ? Promise.reject(away()) : database.global(work)),
  };
  const stores = { ...pool.stores, records: recordStore(flaky) };
  await expect(sequenceFacts(stores, consortiumId)).rejects.toThrow('away');
  isAway = false;
  expect(await sequenceFacts(stores, consortiumId)).toBeGreaterThan(0);
});

test.each([1, 2, 3])('when the policy is read, at its look %i', async (at) => {
  let looks = 0;
  const { records } = pool.stores;
  const policy = (id: number) => {
    looks += 1;
    return looks === at ? Promise.reject(away()) : records.policy(id);
  };
  const stores: Stores = { ...pool.stores, records: { ...records, policy } };
  const log = new KeptLog(stores, 'orders', { failed: () => {} }, new AbortController().signal);
  const rounds: string[] = [];
  for (let round = 0; round < 4; round += 1)
    await log.keep().then(
      () => rounds.push('kept'),
      (error: unknown) => rounds.push((error as Error).message),
    );
  await log.close();
  expect(rounds.filter((round) => round !== 'kept').length).toBeLessThanOrEqual(1);
  expect(rounds.at(-1)).toBe('kept');
  expect(looks).toBeGreaterThanOrEqual(at);
});
