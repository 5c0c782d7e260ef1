// A witness takes longer than the log takes to sign again: what it signed counts, and an honest record stays an honest one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedCheckpoint } from '../../src/app/ports/record.ts';
import { auditRecord } from '../../src/app/record/audit.ts';
import { checkpointOf, signCheckpoint } from '../../src/app/record/checkpoint.ts';
import { finalCheckpoint } from '../../src/app/record/finality.ts';
import { announcePolicy } from '../../src/app/record/policy.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { readCheckpoint } from '../../src/core/record/checkpoint.ts';
import { writeKey } from '../../src/core/record/key.ts';
import { readNote, writeSignatureLine } from '../../src/core/record/note.ts';
import { COSIGNATURE } from '../../src/core/record/signature-types.ts';
import { readSubmission } from '../../src/core/record/submission.ts';
import { startRecorder } from '../../src/jobs/recorder.ts';
import { AnsweringServer, LOOPBACK } from './answering.ts';
import { beginFacts, type OutboxPool, outboxPool } from './outbox.ts';
import { accepted, party, signedBy } from './parties.ts';

const patience = { timeout: 120_000 };
const FIRST_SECOND = 1_790_000_000;
const witness = party('slow.example/witness', COSIGNATURE);

let pool: OutboxPool;
beforeAll(async () => {
  pool = await outboxPool();
  const policy = `witness slow ${writeKey(witness.key)}\nquorum slow\n`;
  accepted(await announcePolicy(pool.stores, pool.consortiumId, policy, 'a test'));
});
afterAll(() => pool?.close());

let facts = 1000;

/** The log grows, and signs what it has come to. */
async function signedAt(second: number): Promise<SignedCheckpoint> {
  const { stores, consortiumId } = pool;
  const client = await pool.connect();
  facts += 1;
  await beginFacts(client, consortiumId, { memberId: facts, personId: facts, page: String(facts) });
  await client.query('COMMIT');
  await sequenceFacts(stores, consortiumId);
  return (await signCheckpoint(stores, consortiumId, FIRST_SECOND + second))!;
}

/** The witness's line for a checkpoint comes in; who asked for it may have forgotten what it was for. */
async function cosigned(checkpoint: SignedCheckpoint, second: number, isKnown = true): Promise<void> {
  const seconds = FIRST_SECOND + second;
  const signed = signedBy(witness, accepted(readNote(checkpoint.note)), seconds);
  const line = writeSignatureLine(signed.signatures.at(-1)!);
  const { size } = checkpointOf(checkpoint);
  await pool.stores.records.keepCosignatures(
    pool.consortiumId,
    [{ ...{ size, keyName: witness.key.name, seconds }, line }],
    isKnown ? checkpoint : undefined,
  );
}

const final = async () => (await finalCheckpoint(pool.stores, pool.consortiumId))?.checkpoint.size;
const verdict = async () => (await auditRecord(pool.stores, pool.consortiumId))!;
const sizes = async () => (await pool.stores.records.checkpoints(pool.consortiumId)).map(({ size }) => size);

test('what a witness signs counts, however many checkpoints have come since', async () => {
  const first = await signedAt(0);
  const second = await signedAt(1);
  const third = await signedAt(9);
  expect(await sizes()).toEqual([third.size]);
  await cosigned(first, 3);
  expect(await final()).toBe(first.size);
  expect(await verdict()).toMatchObject({ verdict: 'proved', findings: [] });
  await cosigned(third, 10);
  expect(await final()).toBe(third.size);
  const last = await signedAt(3600);
  expect(await sizes()).toEqual([first.size, third.size, last.size]);

  // A line of which nobody knows any more for what it was would make the record look as if something had been taken out.
  await cosigned(second, 3601, false);
  expect(await sizes()).toEqual([first.size, third.size, last.size]);
  expect(await verdict()).toMatchObject({ verdict: 'proved', findings: [] });
  await cosigned(last, 3602, false);
  expect(await final()).toBe(last.size);
});

test('a checkpoint does not go while its first line is written, whichever is first', async () => {
  const { stores, consortiumId } = pool;
  for (let round = 0; round < 20; round += 1) {
    const second = 4000 + 10 * round;
    const one = await signedAt(second);
    const client = await pool.connect();
    facts += 1;
    await beginFacts(client, consortiumId, { memberId: facts, personId: facts, page: String(facts) });
    await client.query('COMMIT');
    await sequenceFacts(stores, consortiumId);
    await Promise.all([
      cosigned(one, second + 1),
      signCheckpoint(stores, consortiumId, FIRST_SECOND + second + 1),
    ]);
    expect(await final()).toBe(one.size);
  }
  expect(await verdict()).toMatchObject({ verdict: 'proved', findings: [] });
});

test('what is final advances though the witness never answers before the log has signed again', async () => {
  const { stores, consortiumId } = pool;
  const server = await new AnsweringServer().open();
  const policy = `witness slow ${writeKey(witness.key)} ${server.url}\nquorum slow\n`;
  accepted(await announcePolicy(stores, consortiumId, policy, 'a test'));
  const newest = async () => (await stores.records.lastCheckpoint(consortiumId))!.size;
  server.answer = async (_request, response, body) => {
    const { text } = accepted(readSubmission(body)).checkpoint;
    const { size } = accepted(readCheckpoint(text));
    const client = await pool.connect();
    facts += 1;
    await beginFacts(client, consortiumId, { memberId: facts, personId: facts, page: String(facts) });
    await client.query('COMMIT');
    await expect.poll(newest, patience).toBeGreaterThan(size);
    const { signatures } = signedBy(witness, { text, signatures: [] }, Math.floor(Date.now() / 1000));
    response.end(writeSignatureLine(signatures[0]!));
  };
  const faults: unknown[] = [];
  const recorder = startRecorder(stores, {
    networks: LOOPBACK,
    ...{ page: async () => undefined, restMilliseconds: 50, guardMilliseconds: 100 },
    failed: (error) => faults.push(error),
  });
  for (let times = 0; times < 3; times += 1) {
    const before = (await final())!;
    await expect.poll(final, patience).toBeGreaterThan(before);
  }
  await recorder.close();
  await server.close();
  expect(faults).toEqual([]);
  expect(await verdict()).toMatchObject({ verdict: 'proved', findings: [] });
});
