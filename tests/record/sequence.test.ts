// Every fact of a pool becomes a leaf, once, and each leaf says what its fact says.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generatedSource } from '../../src/app/demo/sources.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { signCheckpoint } from '../../src/app/record/checkpoint.ts';
import { openLog } from '../../src/app/record/log-keys.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { runDemo } from '../../src/app/run-demo.ts';
import { storesOver } from '../../src/store/stores.ts';
import { testDatabase } from '../database.ts';
import { known } from '../http/books.ts';

let stores: Stores;
beforeAll(async () => {
  stores = storesOver(await testDatabase());
});
afterAll(() => stores?.close());

test('all facts of the demonstration', async () => {
  const consortium = known(await runDemo(stores, generatedSource(0.05)));
  const { consortiumId } = consortium;
  await openLog(stores, consortiumId, 'demo');
  const waiting = await stores.records.waiting(consortiumId);
  const t = performance.now();
  const n = await sequenceFacts(stores, consortiumId);
  console.log(n, waiting, ((performance.now() - t) / n) * 1000, 'us each');
  expect(await stores.records.waiting(consortiumId)).toBe(0);
  expect((await stores.records.head(consortiumId))!.size).toBe(n);
  console.log(await signCheckpoint(stores, consortiumId, 1e9));
  console.log(await stores.records.unrecorded(consortiumId, 10));
  console.log(
    JSON.stringify(
      (await stores.records.leaves(consortiumId, 0, n))
        .filter((_, i) => i % Math.floor(n / 20) === 0)
        .map((l) => [l.name, l.fact]),
      null,
      1,
    ).slice(0, 9000),
  );
});
