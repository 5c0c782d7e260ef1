// What every route refuses, with which code: fields that it does not know, wrong types, too much, other versions, keys used
// before, and what is another's. tests/http/matrix.test.ts has who may do what.
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calculators } from '../../src/engine/index.ts';
import { routes } from '../../src/http/routes/index.ts';
import { seeded } from '../naive/generate.ts';
import { generators } from '../naive/generators.ts';
import { fillBoard, fillBooks } from './books.ts';
import { addPeople } from './people.ts';
import { requestOfRow } from './row-request.ts';
import { type Row, rows } from './rows.ts';
import { type TestService, testService } from './service.ts';

let service: TestService;

beforeAll(async () => {
  service = await testService(async (stores, consortium) => {
    await fillBooks(stores, consortium);
    await fillBoard(stores, consortium);
  });
  await addPeople(service);
});

afterAll(() => service?.close());

const kept = () =>
  service.database.read(service.consortia.get('one')!.consortiumId, (query) =>
    query.rows('SELECT count(*) FROM request'),
  );
const TOO_MUCH = `{"x":"${'x'.repeat(8 * 1024 * 1024)}"}`;

const codeOf = ({ statusCode, body }: LightMyRequestResponse) => [statusCode, JSON.parse(body).code];
const named = (has: (row: Row) => boolean) => Object.keys(rows).filter((name) => has(rows[name]!));

/** All routes with a JSON body, as a row has it or a generator makes it. */
const bodies: readonly (readonly [string, object])[] = [
  ...named(({ body }) => body !== undefined).map((name) => [name, rows[name]!.body!] as const),
  ...calculators.map((name) => [`POST /calculators/${name}`, generators[name]!(seeded(1))] as const),
];

