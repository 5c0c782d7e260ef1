// Files sent in, jobs made of them, followed and done, over a connection of the network.
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorker, type Worker } from '../../src/jobs/worker.ts';
import { fillBooks } from './books.ts';
import { type TestService, testService } from './service.ts';

let service: TestService;
let worker: Worker;
let address: string;

beforeAll(async () => {
  service = await testService(fillBooks);
  worker = await startWorker(service.stores);
  address = await service.service.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await worker?.close();
  await service?.close();
});

const ask = (path: string, init: RequestInit & { duplex?: 'half' } = {}, who = 'one administrator') =>
  fetch(`${address}/api/v1/consortia/one${path}`, {
    ...init,
    headers: { authorization: `Bearer ${who}`, ...init.headers },
  } as RequestInit);

async function post(path: string, body: object): Promise<Record<string, never>> {
  const headers = { 'content-type': 'application/json' };
  const answer = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, ...((await answer.json()) as object) } as unknown as Record<string, never>;
}

const send = (body: RequestInit['body'], name = 'enrolment.csv', type = 'text/csv') =>
  ask(`/uploads?name=${name}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: body!,
    duplex: 'half',
  });

/** The events of a job, as they come. */
async function followed(job: number, headers = {}): Promise<string> {
  const answer = await ask(`/jobs/${job}/events`, { headers });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  return answer.text();
}

const FILE = `person,subscriber,relationship,member,plan,tier,from,to
p-20,p-20,self,town,here,employee,2026-01-01,
p-21,p-21,self,nowhere,here,employee,2026-01-01,
`;

describe('a file', () => {
  test('is sent in, checked, followed, taken in, and what was left out is given back', async () => {
    const sent = await send(FILE);
    expect(sent.status).toBe(201);
    const { upload, bytes } = (await sent.json()) as { upload: string; bytes: number };
    expect([bytes, /^[0-9a-f]{64}$/.test(upload)]).toEqual([Buffer.byteLength(FILE), true]);

    const check = await post('/imports', { upload, kind: 'enrolment', check: true });
    expect(check.status).toBe(202);
    const events = await followed(check.job!);
    expect(events).toMatch(/^id: 1\nevent: begun\ndata: {}\n\n/);
    expect(events).toMatch(/\nevent: refused\ndata: \{.*"path":"enrolment.csv:3:4".*\}\n\n$/);

    const made = await post('/imports', { upload, kind: 'enrolment', acceptValid: true });
    await followed(made.job!);
    const job = (await (await ask(`/jobs/${made.job}`)).json()) as object;
    expect(job).toMatchObject({
      ...{ kind: 'import', by: 'administrator@one.example', state: 'done' },
      result: { enrolments: 1, rows: { accepted: 1, rejected: 1 }, hasRejected: true },
    });
    const rejected = await ask(`/jobs/${made.job}/rejected`);
    expect(rejected.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await rejected.text()).toContain('p-21,p-21,self,nowhere');
    expect((await ask(`/jobs/${check.job}/rejected`)).status).toBe(404);
  });

  test('is of any size, and its bytes are those that came', async () => {
    const piece = randomBytes(1 << 20);
    const bytes = async function* () {
      for (let sent = 0; sent < 24; sent += 1) yield piece;
    };
    const answer = await send(bytes() as unknown as RequestInit['body'], 'large', 'application/octet-stream');
    expect(await answer.json()).toMatchObject({ bytes: 24 << 20 });
  });

  test('that breaks off leaves nothing', async () => {
    const { folder } = service.stores.uploads;
    const before = readdirSync(folder).length;
    const isArriving = () => readdirSync(folder).some((name) => name.endsWith('.partial'));
    const controller = new AbortController();
    const bytes = async function* () {
      yield Buffer.from('person,');
      while (!isArriving()) await setTimeout(20);
      controller.abort();
      yield Buffer.from('subscriber');
    };
    await expect(
      ask('/uploads?name=broken', {
        ...{ method: 'POST', duplex: 'half', signal: controller.signal },
        headers: { 'content-type': 'text/csv' },
        body: bytes() as unknown as RequestInit['body'],
      } as RequestInit),
    ).rejects.toThrow();
    while (isArriving()) await setTimeout(20);
    expect(readdirSync(folder).length).toBe(before);
  });

  test.each([
    ['no file', '/uploads?name=a', 'application/json', '{}', 415, 'wrong_media_type'],
    ['nothing in it', '/uploads?name=a', 'text/csv', '', 422, 'empty_file'],
    ['no name', '/uploads', 'text/csv', 'a', 422, 'missing_field'],
    ['a file where a document is wanted', '/imports', 'text/csv', 'a', 415, 'wrong_media_type'],
  ])('is refused: %s', async (_, path, type, body, status, code) => {
    const answer = await ask(path, { method: 'POST', headers: { 'content-type': type }, body });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });
});

describe('an import', () => {
  test('is refused for a file of nobody, of another consortium, and without what it takes', async () => {
    const headers = { 'content-type': 'text/csv', authorization: 'Bearer two administrator' };
    const url = `${address}/api/v1/consortia/two/uploads?name=a`;
    const theirs = (await (await fetch(url, { method: 'POST', headers, body: 'of two' })).json()) as {
      upload: string;
    };
    expect(await post('/imports', { upload: theirs.upload, kind: 'claims' })).toMatchObject({
      ...{ status: 422, code: 'unknown_reference', path: 'body.upload' },
    });
    const { upload } = (await (await send(FILE)).json()) as { upload: string };
    expect(await post('/imports', { upload, kind: 'paid-claims' })).toMatchObject({ code: 'missing_field' });
    const elsewhere = { upload, kind: 'paid-claims', layout: '/etc/layout.json' };
    expect(await post('/imports', elsewhere)).toMatchObject({
      code: 'unknown_reference',
      path: 'body.layout',
    });
  });

  test('takes the lines of a bank, and a budget', async () => {
    const uploaded = async (body: string) => ((await (await send(body)).json()) as { upload: string }).upload;
    const lines = await uploaded('line,day,amount\nB-1,2026-02-10,-600.00\n');
    expect(await post('/imports', { upload: lines, kind: 'bank-lines', account: 'other' })).toMatchObject({
      ...{ code: 'unknown_reference', path: 'body.account' },
    });
    const budget = await uploaded('month,account,amount\n2026-02,administration,600.00\n');
    for (const [upload, kind, result] of [
      [lines, 'bank-lines', { lines: 1, moneyOut: '600.00' }],
      [budget, 'budget', { amounts: 1, months: 1 }],
    ] as const) {
      const { job } = await post('/imports', { upload, kind });
      await followed(job!);
      expect(await (await ask(`/jobs/${job}`)).json()).toMatchObject({ state: 'done', result });
    }
  });

  test('is asked for once under one key', async () => {
    const { upload } = (await (await send(FILE)).json()) as { upload: string };
    const body = JSON.stringify({ upload, kind: 'enrolment', check: true });
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'once' };
    const made = async () => (await ask('/imports', { method: 'POST', headers, body })).json();
    expect(await made()).toEqual(await made());
  });
});

describe('a job', () => {
  test('is listed in pages, the latest first, and those of another consortium are not there', async () => {
    const first = (await (await ask('/jobs?limit=2')).json()) as { items: { job: number }[]; next: string };
    expect(first.items.length).toBe(2);
    const rest = (await (await ask(`/jobs?after=${first.next}`)).json()) as { items: { job: number }[] };
    const all = [...first.items, ...rest.items].map(({ job }) => job);
    expect(all).toEqual([...all].sort((a, b) => b - a));
    const theirs = await fetch(`${address}/api/v1/consortia/two/jobs/${all[0]}`, {
      headers: { authorization: 'Bearer two administrator' },
    });
    expect(theirs.status).toBe(404);
  });

  test('is followed from where a stream broke, and a stream ends with the service', async () => {
    const { job } = await post('/rebuilds', {});
    const whole = await followed(job!);
    const [first] = whole.split('\n\n');
    expect(await followed(job!, { 'last-event-id': '1' })).toBe(whole.slice(first!.length + 2));
    await worker.close();
    // A job that a worker has begun, and no worker ends.
    const waiting = await post('/adjudications', {});
    const { consortiumId } = service.consortia.get('one')!;
    await service.stores.jobs.append(consortiumId, Number(waiting.job), 'begun', '{}');
    const stream = (await ask(`/jobs/${waiting.job}/events`)).body!.getReader();
    const { value: told } = await stream.read();
    expect(Buffer.from(told!).toString()).toBe('id: 1\nevent: begun\ndata: {}\n\n');
    await service.service.close();
    expect(await stream.read()).toEqual({ done: true, value: undefined });
  });
});
