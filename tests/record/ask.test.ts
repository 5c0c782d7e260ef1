// Asking a witness: one of ours, and those that lie, hang or answer anything at all. Each refusal by its name.
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reachWithin } from '../../src/app/reach.ts';
import { writeKey } from '../../src/core/record/key.ts';
import { writeSignatureLine } from '../../src/core/record/note.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from '../../src/core/record/signature-types.ts';
import { readSubmission } from '../../src/core/record/submission.ts';
import { type Asking, askWitness } from '../../src/witness/ask.ts';
import { serveWitness } from '../../src/witness/serve.ts';
import { Witness } from '../../src/witness/witness.ts';
import { AnsweringServer, ON_LOOPBACK } from './answering.ts';
import { GrowingLog } from './growing-log.ts';
import { accepted, party, signedBy } from './parties.ts';
import { temporaryFolder } from './witness-process.ts';

const town = party('town.example/log', NOTE_SIGNATURE);
const insurer = party('insurer.example/w', COSIGNATURE);
const NOW = 1_700_000_000;
const log = new GrowingLog(town, 50);

const asking = (more: Partial<Asking> = {}): Asking => ({
  reach: ON_LOOPBACK,
  ...{ note: log.note(40), size: 0, proofs: log.proofs, now: () => NOW, milliseconds: 600_000 },
  ...more,
});

/** The line by which a witness cosigns a checkpoint. */
function lineOf(size: number, seconds = NOW, by = insurer): string {
  const { text } = log.note(size);
  return writeSignatureLine(signedBy(by, { text, signatures: [] }, seconds).signatures[0]!);
}

describe('a witness of ours', () => {
  let close: () => Promise<void>;
  let witness: Witness;
  let url: string;

  beforeEach(async () => {
    const { folder, remove } = temporaryFolder();
    const logs = [writeKey(town.key)];
    witness = accepted(await Witness.open({ home: join(folder, 'home'), logs, name: 'w', now: () => NOW }));
    const running = await serveWitness(witness, { host: '127.0.0.1', port: 0, failed: () => {} });
    url = running.address;
    close = async () => {
      await running.close();
      await witness.close();
      remove();
    };
  });

  afterEach(() => close());

  const ask = (more: Partial<Asking> = {}, key = witness.key) => askWitness({ key, url }, asking(more));

  test('cosigns, also where nothing or something else is known of its size', async () => {
    expect(await ask()).toMatchObject({ size: 40, cosignature: { name: 'w' } });
    expect(await ask(), 'the same again').toMatchObject({ size: 40, cosignature: { name: 'w' } });
    for (const size of [0, 7, 40, 49])
      expect(await ask({ size, note: log.note(50) })).toMatchObject({ size: 50, cosignature: {} });
    expect(
      await askWitness({ key: witness.key, url: `${url}/` }, asking({ size: 50, note: log.note() })),
    ).toMatchObject({
      ...{ size: 50 },
    });
  });

  test('says that it has seen more, or other leaves', async () => {
    await ask({ note: log.note(50) });
    for (const size of [0, 30, 40, 50])
      expect(await ask({ size })).toMatchObject({ size: 50, refusal: { code: 'record_rolled_back' } });
    const fork = log.forked(20, 50);
    for (const size of [0, 50])
      expect(await ask({ size, note: fork.note(), proofs: fork.proofs })).toMatchObject({
        ...{ size: 50, refusal: { code: 'record_forked' } },
      });
    const longer = log.forked(20, 60);
    expect(await ask({ note: longer.note(), proofs: longer.proofs })).toMatchObject({
      ...{ size: 50, refusal: { code: 'proof_fails' } },
    });
  });

  test('refuses what it does not follow or what is not signed', async () => {
    const school = new GrowingLog(party('school.example/log', NOTE_SIGNATURE), 3);
    expect(await ask({ note: school.note() })).toMatchObject({ refusal: { code: 'unknown_reference' } });
    const stranger = new GrowingLog(party(town.key.name, NOTE_SIGNATURE, 'stranger'), 3);
    expect(await ask({ note: stranger.note() })).toMatchObject({ refusal: { code: 'not_signed' } });
  });

  test('is not believed under another key', async () => {
    expect(await ask({}, party('w', COSIGNATURE).key)).toMatchObject({
      size: 0,
      refusal: { code: 'not_signed' },
    });
  });

  test('is asked from where its size is, though others ask it too', async () => {
    const sizes = [41, 44, 45, 50];
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, at) => ask({ note: log.note(sizes[at]!) })),
    );
    expect(answers.some(({ refusal }) => refusal === undefined)).toBe(true);
    for (const { refusal } of answers) expect([undefined, 'record_rolled_back']).toContain(refusal?.code);
  });
});

