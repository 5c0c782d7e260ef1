// Claims that come one by one over the API: decided at once, alone where they are refused, once for a key, and stored as if
// they had come by file and been run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { recordConsortium } from '../../src/app/consortium.ts';
import { importClaimsFile } from '../../src/app/import/files.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { connectTo } from '../database.ts';
import { brokenLaws } from '../laws.ts';
import { known, poolDocument } from './books.ts';
import { type ClaimJson, claimsFile, enrolFamilies, randomClaims, storedClaims, visit } from './live-pool.ts';
import { type Tenant, type TestService, testService } from './service.ts';

const MOST_LINES_WAITING = 250;

let service: TestService;
let folder: string;

/** Nobody has to vote on it. */
const { board: _board, ...document } = poolDocument;

beforeAll(async () => {
  service = await testService(enrolFamilies, { mostLinesWaiting: MOST_LINES_WAITING }, document);
  folder = mkdtempSync(join(tmpdir(), 'poolbook-live-'));
});

afterAll(async () => {
  await service?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function submit(claim: object, headers = {}, tenant: Tenant = 'one', query = '') {
  const answer = await service.send(`${tenant} administrator`, {
    method: 'POST',
    url: `/api/v1/consortia/${tenant}/claims${query}`,
    payload: claim,
    headers,
  });
  return { status: answer.statusCode, ...answer.json() };
}

const consortiumOf = (tenant: Tenant) => service.consortia.get(tenant)!;
const rowsOf = <T>(text: string, tenant: Tenant = 'one') =>
  service.database.read(consortiumOf(tenant).consortiumId, (query) => query.rows<T>(text));

let files = 0;
async function importFile(claims: readonly ClaimJson[], tenant: Tenant): Promise<void> {
  files += 1;
  const path = join(folder, `claims-${files}.csv`);
  writeFileSync(path, claimsFile(claims));
  known(
    await importClaimsFile(service.stores.imports, consortiumOf(tenant), path, { notEnrolled: 'accept' }),
  );
}

test('a claim is answered with where every cent of its charge goes', async () => {
  const { lines } = visit('', '', '0.00');
  const line = { ...lines[0]!, charge: '350.00', allowed: '300.00' };
  const answer = await submit(visit('a-1', 's-1', '0.00', { lines: [line, { ...line, line: '2' }] }));
  const parts = {
    charge: '350.00',
    allowed: '300.00',
    copay: '0.00',
    notCovered: '0.00',
    balanceBill: '0.00',
  };
  const place = { member: 'town', plan: 'here', reason: '' };
  expect(answer).toEqual({
    ...{ status: 201, claim: 'a-1', version: 1, paid: '2026-03-06' },
    lines: [
      // 100.00 of deductible, and 20 % of the rest.
      {
        ...{ line: '1', ...place, ...parts },
        deductible: '100.00',
        coinsurance: '40.00',
        planPays: '160.00',
        writeOff: '50.00',
      },
      {
        ...{ line: '2', ...place, ...parts },
        deductible: '0.00',
        coinsurance: '60.00',
        planPays: '240.00',
        writeOff: '50.00',
      },
    ],
    total: {
      ...{ charge: '700.00', allowed: '600.00', copay: '0.00', deductible: '100.00', coinsurance: '100.00' },
      ...{ planPays: '400.00', notCovered: '0.00', writeOff: '100.00', balanceBill: '0.00' },
    },
  });
});

describe('a claim is refused', () => {
  const [line] = visit('', '', '10.00').lines;
  const lines = (more: object) => ({ lines: [{ ...line!, ...more }] as ClaimJson['lines'] });
  test.each([
    ['without a number', { claim: '' }, 'missing_field', 'body.claim'],
    ['without lines', { lines: [] }, 'out_of_range', 'body.lines'],
    ['with a field that there is not', { fee: '1' }, 'unknown_field', 'body.fee'],
    ['with a line twice', { lines: [line!, line!] }, 'inconsistent', 'body.lines[1].line'],
    [
      'on a day that does not exist',
      lines({ serviceDate: '2026-02-30' }),
      'no_such_day',
      'body.lines[0].serviceDate',
    ],
    [
      'on a day of another time',
      lines({ serviceDate: '1776-07-04' }),
      'out_of_range',
      'body.lines[0].serviceDate',
    ],
    ['of half a cent', lines({ charge: '10.005' }), 'too_precise', 'body.lines[0].charge'],
    ['of more allowed than charged', lines({ allowed: '11.00' }), 'inconsistent', 'body.lines[0].allowed'],
    [
      'of a service that the plan has not',
      lines({ service: 'tea' }),
      'unknown_reference',
      'body.lines[0].service',
    ],
    [
      'of a network that the plan has not',
      lines({ network: 'tea' }),
      'unknown_reference',
      'body.lines[0].network',
    ],
    ['of nobody', { person: 'nobody' }, 'unknown_reference', 'body.person'],
    ['of a person paid elsewhere', { person: 's-12' }, 'inconsistent', 'body.person'],
    ['before coverage', lines({ serviceDate: '2025-12-31' }), 'not_enrolled', 'body.lines[0].serviceDate'],
    ['that replaces nothing', { frequency: '7' as const }, 'unknown_reference', 'body.claim'],
    [
      'of too much',
      { lines: [{ ...line!, charge: '50000000000000.00', allowed: '50000000000000.00' }] },
      'too_large',
      'body.lines',
    ],
  ])('%s', async (_, more, code, path) => {
    const { status, ...answer } = await submit({ ...visit('refused', 's-2', '10.00'), ...more });
    expect(answer).toMatchObject({ code, path });
    expect(status).toBe(422);
    expect(await rowsOf("SELECT FROM claim WHERE code = 'refused'")).toEqual([]);
  });

  test('whose number another has', async () => {
    await submit(visit('b-1', 's-2', '10.00'));
    expect(await submit(visit('b-1', 's-2', '11.00'))).toMatchObject({
      status: 409,
      code: 'duplicate_claim',
      path: 'body.claim',
    });
  });

  test('alone, though others come with it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        submit(visit(`d-${index}`, index % 5 === 0 ? 'nobody' : `s-${[0, 1, 2, 8, 10][index % 5]}`, '20.00')),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(
      Array.from({ length: 20 }, (_, index) => (index % 5 === 0 ? 422 : 201)),
    );
  });
});

