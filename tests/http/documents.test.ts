// What the API answers is what the command line prints with --json, and what it refuses says which parameter it was.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reserveSteps } from '../../src/app/explain-reserve.ts';
import { reserveAt } from '../../src/app/reserve.ts';
import { reserveDocument } from '../../src/app/reserve-document.ts';
import { yearRatios } from '../../src/app/year-ratios.ts';
import { yearRatiosDocument } from '../../src/app/year-ratios-document.ts';
import { parseMonth } from '../../src/core/calendar/month.ts';
import { fillBooks, known } from './books.ts';
import { rows } from './rows.ts';
import { type TestService, testService } from './service.ts';

let service: TestService;

beforeAll(async () => {
  service = await testService(fillBooks);
});

afterAll(() => service?.close());

const get = (who: string, path: string) => service.send(who, { method: 'GET', url: `/api/v1${path}` });
const post = (path: string, payload: object) =>
  service.send('one coinsurer', { method: 'POST', url: `/api/v1${path}`, payload });

/** Not waited for in place: the service turns requests away while this process does not come to answer them. */
const poolbook = async (...words: string[]) =>
  JSON.parse((await promisify(execFile)(process.execPath, ['src/main.ts', ...words, '--json'])).stdout);

test.each([
  ['/comparisons?explain=true', 'demo/tender.json', ['compare', 'demo/tender.json', '--explain']],
  [
    '/values?location=eastmere-high&loss=60000000.00',
    'demo/values.json',
    ['values', 'demo/values.json', '--location', 'eastmere-high', '--loss', '60000000.00'],
  ],
])('POST %s answers what poolbook prints', async (path, file, words) => {
  const answer = await post(path, JSON.parse(readFileSync(file, 'utf8')));
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual(await poolbook(...words));
});

test('a contract is held against the law, and a simulation repeats itself', async () => {
  const { body } = rows['POST /contract-checks']!;
  expect((await post('/contract-checks', body!)).json()).toMatchObject({
    isKept: true,
    findings: [{ rule: 'property-casualty' }],
  });
  const simulated = () => post('/simulations?years=50&seed=7', rows['POST /simulations']!.body!);
  const first = (await simulated()).json();
  expect(first).toMatchObject({ years: 50, seed: 7, simulated: { mean: expect.any(Number) } });
  expect((await simulated()).json()).toEqual(first);
});

test('while a calculator takes long, others are answered', async () => {
  const document = { ...(rows['POST /simulations']!.body as object), years: 1_000_000 };
  const long = post('/calculators/aggregate-loss', document);
  const first = await Promise.race([long, get('one coinsurer', '/me')]);
  expect(first.json()).toMatchObject({ name: 'coinsurer@one.example' });
  expect((await long).json()).toMatchObject({ mean: expect.any(Number) });
});

test('more simulations than can wait are turned away', async () => {
  const { body } = rows['POST /simulations']!;
  const all = await Promise.all(Array.from({ length: 8 }, () => post('/simulations?years=50', body!)));
  const statuses = all.map(({ statusCode }) => statusCode).sort();
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  const turnedAway = all.find(({ statusCode }) => statusCode === 503)!;
  expect(turnedAway.json()).toMatchObject({ code: 'overloaded' });
  expect(turnedAway.headers['retry-after']).toBe('5');
});

describe('of a consortium', () => {
  test('ratios are those of the command, gross and net', async () => {
    const consortium = service.consortia.get('one')!;
    const { currency } = consortium.document;
    for (const isNet of [false, true]) {
      const question = { year: 2026, by: 'member', isNet } as const;
      const found = known(await yearRatios(service.stores.books, consortium, question));
      const answer = await get('one actuary', `/consortia/one/ratios/2026?net=${isNet}`);
      expect(answer.json()).toEqual(yearRatiosDocument(found, question, currency));
      expect(answer.json().rows).toHaveLength(2);
    }
  });

  test('the reserve is that of the command, with every step', async () => {
    const consortium = service.consortia.get('one')!;
    const { currency } = consortium.document;
    const asOf = parseMonth('2026-03');
    const shown = known(await reserveAt(service.stores, consortium, { asOf, method: 'chain-ladder' }));
    const steps = new Map(
      shown.benefits.map((one) => [one.benefit, reserveSteps(one, 'chain-ladder', currency)]),
    );
    const answer = await get(
      'one treasurer',
      '/consortia/one/reserve?asOf=2026-03&method=chain-ladder&explain=true',
    );
    const written = JSON.stringify(reserveDocument(shown, 'chain-ladder', steps, currency));
    expect(answer.json()).toEqual(JSON.parse(written));
  });

  test.each([
    ['/ratios/2026?member=nobody', 'unknown_reference', 'query.member'],
    ['/ratios/2026?by=benefit&net=true', 'undefined_result', 'query.net'],
    ['/ratio-changes/2025/2026', 'undefined_result', 'before'],
    ['/ratio-changes/2026/2026?largeAbove=1.005', 'too_precise', 'query.largeAbove'],
    ['/reserve?asOf=2026-13', 'no_such_day', 'query.asOf'],
    ['/reserve?largeAbove=0', 'out_of_range', 'query.largeAbove'],
    ['/reserve?member=nobody', 'unknown_reference', 'query.member'],
  ])('%s is refused with %s', async (path, code, at) => {
    const answer = await get('one auditor', `/consortia/one${path}`);
    expect(answer.json()).toMatchObject({ code, status: 422 });
    expect(answer.json().path).toMatch(at);
  });
});
