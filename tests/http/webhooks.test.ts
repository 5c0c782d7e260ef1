// Endpoints that are told what happens: what they get, that it can be verified, and what becomes of those that fail.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reachWithin } from '../../src/app/reach.ts';
import { addressGuard, networksOf } from '../../src/app/webhooks/address.ts';
import { RETRY_SECONDS } from '../../src/jobs/delivery.ts';
import { post } from '../../src/jobs/post.ts';
import { startWorker, type Worker } from '../../src/jobs/worker.ts';
import { fillBooks } from './books.ts';
import { type TestService, testService } from './service.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let service: TestService;
let worker: Worker;
let endpoint: Server;
let url: string;
/** What the endpoint answers by path; 204 unless it says otherwise. */
const answers = new Map<string, number>();
const received: Received[] = [];
const failures: string[] = [];

beforeAll(async () => {
  endpoint = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const path = request.url!;
      received.push({ path, headers: request.headers, body });
      const location = `${url}/elsewhere`;
      response.writeHead(answers.get(path) ?? 204, { location }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(endpoint, 'listening');
  url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
  service = await testService(fillBooks);
  // Those of the books are elsewhere; nothing is sent out of this machine.
  for (const webhook of [1, 2]) await ask('DELETE', `/webhooks/${webhook}`);
  worker = await startWorker(service.stores, {
    ...{ networks: ['127.0.0.0/8'], retrySeconds: [0.1, 0.1] },
    failed: (error, what) => failures.push(`${what}: ${(error as Error).message}`),
  });
});

afterAll(async () => {
  await worker?.close();
  await service?.close();
  endpoint?.close();
});

/** Asks as the administrator of the consortium `one`. */
async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object, headers = {}) {
  const answer = await service.send('one administrator', {
    ...{ method, url: `/api/v1/consortia/one${path}`, headers },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, etag: answer.headers.etag, body: answer.json() };
}

const added = async (path: string, kinds: readonly string[]) =>
  (await ask('POST', '/webhooks', { url: url + path, kinds })).body.webhook as number;
const secretOf = async (webhook: number) =>
  (await ask('GET', `/webhooks/${webhook}/secret`)).body.secret as string;
const close = (month: string) => ask('POST', '/closes', { month });

/** Waits for so many messages at a path; all of them. */
async function at(path: string, count: number): Promise<Received[]> {
  for (;;) {
    const found = received.filter((one) => one.path === path);
    if (found.length >= count) return found;
    await setTimeout(50);
  }
}

async function attemptsOf(webhook: number, ended: (attempts: { status: number }[]) => boolean) {
  for (;;) {
    const { items } = (await ask('GET', `/webhooks/${webhook}/deliveries`)).body;
    const attempts = items[0]?.attempts ?? [];
    if (ended(attempts)) return attempts as { status: number; error?: string; milliseconds: number }[];
    await setTimeout(50);
  }
}

/**
 * Written from the convention's public text, as a receiver would: id, timestamp and raw body are signed together; one of
 * the signatures has to be ours, compared in constant time; a moment more than five minutes away is stale.
 */
function verifies(secret: string, { headers, body }: Received, now = Date.now() / 1000): boolean {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map(
    (name) => headers[`webhook-${name}`],
  );
  if (Math.abs(now - Number(timestamp)) > 300) return false;
  if (!secret.startsWith('whsec_')) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return String(signatures)
    .split(' ')
    .map((one) => one.split(','))
    .filter(([version]) => version === 'v1')
    .map(([, signature]) => Buffer.from(signature!, 'base64'))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted));
}