describe('a claim is taken once', () => {
  test('under a key, however often and at once it is sent', async () => {
    const claim = visit('e-1', 's-3', '30.00');
    const key = { 'idempotency-key': 'e' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => submit(claim, key)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.status).toBe(201);
    expect(await submit({ ...claim, person: 'c-3' }, key)).toMatchObject({
      status: 409,
      code: 'idempotency_conflict',
    });
    expect(await rowsOf("SELECT actor, role, status FROM request WHERE idempotency_key = 'e'")).toEqual([
      { actor: 'administrator@one.example', role: 'administrator', status: 201 },
    ]);
  });

  test('under different keys, and answered as it stands', async () => {
    const claim = visit('f-1', 's-3', '30.00');
    const answers = await Promise.all([submit(claim), submit(claim), submit(claim)]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await rowsOf("SELECT claim_id FROM claim WHERE code = 'f-1'")).toHaveLength(1);
  });
});

describe('a claim on record', () => {
  test('is replaced, and what it used is used again', async () => {
    await submit(visit('g-1', 's-4', '80.00'));
    const second = await submit(visit('g-2', 's-4', '100.00'));
    expect(second.total).toMatchObject({ deductible: '20.00', coinsurance: '16.00' });
    const replaced = await submit(visit('g-1', 's-4', '50.00', { frequency: '7' }));
    expect(replaced).toMatchObject({
      status: 201,
      version: 2,
      total: { charge: '50.00', deductible: '50.00' },
    });
    // The second now has 50.00 of deductible left; it answers as it stands.
    expect(await submit(visit('g-2', 's-4', '100.00'))).toMatchObject({
      version: 1,
      total: { deductible: '50.00', coinsurance: '10.00' },
    });
    expect(await submit(visit('g-1', 's-4', '50.00', { frequency: '7' }))).toMatchObject({
      version: 2,
      total: { charge: '50.00' },
    });
  });

  test('is voided, and nothing of it is left', async () => {
    await submit(visit('h-1', 's-5', '80.00'));
    const voided = await submit(visit('h-1', 's-5', '80.00', { frequency: '8' }));
    expect(voided).toEqual({
      ...{ status: 201, claim: 'h-1', version: 2, lines: [] },
      total: expect.objectContaining({ charge: '0.00' }),
    });
    expect(await submit(visit('h-1', 's-5', '90.00', { frequency: '7' }))).toMatchObject({
      status: 422,
      code: 'inconsistent',
    });
  });
});

test('a claim after coverage has ended is refused, or taken to be denied', async () => {
  const [line] = visit('', '', '10.00').lines;
  const late = visit('i-1', 's-11', '10.00', { lines: [{ ...line!, serviceDate: '2026-06-01' }] });
  expect(await submit(late)).toMatchObject({ status: 422, code: 'not_enrolled' });
  expect(await submit(late, {}, 'one', '?notEnrolled=accept')).toMatchObject({
    status: 201,
    total: { notCovered: '10.00' },
  });
});

test('what came before by file, and was not run, is decided before', async () => {
  await importFile([visit('j-1', 's-6', '70.00')], 'one');
  expect(await submit(visit('j-2', 's-6', '100.00'))).toMatchObject({
    status: 201,
    total: { deductible: '30.00' },
  });
  expect(known(await adjudicate(service.stores.runs, consortiumOf('one')))).toMatchObject({ partitions: 0 });
});

test('claims of a family that come together are decided as they come, whenever they were received', async () => {
  const received = ['2026-03-05', '2026-03-02', '2026-03-09', '2026-03-01'];
  const answers = await Promise.all(
    received.map((day, index) => submit(visit(`l-${index}`, 'c-9', '40.00', { received: day }), {}, 'one')),
  );
  expect(answers.map(({ total }) => total.deductible)).toEqual(['40.00', '40.00', '20.00', '0.00']);
});

