// The keeper of several witnesses: none keeps another, each is asked again in its own time, and posting never waits.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EnvironmentFailure } from '../../src/app/failure.ts';
import { writeKey } from '../../src/core/record/key.ts';
import { writeSignatureLine } from '../../src/core/record/note.ts';
import { readPolicy } from '../../src/core/record/policy.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from '../../src/core/record/signature-types.ts';
import { readSubmission } from '../../src/core/record/submission.ts';
import { type Clock, pauseAfter } from '../../src/witness/clock.ts';
import type { CosignedCheckpoint } from '../../src/witness/cosigned-checkpoint.ts';
import { Witnesses, type WitnessesOptions } from '../../src/witness/witnesses.ts';
import { type Answering, AnsweringServer, ON_LOOPBACK } from './answering.ts';
import { GrowingLog } from './growing-log.ts';
import { accepted, party, sha256, signedBy } from './parties.ts';

const town = party('town.example/log', NOTE_SIGNATURE);
const NAMES = ['one', 'two', 'three'] as const;
type Name = (typeof NAMES)[number];
const parties = Object.fromEntries(
  NAMES.map((name) => [name, party(`${name}.example/w`, COSIGNATURE)]),
) as Record<Name, typeof town>;

let log: GrowingLog;
let servers: Record<Name, AnsweringServer>;
let cosigned: CosignedCheckpoint[];
let time: number;
/** The pauses that are waited for, with what ends each. */
let pauses: { milliseconds: number; end: () => void }[];
let told: PromiseWithResolvers<void>;
let witnesses: Witnesses;

/** Cosigns all it is asked for, whatever it was before. */
const cosigns =
  (name: Name, seconds = () => time): Answering =>
  (_request, response, body) => {
    const { text } = accepted(readSubmission(body)).checkpoint;
    const { signatures } = signedBy(parties[name], { text, signatures: [] }, seconds());
    response.end(writeSignatureLine(signatures[0]!));
  };
const answers =
  (status: number, body: string): Answering =>
  (_request, response) =>
    response.writeHead(status).end(body);

const clock: Clock = {
  now: () => time,
  random: () => 0.5,
  wait: (milliseconds, ended) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    ended.addEventListener('abort', () => resolve());
    pauses.push({ milliseconds, end: resolve });
    tell();
    return promise;
  },
};

function tell(): void {
  told.resolve();
  told = Promise.withResolvers();
}

/** Waits until it is so: looks again at each cosignature and each pause. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await told.promise;
}

function policyOf(quorum: string) {
  const lines = NAMES.map((name) => `witness ${name} ${writeKey(parties[name].key)} ${servers[name].url}\n`);
  return `log ${writeKey(town.key)}\n${lines.join('')}group two-of-three 2 one two three\nquorum ${quorum}\n`;
}

const failed = (error: unknown) => {
  throw error;
};

function open(more: Partial<WitnessesOptions> = {}, quorum = 'two-of-three'): Witnesses {
  const policy = accepted(readPolicy(sha256, policyOf(quorum)));
  witnesses = accepted(
    Witnesses.open({
      ...{ policy, proofs: log.proofs, reach: ON_LOOPBACK, clock, failed, milliseconds: 600_000 },
      cosigned: (checkpoint) => {
        cosigned.push(checkpoint);
        tell();
      },
      ...more,
    }),
  );
  return witnesses;
}

const stateOf = (name: Name) => witnesses.states.find((state) => state.name === name)!;
const codeOf = (name: Name) => stateOf(name).trouble?.why.code;
/** Ends all pauses that are waited for. */
const goOn = () => {
  for (const { end } of pauses.splice(0)) end();
};

beforeEach(async () => {
  log = new GrowingLog(town, 10);
  const opened = await Promise.all(
    NAMES.map(async (name) => [name, await new AnsweringServer().open()] as const),
  );
  servers = Object.fromEntries(opened) as typeof servers;
  for (const name of NAMES) servers[name].answer = cosigns(name);
  [cosigned, pauses, time] = [[], [], 1_700_000_000];
  told = Promise.withResolvers();
});

afterEach(async () => {
  await witnesses.close();
  await Promise.all(Object.values(servers).map((server) => server.close()));
});