describe('an endpoint', () => {
  test('is told of what it wants, signed; tampered or stale messages do not verify', async () => {
    const webhook = await added('/told', [
      'month.closed',
      'receipt.recorded',
      'position.noticed',
      'job.ended',
    ]);
    const receipt = { member: 'town', reference: 'r-9', day: '2026-03-12', amount: '125.50' };
    expect((await ask('POST', '/receipts', receipt)).status).toBe(201);
    expect((await ask('POST', '/receipts', receipt)).body).toEqual({ recorded: 0 });
    expect((await close('2026-01')).status).toBe(201);
    expect((await ask('POST', '/positions')).status).toBe(201);
    const { job } = (await ask('POST', '/rebuilds', {})).body;
    let messages: Received[] = [];
    const kinds = () => new Set(messages.map(({ body }) => (JSON.parse(body) as { type: string }).type));
    while (kinds().size < 4) messages = await at('/told', messages.length + 1);
    const told = messages.map(({ body }) => JSON.parse(body) as { type: string; data: object });
    const dataOf = (type: string) => told.filter((one) => one.type === type).map(({ data }) => data);
    expect(dataOf('receipt.recorded')).toEqual([{ consortium: 'one', ...receipt, currency: 'USD' }]);
    expect(dataOf('month.closed')).toEqual([{ consortium: 'one', month: '2026-01' }]);
    expect(dataOf('job.ended')).toEqual([{ consortium: 'one', job, state: 'done' }]);
    expect(dataOf('position.noticed')[0]).toMatchObject({ consortium: 'one', carrier: 'Carrier' });
    expect(JSON.stringify(told)).not.toMatch(/p-\d/);
    const secret = await secretOf(webhook);
    for (const message of messages) {
      expect(verifies(secret, message)).toBe(true);
      expect(verifies(secret, { ...message, body: `${message.body} ` })).toBe(false);
      for (const name of ['webhook-id', 'webhook-timestamp'])
        expect(verifies(secret, { ...message, headers: { ...message.headers, [name]: '1' } })).toBe(false);
      expect(verifies(secret, message, Date.now() / 1000 + 301)).toBe(false);
      expect(verifies(`whsec_${Buffer.alloc(32).toString('base64')}`, message)).toBe(false);
    }
    expect(new Set(messages.map(({ headers }) => headers['webhook-id'])).size).toBe(messages.length);
  });

  test('verifies by the secret before and the new one while it is replaced', async () => {
    const webhook = await added('/rotated', ['month.closed']);
    const before = await secretOf(webhook);
    expect((await ask('POST', `/webhooks/${webhook}/secret`)).status).toBe(201);
    const after = await secretOf(webhook);
    expect(after).not.toBe(before);
    await ask('POST', `/webhooks/${webhook}/deliveries`, { event: 'test' });
    const [message] = await at('/rotated', 1);
    expect([verifies(before, message!), verifies(after, message!)]).toEqual([true, true]);
    expect(JSON.parse(message!.body)).toMatchObject({ type: 'webhook.test', data: { consortium: 'one' } });
  });

  test('that does not answer well is tried again, then sent to by hand, under the same id', async () => {
    const webhook = await added('/late', ['month.closed']);
    answers.set('/late', 503);
    await close('2026-02');
    await at('/late', 1);
    answers.set('/late', 200);
    const attempts = await attemptsOf(webhook, (tries) => tries.some(({ status }) => status === 200));
    expect(attempts.map(({ status }) => status)).toEqual([...attempts.slice(1).map(() => 503), 200]);
    const { items } = (await ask('GET', `/webhooks/${webhook}/deliveries`)).body;
    expect((await ask('POST', `/webhooks/${webhook}/deliveries`, { event: items[0].event })).status).toBe(
      202,
    );
    const all = await at('/late', attempts.length + 1);
    expect(new Set(all.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await ask('POST', `/webhooks/${webhook}/deliveries`, { event: 1 })).body).toMatchObject({
      code: 'unknown_reference',
    });
  });

  test('that fails to the last try is disabled, others are told, and it can be made active again', async () => {
    const broken = await added('/broken', ['month.closed']);
    await added('/alerted', ['webhook.disabled']);
    answers.set('/broken', 302);
    await close('2026-03');
    const [alert] = await at('/alerted', 1);
    expect(JSON.parse(alert!.body)).toMatchObject({ data: { webhook: broken } });
    expect(received.filter(({ path }) => path === '/broken').length).toBe(3);
    expect(received.filter(({ path }) => path === '/elsewhere')).toEqual([]);
    expect(failures.splice(0)).toEqual([expect.stringContaining(`webhook ${broken} of the consortium one`)]);
    const { etag, body } = await ask('GET', `/webhooks/${broken}`);
    expect(body).toMatchObject({ state: 'disabled', reason: expect.stringContaining('302') });
    const { webhook: _, reason: _why, ...given } = body;
    const again = { ...given, state: 'active' };
    expect((await ask('PUT', `/webhooks/${broken}`, again)).status).toBe(428);
    const changed = await ask('PUT', `/webhooks/${broken}`, again, { 'if-match': etag });
    expect(changed.body).toEqual({ webhook: broken, ...again });
  });

  test('that is gone is disabled at once, and one that was removed is told nothing', async () => {
    const gone = await added('/gone', []).catch(() => 0);
    expect(gone).toBe(undefined);
    const webhook = await added('/gone', ['receipt.recorded']);
    const removed = await added('/removed', ['receipt.recorded']);
    await ask('DELETE', `/webhooks/${removed}`);
    expect((await ask('GET', `/webhooks/${removed}`)).status).toBe(404);
    answers.set('/gone', 410);
    await ask('POST', '/receipts', { member: 'town', reference: 'r-10', day: '2026-04-12', amount: '1.00' });
    const attempts = await attemptsOf(webhook, (tries) => tries.length > 0);
    expect(attempts.map(({ status }) => status)).toEqual([410]);
    while ((await ask('GET', `/webhooks/${webhook}`)).body.state !== 'disabled') await setTimeout(50);
    expect(received.filter(({ path }) => path === '/removed')).toEqual([]);
    failures.splice(0);
  });

  test.each([
    'http://pool.example/events',
    'ftp://pool.example',
    'https://ann:secret@pool.example',
    'events',
    'http://10.0.0.1/events',
  ])('may not be %s', async (given) => {
    const answer = await ask('POST', '/webhooks', { url: given, kinds: ['month.closed'] });
    expect([answer.status, answer.body.path]).toEqual([422, 'body.url']);
  });
});

