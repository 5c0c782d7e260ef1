// A pool's facts become leaves, once each, and the audit finds that they are what is stored.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findConsortium } from '../../src/app/consortium.ts';
import { generatedSource } from '../../src/app/demo/sources.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { auditRecord } from '../../src/app/record/audit.ts';
import { checkpointOf, signCheckpoint } from '../../src/app/record/checkpoint.ts';
import { leafName } from '../../src/app/record/commit-facts.ts';
import { openLog } from '../../src/app/record/log-keys.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { runDemo } from '../../src/app/run-demo.ts';
import { KeptLog, startRecorder } from '../../src/jobs/recorder.ts';
import { storesOver } from '../../src/store/stores.ts';
import { testDatabase } from '../database.ts';
import { known } from '../http/books.ts';

let stores: Stores;
beforeAll(async () => {
  stores = storesOver(await testDatabase());
});
afterAll(() => stores?.close());

test('what waits is recorded once, signed, and held to what is stored', async () => {
  const { consortiumId } = known(await runDemo(stores, generatedSource(0.01)));
  await openLog(stores, consortiumId, 'demo');
  const waiting = await stores.records.waiting(consortiumId);
  expect(waiting).toBeGreaterThan(5000);
  // Two at once: what one takes the other does not.
  const [one, other] = await Promise.all([
    sequenceFacts(stores, consortiumId, { mostInOne: 300 }),
    sequenceFacts(stores, consortiumId, { mostInOne: 1000 }),
  ]);
  expect(one + other).toBe(waiting);
  expect(await stores.records.waiting(consortiumId)).toBe(0);
  expect(await stores.records.head(consortiumId)).toMatchObject({ size: waiting });
  const signed = (await signCheckpoint(stores, consortiumId, 1_800_000_000))!;
  expect(checkpointOf(signed).size).toBe(waiting);
  expect(await auditRecord(stores, consortiumId)).toMatchObject({
    ...{ verdict: 'proved', leaves: waiting, waiting: 0, erased: 0, findings: [] },
    checkpoint: { size: waiting },
  });
});

test('the page by which anybody verifies is a leaf, once', async () => {
  const consortium = known(await findConsortium(stores.consortia));
  const { consortiumId } = consortium;
  const failed = (error: unknown) => {
    throw error;
  };
  const page = async () => ({ sha256: 'ab'.repeat(32) });
  const name = leafName({ kind: 'verify-page', id: JSON.stringify(['ab'.repeat(32)]) });
  for (let start = 0; start < 2; start += 1) {
    const recorder = startRecorder(stores, { failed, page, restMilliseconds: 10 });
    await expect.poll(() => stores.records.indexOf(consortiumId, name)).toEqual(expect.any(Number));
    await recorder.close();
  }
  expect(await auditRecord(stores, consortiumId)).toMatchObject({ findings: [] });
});

test('where more waits than a round could take, the next takes more at once', async () => {
  const taken: number[] = [];
  const records: Stores['records'] = {
    ...stores.records,
    sequence: (consortiumId, most, begin) => {
      taken.push(most);
      return stores.records.sequence(consortiumId, most, begin);
    },
  };
  const failed = (error: unknown) => {
    throw error;
  };
  const page = async () => undefined;
  const log = new KeptLog({ ...stores, records }, 'demo', { failed, page }, new AbortController().signal);
  await log.keep();
  expect(log.isBehind).toBe(false);
  log.isBehind = true;
  await log.keep();
  await log.close();
  expect(new Set(taken)).toEqual(new Set([512, 4096]));
});