describe('something else', () => {
  let server: AnsweringServer;

  beforeEach(async () => {
    server = await new AnsweringServer().open();
  });

  afterEach(() => server.close());

  const ask = (more: Partial<Asking> = {}) => askWitness({ key: insurer.key, url: server.url }, asking(more));
  const answers = (status: number, body: string | Buffer, headers: Record<string, string> = {}) => {
    server.answer = (_request, response) => response.writeHead(status, headers).end(body);
  };

  test('that answers as a witness does is one', async () => {
    answers(200, lineOf(40) + lineOf(40, 1, party('stranger.example/w', COSIGNATURE)));
    expect(await ask()).toMatchObject({ size: 40, cosignature: { name: 'insurer.example/w' } });
    expect(accepted(readSubmission(server.bodies[0]!))).toEqual({
      oldSize: 0,
      proof: [],
      checkpoint: log.note(40),
    });
  });

  const signature = Buffer.from(lineOf(40).split(' ')[2]!, 'base64');
  const changed = `\u2014 insurer.example/w ${Buffer.from(signature.with(30, signature[30]! ^ 1)).toString('base64')}\n`;
  test.each([
    ['a signature of another checkpoint', 200, lineOf(39), 'bad_signature'],
    ['a signature that does not hold', 200, changed, 'bad_signature'],
    [
      'a signature of another key under its name',
      200,
      lineOf(40, NOW, party('insurer.example/w', COSIGNATURE, 'other')),
      'not_signed',
    ],
    [
      'signatures of strangers alone',
      200,
      lineOf(40, NOW, party('stranger.example/w', COSIGNATURE)),
      'not_signed',
    ],
    ['its signature twice', 200, lineOf(40).repeat(2), 'duplicate_signature'],
    ['a time to come', 200, lineOf(40, NOW + 3601), 'out_of_range'],
    [
      'a time beyond 2^53',
      200,
      `\u2014 insurer.example/w ${Buffer.from(signature.with(4, 1)).toString('base64')}\n`,
      'out_of_range',
    ],
    ['nothing', 200, '', 'malformed_note'],
    ['a torn line', 200, lineOf(40).slice(0, -1), 'malformed_note'],
    ['base64 that is written in another way', 200, lineOf(40).replace(/=\n$/, '\n'), 'not_canonical'],
    ['a page', 200, '<!doctype html>\n<p>Hello</p>\n', 'malformed_note'],
    ['a text of its own before a signature', 200, `more\n\n${lineOf(40)}`, 'wrong_answer'],
    ['bytes that are no text', 200, Buffer.of(0xff, 0xfe, 10), 'wrong_encoding'],
    ['more than a witness ever answers', 200, 'x'.repeat(70_000), 'wrong_answer'],
    ['that it knows nobody', 404, 'no', 'unknown_reference'],
    ['that the signature is none', 403, 'no', 'not_signed'],
    ['that the proof fails', 422, 'no', 'proof_fails'],
    ['that the request is bad', 400, 'no', 'wrong_answer'],
    ['that it has failed', 500, 'no', 'wrong_answer'],
    ['that all is well, without a signature', 204, '', 'wrong_answer'],
    ['a size without an end of line', 409, '7', 'wrong_answer'],
    ['a size with leading zeros', 409, '07\n', 'wrong_answer'],
    ['a size below 0', 409, '-7\n', 'wrong_answer'],
    ['no size', 409, '<p>Conflict</p>\n', 'wrong_answer'],
    ['a size beyond 2^53', 409, '9007199254740993\n', 'wrong_answer'],
    ['a size of more leaves than there are', 409, '41\n', 'record_rolled_back'],
    ['the very size from which it was asked', 409, '0\n', 'wrong_answer'],
  ])('that answers %s', async (_what, status, body, code) => {
    answers(status, body);
    const asked = await ask();
    expect(asked.refusal?.code, JSON.stringify(asked.refusal)).toBe(code);
  });

  test('that takes a small step ahead in time is believed', async () => {
    answers(200, lineOf(40, NOW + 3600));
    expect(await ask()).toMatchObject({ size: 40, cosignature: {} });
  });

  test('that says another size each time is not asked for ever', async () => {
    server.answer = (_request, response) => response.writeHead(409).end(`${server.bodies.length}\n`);
    expect(await ask()).toMatchObject({ refusal: { code: 'wrong_answer' } });
    expect(server.bodies.length).toBe(4);
    expect(server.bodies.map((body) => body.split('\n')[0])).toEqual(['old 0', 'old 1', 'old 2', 'old 3']);
  });

  test('that sends us elsewhere is not followed', async () => {
    server.answer = (request, response) => {
      if (request.url === '/add-checkpoint') response.writeHead(307, { location: '/other' }).end();
      else response.writeHead(200).end(lineOf(40));
    };
    expect(await ask()).toMatchObject({ refusal: { code: 'wrong_answer' } });
    expect(server.bodies).toHaveLength(1);
  });

  test('that never answers, or never ends its answer, is waited for no longer than is said', async () => {
    server.answer = () => {};
    expect(await ask({ milliseconds: 100 })).toMatchObject({ refusal: { code: 'witness_silent' } });
    server.answer = (_request, response) => response.writeHead(200).write('\u2014 ');
    expect(await ask({ milliseconds: 100 })).toMatchObject({ refusal: { code: 'witness_silent' } });
    server.answer = (_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(drip));
    };
    expect(await ask({ milliseconds: 100 })).toMatchObject({ refusal: { code: 'witness_silent' } });
  });

  test('that answers without end is cut off', async () => {
    let sent = 0;
    const { promise: cut, resolve } = Promise.withResolvers<void>();
    server.answer = (_request, response) => {
      response.on('close', resolve);
      response.writeHead(200);
      const push = () => {
        if (response.destroyed) return;
        sent += 65_536;
        response.write('x'.repeat(65_536), () => setImmediate(push));
      };
      push();
    };
    expect(await ask()).toMatchObject({ refusal: { code: 'wrong_answer' } });
    await cut;
    // What the connection itself holds back is not read.
    expect(sent).toBeLessThan(16_000_000);
  });

  test('that packs its answer, which it was not asked to, is not unpacked', async () => {
    answers(200, gzipSync(Buffer.alloc(10_000_000)), { 'content-encoding': 'gzip' });
    expect(await ask()).toMatchObject({ refusal: { code: 'wrong_encoding' } });
  });

  test('that breaks off, or is not there', async () => {
    server.answer = (request) => request.socket.destroy();
    expect(await ask()).toMatchObject({ refusal: { code: 'witness_silent' } });
    server.answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '500' }).write('\u2014 ');
      setTimeout(() => response.destroy(), 5);
    };
    expect(await ask()).toMatchObject({ refusal: { code: 'witness_silent' } });
    await server.close();
    expect(await askWitness({ key: insurer.key, url: server.url }, asking())).toMatchObject({
      ...{ refusal: { code: 'witness_silent', actual: expect.stringContaining('ECONNREFUSED') } },
    });
    await server.open();
  });

  test('is not asked in a private network, by its address or by what its name means', async () => {
    const before = server.bodies.length;
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]']) {
      const url = server.url.replace('127.0.0.1', host);
      const asked = askWitness({ key: insurer.key, url }, asking({ reach: reachWithin(['10.0.0.0/8']) }));
      expect(await asked, host).toMatchObject({ refusal: { code: 'network_not_allowed' } });
    }
    expect(server.bodies).toHaveLength(before);
  });

  test('is no longer waited for when nobody wants to know', async () => {
    const ended = new AbortController();
    server.answer = () => ended.abort();
    expect(await ask({ ended: ended.signal })).toMatchObject({ refusal: { code: 'witness_silent' } });
  });

  test('where no proof can be had fails as that does', async () => {
    answers(409, '7\n');
    const proofs = () => Promise.reject(new Error('no proof'));
    await expect(ask({ proofs, size: 3 })).rejects.toThrow('no proof');
  });
});
