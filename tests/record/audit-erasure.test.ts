// Somebody is forgotten while an audit is under way: what was read of the person before is no sign of tampering.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditRecord } from '../../src/app/record/audit.ts';
import { holdLeaves } from '../../src/app/record/audit-leaves.ts';
import { erasePerson } from '../../src/app/record/erase.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { beginFacts, type OutboxPool, outboxPool } from './outbox.ts';
import { accepted } from './parties.ts';

const PERSON = 4711;
let pool: OutboxPool;
beforeAll(async () => {
  pool = await outboxPool();
  const client = await pool.connect();
  await beginFacts(client, pool.consortiumId, { memberId: 1000, personId: PERSON, page: 'a page' });
  await client.query('COMMIT');
});
afterAll(() => pool?.close());

test('leaves that were read before a person was forgotten are held to what is left of the person', async () => {
  const { stores, consortiumId, owner } = pool;
  await sequenceFacts(stores, consortiumId);
  const { size, origin } = (await stores.records.head(consortiumId))!;
  const log = { consortiumId, origin };
  const before = await stores.records.leaves(consortiumId, 0, size);
  const hold = () => holdLeaves(stores, log, { from: 0, count: size }, before);
  expect(await hold()).toMatchObject({ findings: [], erased: 0 });

  accepted(
    await erasePerson(
      stores,
      { consortiumId, code: 'orders' },
      {
        ...{ person: String(PERSON), reason: 'asked for' },
        recordedBy: 'a test',
      },
    ),
  );
  expect(await hold()).toMatchObject({ findings: [], withoutKeys: 0, lost: undefined });

  // What was tampered with stays so, also where it is of that person.
  const { index } = before.find(({ name }) => name.kind === 'person' && name.factId === PERSON)!;
  await owner.query('UPDATE poolbook.erased_digest SET digest = set_bit(digest, 0, 1 - get_bit(digest, 0))');
  const { findings } = await hold();
  expect(findings.map(({ refusal, place }) => [refusal.code, place?.leaf])).toEqual([['proof_fails', index]]);
  expect((await auditRecord(stores, consortiumId))!.verdict).toBe('tampered');
});