test('a document that was recorded meanwhile holds', async () => {
  const path = '/api/v1/consortia/one/document';
  const read = await service.send('one administrator', { method: 'GET', url: path });
  const { document } = read.json();
  const [here, ...others] = document.plans;
  const plans = [
    { ...here, design: { ...here.design, services: { ...here.design.services, lab: {} } } },
    ...others,
  ];
  const lab = visit('k-1', 's-7', '10.00');
  const claim = { ...lab, lines: [{ ...lab.lines[0]!, service: 'lab' }] };
  expect(await submit(claim)).toMatchObject({ code: 'unknown_reference' });
  const headers = { 'if-match': String(read.headers.etag) };
  const put = await service.send('one administrator', {
    method: 'PUT',
    url: path,
    headers,
    payload: { document: { ...document, plans } },
  });
  expect(put.statusCode).toBe(200);
  expect(await submit(claim)).toMatchObject({ status: 201 });
});

test('claims sent all at once are stored as those of a file in the same order', async () => {
  const two = consortiumOf('two');
  const claims = randomClaims(7, 90);
  const answers = await Promise.all(claims.map((claim) => submit(claim, {}, 'two', '?notEnrolled=accept')));
  expect(answers.map(({ status }) => status)).toEqual(claims.map(() => 201));
  const order = await rowsOf<{ code: string }>('SELECT code FROM claim ORDER BY claim_id', 'two');
  const live = await storedClaims(service.database, two);
  const groups = await rowsOf<{ n: number }>(
    "SELECT count(*) AS n FROM import WHERE file_name = 'live'",
    'two',
  );
  expect(groups[0]!.n).toBeLessThan(45);

  const { consortia, imports, runs } = service.stores;
  const third = known(await recordConsortium(consortia, JSON.stringify({ ...poolDocument, code: 'three' })));
  await enrolFamilies(service.stores, third);
  const byCode = new Map(claims.map((claim) => [claim.claim, claim]));
  const path = join(folder, 'in-order.csv');
  writeFileSync(path, claimsFile(order.map(({ code }) => byCode.get(code)!)));
  known(await importClaimsFile(imports, third, path, { notEnrolled: 'accept' }));
  known(await adjudicate(runs, third));
  expect(live).toEqual(await storedClaims(service.database, third));
});

test('more claims than can wait are turned away, and taken when the others are done', async () => {
  const claims = Array.from({ length: 700 }, (_, index) =>
    visit(`z-${index}`, `s-${1 + (index % 10)}`, '1.00'),
  );
  const send = (claim: ClaimJson) =>
    service.send('one administrator', {
      method: 'POST',
      url: '/api/v1/consortia/one/claims',
      payload: claim,
      headers: { 'idempotency-key': claim.claim },
    });
  // Nothing is written while they come: those that may wait do, and each of the others is turned away.
  const owner = await connectTo(service.database.url);
  await owner.query('BEGIN; LOCK TABLE poolbook.claim IN EXCLUSIVE MODE');
  let away = 0;
  const { promise: areAway, resolve: allAway } = Promise.withResolvers<void>();
  const sending = claims.map(async (claim) => {
    const answer = await send(claim);
    if (answer.statusCode === 503) away += 1;
    if (away === claims.length - MOST_LINES_WAITING) allAway();
    return answer;
  });
  await areAway;
  await owner.query('ROLLBACK');
  await owner.end();
  const answers = await Promise.all(sending);
  const turnedAway = answers.filter(({ statusCode }) => statusCode === 503);
  expect(turnedAway.length).toBe(claims.length - MOST_LINES_WAITING);
  for (const answer of turnedAway) {
    expect(answer.json()).toMatchObject({ code: 'overloaded', status: 503 });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  }
  const taken = answers.flatMap(({ statusCode }, index) => (statusCode === 201 ? [`z-${index}`] : []));
  expect(taken.length).toBe(MOST_LINES_WAITING);
  const stored = await rowsOf<{ code: string }>("SELECT code FROM claim WHERE code LIKE 'z-%'");
  expect(stored.map(({ code }) => code).sort()).toEqual(taken.sort());

  // As Retry-After says: the same requests again, until none is turned away.
  let left = claims;
  for (let time = 0; time < 10 && left.length > 0; time += 1) {
    const again = await Promise.all(left.map(send));
    left = left.filter((_, index) => again[index]!.statusCode === 503);
  }
  expect(await rowsOf("SELECT count(*) AS n FROM claim WHERE code LIKE 'z-%'")).toEqual([{ n: 700 }]);
});

test('what was stored holds every law, and a rebuild finds nothing', async () => {
  for (const consortium of service.consortia.values()) {
    expect(await brokenLaws(service.database, consortium.consortiumId)).toEqual([]);
    const rebuilt = known(await rebuild(service.stores.rebuilds, consortium));
    expect(rebuilt.tables.flatMap(({ first }) => first)).toEqual([]);
  }
});
