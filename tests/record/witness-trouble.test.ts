// Why a witness does not sign is known to every server, since when, and when it is asked again, until it signs.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeRecord } from '../../src/app/record/describe.ts';
import { announcePolicy } from '../../src/app/record/policy.ts';
import { writeKey } from '../../src/core/record/key.ts';
import { writeSignatureLine } from '../../src/core/record/note.ts';
import { COSIGNATURE } from '../../src/core/record/signature-types.ts';
import { readSubmission } from '../../src/core/record/submission.ts';
import { startRecorder } from '../../src/jobs/recorder.ts';
import { AnsweringServer, LOOPBACK } from './answering.ts';
import { type OutboxPool, outboxPool } from './outbox.ts';
import { accepted, party, signedBy } from './parties.ts';

const run = promisify(execFile);
const patience = { timeout: 300_000 };
const insurer = party('insurer.example/w', COSIGNATURE);
let pool: OutboxPool;
let server: AnsweringServer;
beforeAll(async () => {
  pool = await outboxPool();
  server = await new AnsweringServer().open();
  const text = `witness insurer ${writeKey(insurer.key)} ${server.url}\nquorum insurer\n`;
  accepted(await announcePolicy(pool.stores, pool.consortiumId, text, 'a test'));
});
afterAll(async () => {
  await server?.close();
  await pool?.close();
});

const standing = async () => (await describeRecord(pool.stores, pool.consortiumId)).witnesses[0]!;
const keep = () =>
  startRecorder(pool.stores, {
    networks: LOOPBACK,
    ...{ page: async () => undefined, restMilliseconds: 50, guardMilliseconds: 100 },
    failed: (error) => {
      throw error;
    },
  });
const update = async (networks = LOOPBACK.join()) => {
  const env = { ...process.env, DATABASE_URL: pool.database.url, POOLBOOK_WITNESS_NETWORKS: networks };
  return (await run(process.execPath, ['src/main.ts', 'record', 'update'], { env })).stdout;
};

test('what keeps a witness from signing is said, since when, and when it is asked again', async () => {
  server.answer = (_request, response) => response.writeHead(404).end();
  let recorder = keep();
  await expect.poll(standing, patience).toMatchObject({ trouble: { code: 'unknown_reference' } });
  const { trouble } = await standing();
  expect(trouble!.message).toContain('insurer.example/w');
  expect(Date.parse(trouble!.next!)).toBeGreaterThan(Date.parse(trouble!.since));
  await recorder.close();

  // Another process finds something else: it is so since the first.
  server.answer = (_request, response) => response.end('garbage');
  recorder = keep();
  await expect.poll(async () => (await standing()).trouble?.code, patience).toBe('malformed_note');
  expect((await standing()).trouble!.since).toBe(trouble!.since);
  await recorder.close();

  server.answer = (_request, response) => response.writeHead(404).end();
  const since = trouble!.since.slice(0, 19).replace('T', ' ');
  const said = await update();
  expect(said).toMatch(
    /^Witness insurer: insurer\.example\/w: expected that it follows this log, .*\. So since /m,
  );
  expect(said).toContain(`So since ${since} UTC`);

  const asked = server.bodies.length;
  expect(await update('')).toContain('127.0.0.1 is in a private network that the operator has not allowed');
  expect((await standing()).trouble!.code).toBe('network_not_allowed');
  expect(server.bodies).toHaveLength(asked);

  server.answer = (_request, response, body) => {
    const { text } = accepted(readSubmission(body)).checkpoint;
    const { signatures } = signedBy(insurer, { text, signatures: [] }, Math.floor(Date.now() / 1000));
    response.end(writeSignatureLine(signatures[0]!));
  };
  expect(await update()).toMatch(/^Witness insurer: signed \d+ leaves\.$/m);
  expect((await standing()).trouble).toBeUndefined();
});