describe('witnesses', () => {
  test('are all asked, and their cosignatures come together on one note', async () => {
    open();
    expect(witnesses.submit(log.note())).toBeUndefined();
    expect(witnesses.final, 'nobody has answered yet').toBeUndefined();
    await until(() => cosigned.length === 3);
    expect(cosigned.map(({ hasQuorum }) => hasQuorum)).toEqual([false, true, true]);
    expect(witnesses.final).toBe(cosigned[2]);
    expect(witnesses.final!.note.signatures).toHaveLength(4);
    expect(witnesses.states).toEqual(NAMES.map((name) => ({ name, size: 10, failures: 0 })));
    expect(pauses).toEqual([]);
  });

  test('of which one hangs are as fast as without it', async () => {
    servers.two.answer = () => {};
    open();
    for (let size = 10; size <= 20; size += 1) {
      if (size > log.size) log.grow(1);
      witnesses.submit(log.note());
      await until(() => witnesses.final?.checkpoint.size === size);
    }
    expect(stateOf('two')).toEqual({ name: 'two', size: 0, failures: 0 });
    expect(servers.two.bodies).toHaveLength(1);
    // To close does not wait for it either: afterEach would not come to an end.
  });

  test('are asked again each in its own time, ever later, and at once for what is newest then', async () => {
    servers.three.answer = answers(503, 'later');
    servers.two.answer = cosigns('two');
    open();
    witnesses.submit(log.note());
    const waited: number[] = [];
    for (let failures = 1; failures <= 12; failures += 1) {
      await until(() => pauses.length === 1);
      expect([codeOf('three'), stateOf('three').failures]).toEqual(['wrong_answer', failures]);
      waited.push(pauses[0]!.milliseconds);
      log.grow(1);
      witnesses.submit(log.note());
      await until(() => witnesses.final?.checkpoint.size === log.size);
      if (failures === 12) servers.three.answer = cosigns('three');
      goOn();
    }
    expect(waited.map((milliseconds) => milliseconds / 750)).toEqual([
      ...[1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300],
    ]);
    await until(() => stateOf('three').failures === 0);
    expect(stateOf('three')).toEqual({ name: 'three', size: 22, failures: 0 });
    const asked = servers.three.bodies.map((body) => body.split('\n')[3]);
    expect(asked).toEqual(Array.from({ length: 13 }, (_, at) => String(10 + at)));
  });

  test('are asked for one checkpoint until its quorum is there, and those in between are skipped', async () => {
    for (const name of ['two', 'three'] as const) servers[name].answer = answers(500, '');
    open();
    for (let size = 10; size <= 40; size += 1) {
      if (size > log.size) log.grow(1);
      expect(witnesses.submit(log.note())).toBeUndefined();
    }
    await until(() => pauses.length === 2 && cosigned.length === 1);
    expect(witnesses.final).toBeUndefined();
    for (const name of NAMES) servers[name].answer = cosigns(name);
    goOn();
    await until(() => NAMES.every((name) => stateOf(name).size === 40));
    const sizes = servers.one.bodies.map(
      (body) => accepted(readSubmission(body)).checkpoint.text.split('\n')[1],
    );
    expect(sizes).toEqual(['10', '40']);
    expect(witnesses.final!.checkpoint.size).toBe(40);
    expect(accepted(readSubmission(servers.one.bodies[1]!))).toEqual({
      ...{ oldSize: 10, proof: log.proof(10, 40), checkpoint: log.note(40) },
    });
  });

  test('that lie, or answer garbage, are named and stop nobody', async () => {
    servers.one.answer = cosigns('two');
    open();
    const lies: [string, Answering][] = [
      ['not_signed', cosigns('two')],
      ['malformed_note', answers(200, 'garbage')],
      ['wrong_answer', answers(200, 'x'.repeat(100_000))],
      ['out_of_range', cosigns('one', () => time + 100_000)],
      ['unknown_reference', answers(404, '')],
      ['proof_fails', answers(422, '')],
      ['wrong_answer', answers(409, 'garbage')],
      ['witness_silent', (request) => request.socket.destroy()],
    ];
    for (const [at, [code, answer]] of lies.entries()) {
      servers.one.answer = answer;
      log.grow(1);
      witnesses.submit(log.note());
      goOn();
      await until(() => stateOf('one').failures === at + 1 && witnesses.final?.checkpoint.size === log.size);
      expect(codeOf('one')).toBe(code);
      expect(witnesses.final!.cosigners.map(({ name }) => name).sort()).toEqual(['three', 'two']);
      expect(witnesses.contradiction).toBeUndefined();
    }
  });

  test('that have seen more than there is, or another history, contradict the log until they do no more', async () => {
    servers.one.answer = answers(409, '11\n');
    open();
    witnesses.submit(log.note());
    await until(() => pauses.length === 1);
    expect(witnesses.contradiction).toMatchObject({ code: 'record_rolled_back', path: 'one.example/w' });
    expect(stateOf('one').size).toBe(11);
    servers.one.answer = answers(409, '10\n');
    goOn();
    await until(() => pauses.length === 1);
    expect(witnesses.contradiction).toMatchObject({ code: 'record_forked' });
    servers.one.answer = cosigns('one');
    goOn();
    await until(() => stateOf('one').failures === 0);
    expect(witnesses.contradiction).toBeUndefined();
  });

  test('that have cosigned what another process handed in move all to the newest', async () => {
    servers.one.answer = answers(409, '13\n');
    for (const name of ['two', 'three'] as const) servers[name].answer = answers(503, '');
    open();
    witnesses.submit(log.note());
    log.grow(5);
    witnesses.submit(log.note());
    await until(() => pauses.length === 3);
    expect(stateOf('one')).toEqual({ name: 'one', size: 13, failures: 1 });
    for (const name of NAMES) servers[name].answer = cosigns(name);
    goOn();
    await until(() => cosigned.length === 3);
    expect(witnesses.final!.checkpoint.size).toBe(15);
    expect(witnesses.contradiction).toBeUndefined();
    expect(accepted(readSubmission(servers.one.bodies.at(-1)!)).oldSize).toBe(13);
  });

  test('are asked again where the proofs could not be had', async () => {
    const failure = new EnvironmentFailure('database_lost', 'The connection broke.', 'Run it again.');
    let isAway = true;
    open({ proofs: async (before, after) => (isAway ? Promise.reject(failure) : log.proof(before, after)) });
    witnesses.submit(log.note());
    await until(() => pauses.length === 3);
    expect(witnesses.states.map(({ trouble }) => trouble?.why)).toEqual([failure, failure, failure]);
    // Asked again in 0.75 seconds, which is the second after.
    expect(stateOf('one').trouble).toEqual({ why: failure, since: time, next: time + 1 });
    const first = time;
    time += 5;
    goOn();
    await until(() => stateOf('one').failures === 2 && pauses.length === 3);
    expect(stateOf('one').trouble).toEqual({ why: failure, since: first, next: time + 2 });
    isAway = false;
    goOn();
    await until(() => cosigned.length === 3);
    expect(witnesses.states.map(({ trouble }) => trouble)).toEqual([undefined, undefined, undefined]);
  });

  test('are asked no more where the log itself is at fault, which is told, and ends no process', async () => {
    const fault = new Error('the log has lost a tile');
    const told: unknown[] = [];
    open({ proofs: () => Promise.reject(fault), failed: (error) => told.push(error) });
    witnesses.submit(log.note());
    await expect.poll(() => told).toEqual([fault, fault, fault]);
    expect([cosigned, pauses]).toEqual([[], []]);
  });

  test('without an address are asked by nobody, and those with one that is none are refused', async () => {
    open();
    const text = policyOf('two-of-three');
    const without = accepted(readPolicy(sha256, text.replace(` ${servers.one.url}`, '')));
    const kept = accepted(
      Witnesses.open({ policy: without, proofs: log.proofs, reach: ON_LOOPBACK, failed }),
    );
    expect(kept.states.map(({ name }) => name)).toEqual(['two', 'three']);
    await kept.close();
    for (const url of [
      'ftp://witness.example',
      'witness.example',
      'http://',
      'https://a b'.replace(' ', '%'),
    ]) {
      const odd = accepted(readPolicy(sha256, text.replace(servers.one.url, url)));
      expect(
        Witnesses.open({ policy: odd, proofs: log.proofs, reach: ON_LOOPBACK, failed }),
        url,
      ).toMatchObject({
        code: 'wrong_type',
      });
    }
  });

  test('of a policy that asks for none are asked nevertheless', async () => {
    open({}, 'none');
    witnesses.submit(log.note());
    expect(witnesses.final!.checkpoint.size).toBe(10);
    await until(() => cosigned.length === 3);
    expect(witnesses.final!.cosigners).toHaveLength(3);
  });
});

test('pauses double up to the longest, less up to a half by chance', () => {
  const pauses = { least: 1000, most: 300_000 };
  expect([1, 2, 3, 9, 10, 1000].map((failures) => pauseAfter(failures, pauses, 0))).toEqual([
    ...[1000, 2000, 4000, 256_000, 300_000, 300_000],
  ]);
  expect([0, 0.5, 1].map((random) => pauseAfter(3, pauses, random))).toEqual([4000, 3000, 2000]);
});
