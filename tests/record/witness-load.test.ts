// Three witnesses as real processes and a log that grows, with one of them killed and started again at random: what is
// final advances all the time, and nobody co-signs two histories, though somebody asks for another one all the time.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeKey } from '../../src/core/record/key.ts';
import { readPolicy } from '../../src/core/record/policy.ts';
import { NOTE_SIGNATURE } from '../../src/core/record/signature-types.ts';
import { Witnesses } from '../../src/witness/witnesses.ts';
import { ON_LOOPBACK } from './answering.ts';
import { Cosignatures } from './cosignatures.ts';
import { GrowingLog } from './growing-log.ts';
import { accepted, party, sha256 } from './parties.ts';
import { postTo, startWitness, temporaryFolder, type WitnessProcess } from './witness-process.ts';

/** How often one is killed: `WITNESS_RESTARTS=100` for long. */
const RESTARTS = Number(process.env.WITNESS_RESTARTS ?? 2);
const NAMES = ['insurer', 'school', 'county'];
const town = party('town.example/log', NOTE_SIGNATURE);

let folder: string;
let remove: () => void;
let running: WitnessProcess[];

beforeEach(async () => {
  ({ folder, remove } = temporaryFolder());
  running = await Promise.all(NAMES.map((name) => start(name)));
});

afterEach(async () => {
  await Promise.all(running.map((witness) => witness.end('SIGKILL')));
  remove();
});

const start = (name: string, port = 0) =>
  startWitness(join(folder, name), [writeKey(town.key)], `${name}.example/w`, port);

/** Starts one where it was: a connection of somebody's own may have got the port meanwhile, for as long as it lasts. */
async function startAgain(name: string, port: number): Promise<WitnessProcess> {
  for (;;) {
    try {
      return await start(name, port);
    } catch (error) {
      if (!String(error).includes('address_in_use')) throw error;
    }
  }
}

/** Kills one of them and starts it again where it was. */
async function restart(at: number): Promise<void> {
  const { port, key } = running[at]!;
  expect((await running[at]!.end('SIGKILL')).status).toBeNull();
  running[at] = await startAgain(NAMES[at]!, port);
  expect(running[at]!.key).toEqual(key);
}

test('what is final advances while witnesses are killed, and nobody co-signs two histories', async () => {
  const log = new GrowingLog(town, 1);
  const keys = running.map(({ key }) => key);
  const kept = new Cosignatures();
  const lines = running.map(({ verifierKey, url }, at) => `witness ${NAMES[at]} ${verifierKey} ${url}\n`);
  const text = `log ${writeKey(town.key)}\n${lines.join('')}group most 2 ${NAMES.join(' ')}\nquorum most\n`;
  const finals: number[] = [];
  let advanced = Promise.withResolvers<void>();
  const witnesses = accepted(
    Witnesses.open({
      policy: accepted(readPolicy(sha256, text)),
      proofs: log.proofs,
      reach: ON_LOOPBACK,
      pauses: { least: 20, most: 200 },
      failed: (error) => {
        throw error;
      },
      cosigned: ({ note, checkpoint, hasQuorum }) => {
        kept.add(note, keys);
        if (!hasQuorum || finals.at(-1) === checkpoint.size) return;
        finals.push(checkpoint.size);
        advanced.resolve();
        advanced = Promise.withResolvers();
      },
    }),
  );
  const ended = new AbortController();
  const isEnded = () => ended.signal.aborted;
  const growing = (async () => {
    while (!isEnded()) {
      log.grow(1 + Math.floor(Math.random() * 3));
      expect(witnesses.submit(log.note())).toBeUndefined();
      await setTimeout(3);
    }
  })();
  let forksAsked = 0;
  const forking = (async () => {
    while (!isEnded()) {
      const { url, key } = running[Math.floor(Math.random() * NAMES.length)]!;
      const size = finals.at(-1) ?? 1;
      const fork = log.forked(Math.floor(Math.random() * size), size + Math.floor(Math.random() * 2));
      for (const old of [0, size, fork.size]) {
        // A witness that has seen nothing yet may take any history: the log is asked first.
        if (finals.length === 0) continue;
        const answer = await postTo(url, fork.submission(Math.min(old, fork.size))).catch(() => undefined);
        if (answer === undefined) continue;
        forksAsked += 1;
        if (answer.status === 200) kept.addAnswer(fork.note(), answer.body, key);
        expect([409, 422]).toContain(answer.status);
      }
      await setTimeout(10);
    }
  })();
  // All have seen the log before one is killed, so that none of them is new when somebody comes with a fork.
  while (witnesses.states.some(({ size }) => size === 0)) await advanced.promise;
  for (let restarts = 0; restarts < RESTARTS; restarts += 1) {
    const before = finals.length;
    const restarted = restart(Math.floor(Math.random() * NAMES.length));
    while (finals.length < before + 3) await advanced.promise;
    await restarted;
    await setTimeout(Math.random() * 200);
  }
  // And the one that came back is asked again.
  const { size } = log;
  while (witnesses.states.some((state) => state.size < size)) await advanced.promise;
  ended.abort();
  await Promise.all([growing, forking]);
  expect(witnesses.contradiction).toBeUndefined();
  await witnesses.close();

  expect(finals).toEqual(finals.toSorted((one, other) => one - other));
  expect(kept.contradictions()).toEqual([]);
  expect(forksAsked).toBeGreaterThan(RESTARTS);
  const found = `${finals.length} final to ${finals.at(-1)}, ${kept.count} cosignatures, ${forksAsked} forks`;
  if (RESTARTS > 2) console.log(found);
});
