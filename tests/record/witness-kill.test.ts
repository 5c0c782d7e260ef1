// Witnesses that are killed at any moment: whatever was under way, no two roots of one size are ever co-signed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readKey, writeKey } from '../../src/core/record/key.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from '../../src/core/record/signature-types.ts';
import { Cosignatures } from './cosignatures.ts';
import { GrowingLog } from './growing-log.ts';
import { accepted, party, sha256, signedBy } from './parties.ts';
import { postTo, temporaryFolder } from './witness-process.ts';

/** How often it is killed: `WITNESS_KILLS=1000` for long. */
const KILLS = Number(process.env.WITNESS_KILLS ?? 5);
const CHILD = join(import.meta.dirname, 'witness-child.ts');
const town = party('town.example/log', NOTE_SIGNATURE);

let folder: string;
let remove: () => void;
const started: { kill(): Promise<void> }[] = [];

beforeEach(() => {
  ({ folder, remove } = temporaryFolder());
});

afterEach(async () => {
  // A test that failed leaves its witness.
  await Promise.all(started.splice(0).map(({ kill }) => kill()));
  remove();
});

async function start() {
  const child = spawn(process.execPath, [CHILD, join(folder, 'home'), writeKey(town.key)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [line] = (await Promise.race([once(child.stdout, 'data'), exit])) as [Buffer | number | null];
  if (!Buffer.isBuffer(line)) throw new Error(`the witness ended with ${line}`);
  const { address, key, size } = JSON.parse(line.toString()) as {
    address: string;
    key: string;
    size: number;
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await exit;
  };
  const witness = { url: address, key: accepted(readKey(sha256, key)), size, kill };
  started.push(witness);
  return witness;
}

type Started = Awaited<ReturnType<typeof start>>;

/** Asks for a cosignature and keeps it; false where it was refused, undefined where the witness broke off. */
async function ask(witness: Started, log: GrowingLog, oldSize: number, kept: Cosignatures) {
  const answer = await postTo(witness.url, log.submission(oldSize)).catch(() => undefined);
  if (answer?.status === 200) kept.addAnswer(log.note(), answer.body, witness.key);
  return answer && answer.status === 200;
}

test('a witness killed while it co-signs has co-signed one history', async () => {
  const kept = new Cosignatures();
  let log = new GrowingLog(town);
  let unanswered = 0;
  let witness = await start();
  for (let kills = 0; kills < KILLS; kills += 1) {
    const killed = setTimeout(Math.random() * 60).then(witness.kill);
    // It grows by one of two entries each time, until the witness is gone in the middle of it.
    let rivals: readonly [GrowingLog, GrowingLog];
    for (;;) {
      rivals = [
        log.forked(log.size, log.size + 1),
        log.forked(log.size, log.size + 1).forked(log.size, log.size + 1),
      ];
      if (!(await ask(witness, rivals[0], log.size, kept))) break;
      log = rivals[0];
    }
    await killed;
    witness = await start();
    // It has what it had cosigned, and perhaps the one under way; then it never takes the other.
    expect([log.size, log.size + 1]).toContain(witness.size);
    if (witness.size > log.size) unanswered += 1;
    const taken = await ask(witness, rivals[1], witness.size, kept);
    expect(taken).toBe(witness.size === log.size);
    log = taken ? rivals[1] : rivals[0];
    expect(await ask(witness, log, log.size, kept), 'what it has, again').toBe(true);
    expect(await ask(witness, taken ? rivals[0] : rivals[1], log.size, kept), 'the other').toBe(false);
  }
  await witness.kill();
  expect(kept.contradictions()).toEqual([]);
  expect(kept.count).toBeGreaterThanOrEqual(KILLS);
  if (KILLS > 5)
    console.log(`${kept.count} cosignatures, ${KILLS} kills, ${unanswered} written and not answered`);
});

test('what counts contradictions finds them', () => {
  const forgetful = party('insurer.example/w', COSIGNATURE);
  const log = new GrowingLog(town, 3);
  const stated = (...signed: readonly (readonly [GrowingLog, number])[]) => {
    const kept = new Cosignatures();
    for (const [one, seconds] of signed) kept.add(signedBy(forgetful, one.note(), seconds), [forgetful.key]);
    return kept.contradictions();
  };
  expect(stated([log, 1], [log, 2], [new GrowingLog(town, 4), 2])).toEqual([]);
  expect(stated([log, 1], [log.forked(1, 3), 2])).toEqual(['insurer.example/w: two roots of 3']);
  expect(stated([log, 2], [new GrowingLog(town, 4), 1])).toEqual([
    'insurer.example/w: 4 was signed before 3',
  ]);
});
