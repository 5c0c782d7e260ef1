// A database that was taken back to an earlier backup goes on, and would tell another history than the one that witnesses have
// signed: the recorder finds out before it signs, and no witness signs what it is handed all the same.
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backup } from '../../src/app/backup.ts';
import { backupKeys, restoreKeys } from '../../src/app/backup-keys.ts';
import { findConsortium } from '../../src/app/consortium.ts';
import { auditRecord } from '../../src/app/record/audit.ts';
import { consistencyOf, signCheckpoint } from '../../src/app/record/checkpoint.ts';
import { openLog } from '../../src/app/record/log-keys.ts';
import { announcePolicy } from '../../src/app/record/policy.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { restore } from '../../src/app/restore.ts';
import { readNote } from '../../src/core/record/note.ts';
import { writeSubmission } from '../../src/core/record/submission.ts';
import { recordOnce } from '../../src/jobs/record-once.ts';
import { startRecorder } from '../../src/jobs/recorder.ts';
import { type RunningWitness, serveWitness } from '../../src/witness/serve.ts';
import { Witness } from '../../src/witness/witness.ts';
import { emptyPlace, type Folder, type Place, temporaryFolder, unpacked } from '../backups.ts';
import { known, Pool } from '../members/verbs.ts';
import { LOOPBACK } from './answering.ts';
import { postTo } from './witness-process.ts';

let pool: Pool;
let folder: Folder;
let place: Place;
let witness: Witness;
let running: RunningWitness;

beforeAll(async () => {
  pool = await Pool.open();
  await pool.enrol('ann town here employee 2026-01-01', 'bob town here employee 2026-01-01');
  place = await emptyPlace();
  folder = temporaryFolder();
  const { stores, consortium } = pool;
  await openLog(stores, consortium.consortiumId, 'pool');
  const { verifierKey } = (await stores.records.keys(consortium.consortiumId))[0]!;
  const now = () => Math.floor(Date.now() / 1000);
  witness = known(
    await Witness.open({ home: folder.path('witness'), logs: [verifierKey], name: 'insurer.example/w', now }),
  );
  running = await serveWitness(witness, { host: '127.0.0.1', port: 0, failed: () => {} });
  const text = `witness insurer ${witness.verifierKey} ${running.address}\nquorum insurer\n`;
  known(await announcePolicy(stores, consortium.consortiumId, text, 'a test'));
});

afterAll(async () => {
  await running?.close();
  await witness?.close();
  await place?.stores.close();
  await pool?.end();
  folder?.remove();
});

const ASKING = { progress: () => {}, waitMilliseconds: 20_000, networks: LOOPBACK };
const record = () => recordOnce(pool.stores, pool.consortium, ASKING);

test('after a restore nothing is signed that a witness contradicts, and the reason is said', async () => {
  const first = known(await record());
  expect(first).toMatchObject({
    final: { size: first.size },
    witnesses: [{ name: 'insurer', trouble: null }],
  });
  known(await backup(pool.stores.backups, folder.path('facts.zst')));
  known(await backupKeys(pool.stores, folder.path('keys.zst')));
  const { keys, secrets } = await pool.stores.salts.all(pool.consortium.consortiumId);
  const facts = unpacked(folder.read('facts.zst'));
  const ofKeys = unpacked(folder.read('keys.zst'));
  expect(keys.size).toBeGreaterThan(2);
  for (const key of [...keys.values(), ...secrets.values()])
    expect([facts.includes(key.toHex()), ofKeys.includes(key.toHex())]).toEqual([false, true]);
  await pool.enrol('cid school here employee 2026-01-01');
  const second = known(await record());
  expect(second.size).toBeGreaterThan(first.size);
  expect(second.final?.size).toBe(second.size);

  // Taken back, and gone on with: another person, other leaves, and in the end as many as the witness has seen.
  const { stores } = place;
  known(await restore(stores.backups, folder.path('facts.zst')));
  known(await restoreKeys(stores, folder.path('keys.zst')));
  const consortium = known(await findConsortium(stores.consortia, undefined));
  const { consortiumId } = consortium;
  expect(await auditRecord(stores, consortiumId)).toMatchObject({ verdict: 'proved', leaves: first.size });
  for (const reason of ['one', 'two', 'three'])
    await place.database.unitOfWork(consortiumId, (query) =>
      query.run('INSERT INTO verify_page (sha256) VALUES ($1)', [reason]),
    );

  const told: string[] = [];
  const recorder = startRecorder(stores, {
    networks: LOOPBACK,
    failed: (error) => told.push((error as Error).message),
    restMilliseconds: 20,
    guardMilliseconds: 20_000,
  });
  while (told.length === 0) await setTimeout(20);
  await setTimeout(500);
  await recorder.close();
  expect(told).toEqual([
    expect.stringMatching(/^insurer.example\/w says record_(rolled_back|forked).*nothing is signed/),
  ]);
  expect((await stores.records.lastCheckpoint(consortiumId))!.size).toBe(first.size);
  expect(await recordOnce(stores, consortium, ASKING)).toMatchObject({
    refused: true,
    code: expect.stringMatching(/^record_(rolled_back|forked)$/),
  });

  // Who signs all the same is refused by every witness, whatever is said to it.
  await sequenceFacts(stores, consortiumId);
  const forked = (await signCheckpoint(stores, consortiumId, Math.floor(Date.now() / 1000)))!;
  const checkpoint = known(readNote(forked.note));
  const proof = await consistencyOf(stores.records, consortiumId, first.size, forked.size);
  const asIfBefore = await postTo(
    running.address,
    writeSubmission({ oldSize: first.size, proof, checkpoint }),
  );
  expect([asIfBefore.status, asIfBefore.body]).toEqual([409, `${second.size}\n`]);
  const sinceThen = await postTo(
    running.address,
    writeSubmission({
      oldSize: second.size,
      proof: await consistencyOf(stores.records, consortiumId, second.size, forked.size),
      checkpoint,
    }),
  );
  expect([409, 422]).toContain(sinceThen.status);
});