const send = (name: string, payload: unknown, type = 'application/json') => {
  const request = rows[name] === undefined ? undefined : requestOfRow(name, 'operator', 'one');
  const url = request?.url ?? `/api/v1${name.split(' ')[1]}`;
  return service.send('operator', {
    ...{ method: name.split(' ')[0] as 'POST', url, headers: { 'content-type': type, 'if-match': '"x"' } },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
};

test('every route with a body is among them', () => {
  const withBody = routes
    .filter(({ body }) => body !== undefined)
    .map(({ method, path }) => `${method} ${path}`);
  expect(bodies.map(([name]) => name).sort()).toEqual(withBody.sort());
});

test.each(bodies)(
  '%s refuses a body that is not of its form, and keeps nothing of it',
  async (name, body) => {
    const before = await kept();
    const unknown = await send(name, { ...body, unknown: 1 });
    expect(codeOf(unknown)).toEqual([422, 'unknown_field']);
    expect(unknown.json().path).toMatch(/(^|\.)unknown$/);
    expect(codeOf(await send(name, []))).toEqual([422, 'wrong_type']);
    expect(codeOf(await send(name, '{"'))).toEqual([422, 'wrong_type']);
    expect(codeOf(await send(name, '<a/>', 'application/xml'))).toEqual([415, 'wrong_media_type']);
    expect(codeOf(await send(name, TOO_MUCH))).toEqual([413, 'body_too_large']);
    for (const [field, value] of Object.entries(body)) {
      const wrong = typeof value === 'object' ? 'text' : [[]];
      const answer = await send(name, { ...body, [field]: wrong });
      expect([field, ...codeOf(answer)]).toEqual([field, 422, 'wrong_type']);
      expect(answer.json().path).toContain(field);
      if (typeof value !== 'string') continue;
      // The database cannot keep it.
      const unkept = await send(name, { ...body, [field]: `${value}\u0000` });
      expect([field, ...codeOf(unkept)]).toEqual([field, 422, 'wrong_type']);
    }
    expect(await kept()).toEqual(before);
  },
);

const takesParameters = named(({ file }) => file === undefined);

test.each(takesParameters)('%s refuses a parameter that it does not know', async (name) => {
  const { url, headers, ...request } = requestOfRow(name, 'operator', 'one');
  const answer = await service.send('operator', {
    ...request,
    ...{ url: `${url}${url.includes('?') ? '&' : '?'}unknown=1`, headers: { ...headers, 'if-match': '"x"' } },
  });
  expect(codeOf(answer)).toEqual([422, 'unknown_field']);
});

test.each(named(({ ifMatch }) => ifMatch !== undefined))(
  '%s refuses no version, and another',
  async (name) => {
    const request = requestOfRow(name, 'operator', 'one');
    expect(codeOf(await service.send('operator', request))).toEqual([428, 'version_missing']);
    request.headers['if-match'] = '"of-before"';
    expect(codeOf(await service.send('operator', request))).toEqual([412, 'version_differs']);
  },
);

/** What stands for something in a path, and a value of it that nothing has. */
const MISSING: Readonly<Record<string, string>> = {
  ...{ claim: 'none', person: 'none', invitation: 'none', key: 'none' },
  ...{ job: '999', webhook: '999', meeting: '999', item: '999', motion: '999', match: '999', invoice: '999' },
  ...{ number: '999', version: '999' },
  account: 'none',
};
/** What is in a path and stands for nothing on record. */
const NO_THINGS = ['consortium', 'statement', 'year', 'before', 'after', 'month'];
/** Parts of a thing, and what the document of either has. */
const OF_BOTH = ['item', 'match', 'account', 'version'];
const idsOf = (name: string) =>
  [...name.matchAll(/:(\w+)/g)].map(([, id]) => id!).filter((id) => !NO_THINGS.includes(id));

/** What `one` has and `two` has not: where it is numbered, one more than both have. */
async function ofOne(): Promise<Readonly<Record<string, string>>> {
  const made = async (name: string, id: string) => {
    const answer = (await service.send('operator', requestOfRow(name, 'operator', 'one'))).json();
    return String(Array.isArray(answer[id]) ? answer[id][0] : answer[id]);
  };
  const PATH = 'POST /consortia/:consortium';
  return {
    ...{ person: 'pat', invitation: 'open-invitation', key: 'a-key' },
    claim: await made(`${PATH}/claims`, 'claim'),
    job: await made(`${PATH}/rebuilds`, 'job'),
    webhook: await made(`${PATH}/webhooks`, 'webhook'),
    meeting: await made(`${PATH}/board/meetings`, 'meeting'),
    motion: await made(`${PATH}/board/motions`, 'motions'),
    invoice: await made(`${PATH}/invoices`, 'invoice'),
    number: await made(`${PATH}/record/keys`, 'number'),
  };
}

test('what is not there and what is another consortium’s are answered alike, wherever a path names it', async () => {
  const foreign = await ofOne();
  for (const name of Object.keys(rows))
    for (const id of idsOf(name)) {
      const at = (consortium: string, value: string) => {
        const request = requestOfRow(name, `${consortium} administrator`, consortium, { [id]: value });
        request.headers['if-match'] = '"x"';
        return service.send(`${consortium} administrator`, request);
      };
      const missing = await at('two', MISSING[id]!);
      expect([name, id, ...codeOf(missing)]).toEqual([name, id, 404, 'not_found']);
      if (OF_BOTH.includes(id)) continue;
      const others = await at('two', foreign[id]!);
      expect([name, id, others.statusCode]).toEqual([name, id, 404]);
      const { actual: _, detail: __, ...told } = others.json();
      expect(missing.json()).toMatchObject(told);
    }
});

const effects = routes
  .filter(({ scope }) => scope === 'effect' || scope === 'grouped')
  .map(({ method, path }) => `${method} ${path}`);
const USED = { 'idempotency-key': 'used' };

test('a key of before is refused by every route that changes something, for whatever is not the same again', async () => {
  const first = requestOfRow('POST /consortia/:consortium/rebuilds', 'operator', 'one');
  const send = (request: object, headers: Record<string, string>) =>
    service.send('operator', { ...request, headers });
  expect((await send(first, USED)).statusCode).toBe(202);
  for (const name of effects) {
    const { headers, ...request } = requestOfRow(name, 'operator', 'one');
    const other = { ...request, ...(request.url === first.url && { payload: { write: true } }) };
    const answer = await send(other, { ...headers, ...USED, 'if-match': '"x"' });
    expect([name, ...codeOf(answer)]).toEqual([name, 409, 'idempotency_conflict']);
  }
});
