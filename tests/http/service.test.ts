// How the service speaks, whatever it is asked: errors, versions, repeats, limits, health, what it keeps and what it logs.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillBooks } from './books.ts';
import { type TestService, testService } from './service.ts';

let service: TestService;

beforeAll(async () => {
  service = await testService(fillBooks);
});

afterAll(() => service?.close());

const get = (who: string, path: string, headers = {}) =>
  service.send(who, { method: 'GET', url: `/api/v1${path}`, headers });
const post = (who: string, path: string, payload: object, headers = {}) =>
  service.send(who, { method: 'POST', url: `/api/v1${path}`, payload, headers });
const rowsOf = (text: string) =>
  service.database.read(service.consortia.get('one')!.consortiumId, (query) => query.rows(text));

const receipt = { member: 'town', reference: 'r-1', day: '2026-03-12', amount: '125.50' };

describe('a figure', () => {
  test('is the same for every role that may see it', async () => {
    const seen = await Promise.all(
      ['operator', 'one administrator', 'one auditor', 'one treasurer', 'one actuary'].map(async (who) =>
        (await get(who, '/consortia/one/statement')).json(),
      ),
    );
    expect(seen[0]).toMatchObject({ claims: 15, persons: 15 });
    for (const statement of seen) {
      expect({ ...statement, contracts: [] }).toEqual({ ...seen[0], contracts: [] });
      expect(statement.contracts[0].specific.reimbursement).toBe(seen[0].contracts[0].specific.reimbursement);
    }
  });

  test('of a person has no name but for those who may know it', async () => {
    const positions = async (who: string) => (await get(who, '/consortia/one/positions')).json();
    const named = await positions('one stop-loss carrier');
    expect(named.contracts[0].specific.persons.length).toBe(15);
    expect(JSON.stringify(named)).toContain('"p-15"');
    for (const who of ['one treasurer', 'one actuary'])
      expect(JSON.stringify(await positions(who))).not.toMatch(/"p-\d/);
    const largest = named.contracts[0].specific.persons.find(
      ({ person }: { person: string }) => person === 'p-15',
    );
    const [first] = (await positions('one treasurer')).contracts[0].specific.persons;
    expect(first).toEqual({ ...largest, person: 'person 1' });
  });

  test("of another member is not there for a member's staff", async () => {
    const own = (await get('one member staff', '/consortia/one/ledger/trial-balance')).json();
    const town = (await get('operator', '/consortia/one/ledger/trial-balance?member=town')).json();
    const { account, debit } = town.lines.find((line: { number: string }) => line.number === '1100');
    expect(own.lines).toContainEqual({ number: '1100', account, debit });
    for (const path of ['/ledger/trial-balance', '/ratios/2026']) {
      const other = await get('one member staff', `/consortia/one${path}?member=school`);
      expect(other.json()).toMatchObject({ code: 'not_allowed', path: 'query.member' });
    }
  });

  test('of claims of too few persons is withheld from employers', async () => {
    // Fifteen persons have claims, three of them of the school: all together may be shown, neither member alone.
    const director = async (path: string) => (await get('one director', `/consortia/one${path}`)).json();
    const all = (await get('operator', '/consortia/one/statement')).json();
    const statement = await director('/statement');
    expect(statement.planPays).toBe(all.planPays);
    expect(statement.members).toMatchObject([
      { member: 'town', claims: null, contributions: '18000.00', withheld: true },
      { member: 'school', claims: null, contributions: '4500.00', withheld: true },
    ]);
    // No more persons than notice is due of, so that nobody finds whose amounts sum to a member's.
    const persons = async (who: string) =>
      (await get(who, '/consortia/one/positions')).json().contracts[0].specific.persons.length;
    expect([await persons('one director'), await persons('one treasurer')]).toEqual([11, 15]);
    const { lines, total } = await director('/ledger/trial-balance?member=school');
    expect(total).toEqual({ account: 'total', withheld: true });
    expect(lines).toContainEqual({ number: '5000', account: 'claims-incurred', withheld: true });
    expect(await director('/ratios/2026')).toMatchObject({
      rows: [
        { claims: null, withheld: 'all' },
        { claims: null, withheld: 'all' },
      ],
      total: { claims: all.planPays },
    });
    expect(await director('/ratios/2026?net=true')).toMatchObject({ code: 'withheld', status: 403 });
  });
});

describe('a request that changes something', () => {
  test('is done once under a key, and answered the same again', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const first = await post('one treasurer', '/consortia/one/receipts', receipt, key);
    expect([first.statusCode, first.json()]).toEqual([201, { recorded: 1 }]);
    const again = await post('one treasurer', '/consortia/one/receipts', receipt, key);
    expect([again.statusCode, again.json()]).toEqual([201, { recorded: 1 }]);
    const other = await post('one treasurer', '/consortia/one/receipts', { ...receipt, amount: '1.00' }, key);
    expect([other.statusCode, other.json().code]).toEqual([409, 'idempotency_conflict']);
    expect(await rowsOf('SELECT reference FROM receipt')).toEqual([{ reference: 'r-1' }]);
  });

  test('is kept with who asked, also where no key was given', async () => {
    await post('one administrator', '/consortia/one/receipts', { ...receipt, reference: 'r-2' });
    const kept = await rowsOf(
      "SELECT role, method, path, status FROM request WHERE actor = 'administrator@one.example'",
    );
    expect(kept).toEqual([
      { role: 'administrator', method: 'POST', path: '/api/v1/consortia/one/receipts', status: 201 },
    ]);
  });

  test('of what another has changed meanwhile is refused', async () => {
    const path = '/consortia/one/document';
    const read = await get('one administrator', path);
    const { document } = read.json();
    const put = (etag: string | undefined, name: string) =>
      service.send('one administrator', {
        method: 'PUT',
        url: `/api/v1${path}`,
        payload: { document: { ...document, name } },
        headers: etag === undefined ? {} : { 'if-match': etag },
      });
    const etag = String(read.headers.etag);
    expect((await put(undefined, 'Pool')).json()).toMatchObject({ code: 'version_missing', status: 428 });
    const both = await Promise.all([put(etag, 'First'), put(etag, 'Second')]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
    expect((await put(etag, 'Third')).json()).toMatchObject({ code: 'version_differs', status: 412 });
    expect((await get('one administrator', path)).json().version).toBe(2);
  });
});

test('what has not changed since is not sent again', async () => {
  const first = await get('one director', '/consortia/one/closes');
  const again = await get('one director', '/consortia/one/closes', { 'if-none-match': first.headers.etag });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});

describe('input that is wrong', () => {
  test.each([
    ['an unknown field', { ...receipt, note: 'x' }, 422, 'unknown_field', 'body.note'],
    ['a missing field', { ...receipt, day: undefined }, 422, 'missing_field', 'body.day'],
    ['a wrong type', { ...receipt, amount: 125 }, 422, 'wrong_type', 'body.amount'],
    ['a day that does not exist', { ...receipt, day: '2026-02-30' }, 422, 'no_such_day', 'body.day'],
    ['too many decimals', { ...receipt, amount: '1.005' }, 422, 'too_precise', 'body.amount'],
    ['an unknown member', { ...receipt, member: 'x' }, 422, 'unknown_reference', 'body.member'],
  ])('%s is refused with where and why', async (_, body, status, code, path) => {
    const answer = await post('one treasurer', '/consortia/one/receipts', body);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status, code, path });
    expect(answer.statusCode).toBe(status);
  });

  test.each([
    ['an unknown parameter', '/consortia/one/closes?x=1', 'unknown_field'],
    ['a word outside its list', '/consortia/one/ledger/diary', 'wrong_type'],
    ['a year that no day of ours lies in', '/consortia/one/ratio-changes/0000/2026', 'out_of_range'],
    ['a word where a number stands', '/consortia/one/jobs/first', 'wrong_type'],
    ['the null character', '/consortia/one/claims/%00', 'wrong_type'],
    ['the null character as a consortium', '/consortia/%00/document', 'not_found'],
    ['an unknown path', '/nothing', 'not_found'],
    ['a path that cannot be read', '/consortia/%zz', 'not_found'],
    ['a name that is too long', `/consortia/${'x'.repeat(300)}/document`, 'not_found'],
  ])('%s too', async (_, path, code) => {
    expect((await get('one administrator', path)).json()).toMatchObject({ code });
  });

  test.each([
    ['no JSON', '{"through":', 'application/json', 'wrong_type', 422],
    ['another type', '<a/>', 'application/xml', 'wrong_media_type', 415],
    ['far too much', `"${'x'.repeat(9_000_000)}"`, 'application/json', 'body_too_large', 413],
  ])('a body that is %s is refused', async (_, payload, type, code, status) => {
    const answer = await service.send('one treasurer', {
      ...{ method: 'POST', url: '/api/v1/consortia/one/charges', payload, headers: { 'content-type': type } },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });
});

test('who read what is kept, and who was refused', async () => {
  await get('one coinsurer', '/consortia/one/statement');
  await expect
    .poll(() => rowsOf("SELECT role, path, status FROM access WHERE role = 'coinsurer' ORDER BY access_id"))
    .toEqual([{ role: 'coinsurer', path: '/api/v1/consortia/one/statement', status: 403 }]);
});

test('it says that it is alive and ready, and what it has done', async () => {
  const at = async (url: string) => (await service.send('', { method: 'GET', url })).body;
  expect(JSON.parse(await at('/health'))).toEqual({ status: 'alive' });
  expect(JSON.parse(await at('/ready'))).toEqual({ status: 'ready' });
  expect(await at('/metrics')).toMatch(/poolbook_http_request_seconds_count\{method="GET",route="\/health"/);
});

test('its document is OpenAPI 3.1, with every route and a page to read it', async () => {
  const document = JSON.parse((await service.send('', { method: 'GET', url: '/api/openapi.json' })).body);
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toContain('/api/v1/consortia/{consortium}/ledger/{statement}');
  const operations = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  const { get, put } = document.paths['/api/v1/consortia/{consortium}/document'];
  expect(Object.keys(get.responses)).toEqual(expect.arrayContaining(['200', '304', '401', '404']));
  expect(Object.keys(put.responses)).toEqual(expect.arrayContaining(['200', '409', '412', '428']));
  expect(new Set(operations).size).toBe(operations.length);
  expect((await service.send('', { method: 'GET', url: '/api/docs/' })).statusCode).toBe(200);
});
