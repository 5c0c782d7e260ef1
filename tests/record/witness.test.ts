// A witness over HTTP: what the protocol asks of it, status by status, and that nothing that comes breaks it.

import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { assert, asyncProperty, nat } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeCheckpoint } from '../../src/core/record/checkpoint.ts';
import { makeKey, writeKey } from '../../src/core/record/key.ts';
import { type Note, readNote, writeNote } from '../../src/core/record/note.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from '../../src/core/record/signature-types.ts';
import { verifyNote } from '../../src/core/record/signatures.ts';
import { writeSubmission } from '../../src/core/record/submission.ts';
import { type RunningWitness, serveWitness } from '../../src/witness/serve.ts';
import { Witness } from '../../src/witness/witness.ts';
import { GrowingLog } from './growing-log.ts';
import { accepted, mutated, party, sha256, signedBy, verifyEd25519 } from './parties.ts';
import { postTo, temporaryFolder } from './witness-process.ts';

const town = party('town.example/log', NOTE_SIGNATURE);
const school = party('school.example/log', NOTE_SIGNATURE);
const logs = [writeKey(town.key), writeKey(school.key)];

let home: string;
let remove: () => void;
let time: number;
let witness: Witness;
let running: RunningWitness;
let failures: string[];

async function open(): Promise<void> {
  witness = accepted(await Witness.open({ home, logs, name: 'insurer.example/w', now: () => time }));
  running = await serveWitness(witness, {
    ...{ host: '127.0.0.1', port: 0 },
    failed: (what) => failures.push(what),
  });
}

async function close(): Promise<void> {
  await running.close();
  await witness.close();
}

beforeEach(async () => {
  const temporary = temporaryFolder();
  remove = temporary.remove;
  home = join(temporary.folder, 'a', 'home');
  time = 1_700_000_000;
  failures = [];
  await open();
});

afterEach(async () => {
  await close();
  remove();
});

const post = (body: string | Uint8Array<ArrayBuffer>) => postTo(running.address, body);

/** Who has signed a checkpoint with what a witness answered to it. */
function signersOf(note: Note, answered: string) {
  return verifyNote(accepted(readNote(writeNote(note) + answered)), [witness.key], verifyEd25519);
}

