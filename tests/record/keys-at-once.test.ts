// Two who take a key out of force at one moment leave the log one by which it signs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addLogKey, keysInForce, openLog, retireLogKey } from '../../src/app/record/log-keys.ts';
import { type OutboxPool, outboxPool } from './outbox.ts';

let pool: OutboxPool;
beforeAll(async () => {
  pool = await outboxPool();
});
afterAll(() => pool?.close());

test('of two keys that are retired at once one stays', async () => {
  const { stores, consortiumId, owner } = pool;
  const { origin } = await openLog(stores, consortiumId, 'orders');
  await addLogKey(stores, consortiumId, origin);
  const keys = await stores.records.keys(consortiumId);
  expect(keys).toHaveLength(2);
  // Both have seen two keys before either may write.
  await owner.query('BEGIN; LOCK TABLE poolbook.log_key IN EXCLUSIVE MODE');
  const outcomes = Promise.all(keys.map(({ keyNumber }) => retireLogKey(stores, consortiumId, keyNumber)));
  const waiting = async () =>
    (
      await owner.query(
        'SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())',
      )
    ).rowCount;
  await expect.poll(waiting).toBe(2);
  await owner.query('COMMIT');
  const codes = (await outcomes).map((outcome) => ('code' in outcome ? outcome.code : 'retired'));
  expect(codes.sort()).toEqual(['inconsistent', 'retired']);
  expect(keysInForce(await stores.records.keys(consortiumId))).toHaveLength(1);
});