test('a rolled back effect is told to nobody', async () => {
  const { consortiumId } = service.consortia.get('one')!;
  await expect(
    service.database.unitOfWork(consortiumId, async (query) => {
      await query.run("SELECT announce('month.closed', '2099-01', '{}')");
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  const text = "SELECT FROM webhook_event WHERE subject = '2099-01'";
  expect(await service.database.read(consortiumId, (query) => query.rows(text))).toEqual([]);
});

describe('what may be reached', () => {
  const networks = (text: string) =>
    networksOf('POOLBOOK_WEBHOOK_NETWORKS', { POOLBOOK_WEBHOOK_NETWORKS: text });
  const none = addressGuard([]);

  test.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '0.0.0.0', '100.64.0.1'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      'fd12::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '2002:7f00:1::',
      'ff02::1',
    ],
    ...['224.0.0.1', '255.255.255.255', '64:ff9b::7f00:1', 'localhost', ''],
  ])('is not %s', (address) => expect(none(address)).toBe(false));

  test.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '172.32.0.1'])('is %s', (address) =>
    expect(none(address)).toBe(true),
  );

  test('is what the operator allows', () => {
    const some = addressGuard(networks('10.1.0.0/16, fd00::/8'));
    expect(['10.1.2.3', '10.2.2.3', 'fd00::1', '::ffff:10.1.2.3'].map(some)).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(networks('')).toEqual([]);
    expect(() => networks('10.1.0.0')).toThrow('POOLBOOK_WEBHOOK_NETWORKS');
  });

  test('is asked of what a name means, when it is reached', async () => {
    const before = received.length;
    const port = (endpoint.address() as AddressInfo).port;
    for (const host of ['localhost', '127.0.0.1', '2130706433', '0x7f000001', '[::ffff:127.0.0.1]'])
      expect(await post(`http://${host}:${port}/private`, {}, '{}', reachWithin([])), host).toMatchObject({
        ...{ status: 0, error: expect.stringContaining('private network') },
      });
    expect(received.length).toBe(before);
  });
});

test('tries go on for up to three days', () => {
  const sum = RETRY_SECONDS.reduce((total, seconds) => total + seconds, 0);
  expect([sum / 3600 > 48, sum / 3600 <= 72]).toEqual([true, true]);
  expect([...RETRY_SECONDS].sort((a, b) => a - b)).toEqual(RETRY_SECONDS);
});
