// A process ends while it opens a log or adds a key: there is no key of which the secret was not kept, and the log signs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordConsortium } from '../../src/app/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { auditRecord } from '../../src/app/record/audit.ts';
import { signCheckpoint } from '../../src/app/record/checkpoint.ts';
import { addLogKey, logSecrets, openLog } from '../../src/app/record/log-keys.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { storesOver } from '../../src/store/stores.ts';
import { plainDocument } from '../consortia.ts';
import { testDatabase } from '../database.ts';
import { accepted } from './parties.ts';

let stores: Stores;
let consortiumId: number;
beforeAll(async () => {
  stores = storesOver(await testDatabase());
  const document = JSON.stringify({ ...plainDocument, code: 'keys' });
  ({ consortiumId } = accepted(await recordConsortium(stores.consortia, document)));
});
afterAll(() => stores?.close());

/** The same stores for a process that ends before a secret is kept, or right after. */
function endingAt(moment: 'before' | 'after'): Stores {
  const { salts } = stores;
  return {
    ...stores,
    salts: {
      ...salts,
      async keepSecret(id, keyNumber, seed) {
        if (moment === 'after') await salts.keepSecret(id, keyNumber, seed);
        throw new Error('the process ended');
      },
    },
  };
}

const keys = async () => (await stores.records.keys(consortiumId)).length;

async function expectSigned(keysInForce: number): Promise<void> {
  expect(await logSecrets(stores, consortiumId)).toHaveLength(keysInForce);
  expect(await keys()).toBe(keysInForce);
  await sequenceFacts(stores, consortiumId);
  await signCheckpoint(stores, consortiumId, 1_790_000_000 + keysInForce);
  expect((await auditRecord(stores, consortiumId))!.verdict).toBe('proved');
}

test('opening a log', async () => {
  for (const moment of ['before', 'after'] as const) {
    await expect(openLog(endingAt(moment), consortiumId, 'keys')).rejects.toThrow('the process ended');
    expect(await stores.records.head(consortiumId)).toBeUndefined();
    expect(await keys()).toBe(0);
  }
  await openLog(stores, consortiumId, 'keys');
  await expectSigned(1);
});

test('adding a key', async () => {
  const { origin } = (await stores.records.head(consortiumId))!;
  for (const moment of ['before', 'after'] as const) {
    await expect(addLogKey(endingAt(moment), consortiumId, origin)).rejects.toThrow('the process ended');
    await expectSigned(1);
  }
  await addLogKey(stores, consortiumId, origin);
  await expectSigned(2);
});