describe('a witness', () => {
  test('cosigns what continues what it has cosigned, with the time', async () => {
    const log = new GrowingLog(town, 5);
    for (const [from, size] of [
      [0, 0],
      [0, 1],
      [1, 5],
      [5, 5],
      [5, 64],
      [64, 100],
    ] as const) {
      log.grow(size - Math.min(size, log.size));
      time += 1;
      const answer = await post(log.submission(from, size));
      expect(answer.status, answer.body).toBe(200);
      expect(signersOf(log.note(size), answer.body)).toMatchObject([{ key: witness.key, seconds: time }]);
    }
    const about = await (await fetch(running.address)).text();
    expect(about).toContain(writeKey(witness.key));
    expect(about).toContain('town.example/log: 100 leaves cosigned');
    expect(about).toContain('school.example/log: 0 leaves cosigned');
  });

  test('says how many leaves it has cosigned to whoever thinks otherwise', async () => {
    const log = new GrowingLog(town, 30);
    await post(log.submission(0, 20));
    const size = { status: 409, type: 'text/x.tlog.size', body: '20\n' };
    expect(await post(log.submission(0, 30))).toEqual(size);
    expect(await post(log.submission(19, 30))).toEqual(size);
    expect(await post(log.submission(21, 30))).toEqual(size);
    expect(await post(log.submission(10, 19)), 'a checkpoint that shrinks').toEqual(size);
    expect(await post(log.forked(7, 20).submission(20)), 'another root of the same size').toEqual(size);
    expect(await post(new GrowingLog(school, 3).submission(3)), 'another log').toMatchObject({
      ...{ status: 409, body: '0\n' },
    });
  });

  const log = new GrowingLog(town, 30);
  const right = log.submission(0, 20);
  const twice = { ...log.note(), signatures: [...log.note().signatures, ...log.note().signatures] };
  const bad = { ...log.note(), signatures: [{ ...log.note().signatures[0]!, content: new Uint8Array(64) }] };
  const stranger = signedBy(party('town.example/log', NOTE_SIGNATURE, 'stranger'), {
    ...{ text: log.note().text, signatures: [] },
  });
  const unfollowed = new GrowingLog(party('pool.example/log', NOTE_SIGNATURE), 3);
  const submitted = (checkpoint: Note, oldSize = 0) => writeSubmission({ oldSize, proof: [], checkpoint });
  const [hash] = log.proof(7, 20);
  test.each([
    ['an old size beyond the checkpoint', right.replace('old 0', 'old 21'), 400, 'record_shrinks'],
    ['nothing', '', 400, 'malformed_submission'],
    ['no note', 'old 0\n\ntext\n', 400, 'malformed_note'],
    ['a note that is torn', right.slice(0, -1), 400, 'malformed_note'],
    [
      'a note that is no checkpoint',
      submitted(signedBy(town, { text: 'text\n', signatures: [] })),
      400,
      'malformed_checkpoint',
    ],
    ['a size with leading zeros', right.replace('old 0', 'old 00'), 400, 'not_canonical'],
    ['base64 written in another way', right.replace(/=\n$/, '\n'), 400, 'not_canonical'],
    ['a signature line twice', submitted(twice), 400, 'duplicate_signature'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), 400, 'wrong_encoding'],
    ['a log that it does not follow', unfollowed.submission(0), 404, 'unknown_reference'],
    ['a signature of another key', submitted(stranger), 403, 'not_signed'],
    ['a signature that does not hold', submitted(bad), 403, 'bad_signature'],
    [
      'hashes from nothing',
      writeSubmission({ oldSize: 0, proof: [hash!], checkpoint: log.note() }),
      422,
      'proof_fails',
    ],
    [
      'an empty tree with a root of another',
      submitted(signedBy(town, { text: writeCheckpoint({ ...log.checkpoint(1), size: 0 }), signatures: [] })),
      409,
      undefined,
    ],
  ] as const)('does not cosign %s', async (_what, body, status, code) => {
    const answer = await post(typeof body === 'string' ? body : new Uint8Array(body));
    expect(answer.status, answer.body).toBe(status);
    if (code !== undefined) expect(answer.body).toContain(`(${code})`);
    // And goes on.
    expect(await post(right)).toMatchObject({ status: 200 });
  });

  test('does not cosign without a proof, nor with that of a fork', async () => {
    const growing = new GrowingLog(town, 40);
    await post(growing.submission(0, 20));
    const checkpoint = growing.note();
    const proof = growing.proof(20, 40);
    const wrongProofs = [[], proof.slice(1), [...proof, hash!], proof.toReversed(), growing.proof(19, 40)];
    for (const wrong of wrongProofs)
      expect(await post(writeSubmission({ oldSize: 20, proof: wrong, checkpoint }))).toMatchObject({
        status: 422,
      });
    expect(await post(growing.forked(7, 40).submission(20))).toMatchObject({ status: 422 });
    expect(await post(growing.submission(20))).toMatchObject({ status: 200 });
  });

  test('takes either key of a log while one takes the place of the other', async () => {
    await close();
    const next = party('town.example/log', NOTE_SIGNATURE, 'next');
    logs.push(writeKey(next.key));
    try {
      await open();
      expect(await post(new GrowingLog(town, 3).submission(0))).toMatchObject({ status: 200 });
      expect(await post(new GrowingLog(next, 5).submission(3))).toMatchObject({ status: 200 });
    } finally {
      logs.pop();
    }
  });

  test('never goes back in time, though its clock does, also when it is started again', async () => {
    const growing = new GrowingLog(town, 30);
    const secondsAt = async (from: number, size: number) => {
      const { body } = await post(growing.submission(from, size));
      return accepted(signersOf(growing.note(size), body))[0]!.seconds;
    };
    expect(await secondsAt(0, 10)).toBe(1_700_000_000);
    time = 1_600_000_000;
    expect(await secondsAt(10, 10)).toBe(1_700_000_000);
    expect(await secondsAt(10, 11)).toBe(1_700_000_000);
    await close();
    await open();
    expect(await secondsAt(11, 12)).toBe(1_700_000_000);
    time = 1_700_000_007;
    expect(await secondsAt(12, 12)).toBe(1_700_000_007);
    time = 4_000_000_000;
    expect(await secondsAt(12, 13)).toBe(4_000_000_000);
  });

  test('cosigns one of two histories that come at once, however often they do', async () => {
    let log = new GrowingLog(town);
    for (let round = 0; round < 20; round += 1) {
      const { size } = log;
      const histories = [log.forked(size, size + 3), log.forked(size, size + 3).forked(size + 2, size + 3)];
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, at) => post(histories[at % 2]!.submission(size))),
      );
      const cosigned = answers.flatMap(({ status }, at) => (status === 200 ? [at % 2] : []));
      expect(cosigned).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(11);
      log = histories[cosigned[0]!]!;
    }
  });

  test('is told apart by what it has cosigned, not by what it was asked in between', async () => {
    const growing = new GrowingLog(town, 60);
    await post(growing.submission(0, 20));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => post(growing.submission(20, 21 + at))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const size = witness.logs.find(({ origin }) => origin === town.key.name)!.size;
    const first = answers.findIndex(({ status }) => status === 200);
    expect(size).toBe(21 + first);
    expect(answers.filter(({ body }) => body === `${size}\n`)).toHaveLength(29);
  });

  test('changed anywhere, what it is asked is cosigned as the log signed it or not at all', async () => {
    const growing = new GrowingLog(town, 40);
    await post(growing.submission(0, 20));
    const asked = growing.submission(20, 40);
    const { text } = growing.note();
    await assert(
      asyncProperty(nat(3), nat(), nat(), async (kind, place, what) => {
        const changed = mutated(asked, kind, place, what);
        const { status, body } = await witness.addCheckpoint(new TextEncoder().encode(changed));
        // A change may take away only what is not needed, such as another's signature; there is none here.
        if (status === 200)
          expect([changed, signersOf({ text, signatures: [] }, body)]).toMatchObject([asked, [{}]]);
        else expect([400, 403, 404, 409, 422]).toContain(status);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the home of a witness', () => {
  const stateFile = () =>
    join(home, 'logs', readdirSync(join(home, 'logs')).find((name) => name.endsWith('.note'))!);

  test('is made at first, of the owner alone, and has one key for ever', async () => {
    const { key } = witness;
    expect(statSync(join(home, 'key')).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(home, 'key'), 'utf8')).toMatch(
      /^PRIVATE\+KEY\+insurer\.example\/w\+[0-9a-f]{8}\+.{44}\n$/,
    );
    await post(new GrowingLog(town, 7).submission(0));
    expect(statSync(stateFile()).mode & 0o777).toBe(0o600);
    await close();
    await open();
    expect(witness.key).toEqual(key);
    expect(accepted(makeKey(sha256, key.name, COSIGNATURE, key.publicKey))).toEqual(key);
    expect(witness.logs.map(({ size }) => size)).toEqual([7, 0]);
  });

  test('has written what it cosigned, with the signatures of both, before it answers', async () => {
    const log = new GrowingLog(town, 7);
    const { body } = await post(log.submission(0));
    expect(readFileSync(stateFile(), 'utf8')).toBe(writeNote(log.note()) + body);
  });

  test('keeps the first proof that a log has shown two histories, which anybody can check', async () => {
    const log = new GrowingLog(town, 9);
    await post(log.submission(0, 5));
    for (const fork of [log.forked(2, 5), log.forked(3, 5)])
      expect(await post(fork.submission(5))).toMatchObject({ status: 409 });
    await post(log.submission(5));
    const proof = readFileSync(`${stateFile()}.forked`, 'utf8');
    const cut = proof.indexOf('\n\n', proof.indexOf('\n\n') + 2) + 1;
    const shown = [proof.slice(0, cut), proof.slice(cut + 1)].map((text) => {
      const note = accepted(readNote(text));
      accepted(verifyNote(note, [town.key], verifyEd25519));
      return note.text;
    });
    expect(shown).toEqual([log.note(5).text, log.forked(2, 5).note().text]);
  });

  test('is of one process', async () => {
    await expect(Witness.open({ home, logs, now: () => time })).rejects.toMatchObject({
      code: 'home_in_use',
    });
    expect(await post(new GrowingLog(town, 7).submission(0))).toMatchObject({ status: 200 });
  });

  test('keeps its name', async () => {
    await close();
    expect(await Witness.open({ home, logs, name: 'other.example/w', now: () => time })).toMatchObject({
      ...{ code: 'inconsistent', path: '--name' },
    });
    const fresh = join(home, 'fresh');
    expect(await Witness.open({ home: fresh, logs, name: 'a name', now: () => time })).toMatchObject({
      ...{ code: 'malformed_key', path: '--name' },
    });
    expect(existsSync(join(fresh, 'key'))).toBe(false);
    await open();
  });

  test('takes keys of logs alone', async () => {
    const own = writeKey(witness.key);
    expect(await Witness.open({ home, logs: [own], now: () => time })).toMatchObject({
      code: 'malformed_key',
    });
    expect(await Witness.open({ home, logs: [logs[0]!, 'key'], now: () => time })).toMatchObject({
      ...{ code: 'malformed_key', path: '--log[1]' },
    });
  });

  test.each([
    ['the key', 'key'],
    ['what it cosigned', 'logs'],
  ])('in which %s was changed is not used', async (_what, which) => {
    await post(new GrowingLog(town, 7).submission(0));
    await close();
    const file = which === 'key' ? join(home, 'key') : stateFile();
    const text = readFileSync(file, 'utf8');
    for (const changed of [
      '',
      text.slice(0, -1),
      text.replace('7', '8'),
      text.replace(/..\n$/, 'A=\n'),
      `${text}x\n`,
    ]) {
      if (changed === text) continue;
      writeFileSync(file, changed);
      await expect(Witness.open({ home, logs, now: () => time })).rejects.toMatchObject({
        code: 'file_unreadable',
      });
    }
    writeFileSync(file, text);
    await open();
    expect(witness.logs[0]!.size).toBe(7);
  });

  test('that cannot be written to cosigns nothing, says so, and does again when it can', async () => {
    const log = new GrowingLog(town, 9);
    await post(log.submission(0, 5));
    const folder = join(home, 'logs');
    const kept = readFileSync(stateFile());
    const name = stateFile();
    rmSync(folder, { recursive: true });
    expect(await post(log.submission(5))).toMatchObject({ status: 503 });
    expect(failures).toEqual([expect.stringContaining('cannot be written')]);
    mkdirSync(folder);
    writeFileSync(name, kept);
    expect(await post(log.submission(5))).toMatchObject({ status: 200 });
  });
});

describe('who asks wrongly', () => {
  const addressOf = () => new URL(running.address);

  test.each([
    ['GET', '/add-checkpoint', 405],
    ['PUT', '/', 405],
    ['GET', '/other', 404],
    ['POST', '/other', 404],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const response = await fetch(running.address + path, { method, ...(method === 'POST' && { body: 'x' }) });
    expect(response.status).toBe(status);
    if (status === 405) expect(response.headers.get('allow')).toBe(path === '/' ? 'GET, HEAD' : 'POST');
  });

  test('with more than is ever sent is cut off', async () => {
    const { promise, resolve } = Promise.withResolvers<number | string>();
    const asking = request(`${running.address}/add-checkpoint`, { method: 'POST' }, (response) => {
      resolve(response.statusCode!);
      response.resume();
    });
    asking.on('error', (error) => resolve(error.message));
    // All that it sends it has sent before it is cut off, or its own writing could fail before it reads the answer.
    asking.write(Buffer.alloc(100_000, 'x'));
    expect(await promise).toBe(413);
    asking.destroy();
    expect(await post(new GrowingLog(town, 3).submission(0))).toMatchObject({ status: 200 });
  });

  test.each([
    ['no HTTP', '\u0000\u0001garbage\r\n\r\n'],
    ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(5000)}`],
    [
      'a body that ends too early',
      'POST /add-checkpoint HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nold 0\n',
    ],
    [
      'a body in broken pieces',
      'POST /add-checkpoint HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    ],
  ])('by %s breaks nothing', async (_what, text) => {
    const socket = connect(Number(addressOf().port), addressOf().hostname);
    socket.on('error', () => {});
    socket.write(text);
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
    expect(await post(new GrowingLog(town, 3).submission(0))).toMatchObject({ status: 200 });
    expect(failures).toEqual([]);
  });
});

test('who sends too slowly is cut off, and keeps nobody else', async () => {
  const slow = await serveWitness(witness, {
    ...{ host: '127.0.0.1', port: 0, milliseconds: 200 },
    failed: (what) => failures.push(what),
  });
  const { port } = new URL(slow.address);
  const sockets = [
    'POST / HTTP/1.1\r\n',
    'POST /add-checkpoint HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\nold',
  ].map((text) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    return socket.on('error', () => {}).resume();
  });
  const cut = Promise.all(sockets.map((socket) => once(socket, 'close')));
  // Asked by somebody who is quick enough, which on a machine that gives no time for a while may be the second try.
  const submission = new GrowingLog(town, 3).submission(0);
  const ask = () => postTo(slow.address, submission).catch(() => ({ status: 408 }));
  let { status } = await ask();
  while (status === 408) ({ status } = await ask());
  expect(status).toBe(200);
  await cut;
  expect(failures).toEqual([]);
  await slow.close();
});

test('an address that is taken, or none of this machine, is said', async () => {
  const port = Number(new URL(running.address).port);
  const failed = () => {};
  await expect(serveWitness(witness, { host: '127.0.0.1', port, failed })).rejects.toMatchObject({
    code: 'address_in_use',
  });
  await expect(serveWitness(witness, { host: '192.0.2.1', port, failed })).rejects.toMatchObject({
    code: 'wrong_setting',
  });
});
