// Members and their money over the API: whose rows are shown to whom, what is withheld, what needs the board, rows as JSON,
// and the trail of all of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillBooks } from './books.ts';
import { type TestService, testService } from './service.ts';

let service: TestService;

beforeAll(async () => {
  service = await testService(fillBooks);
  for (const [member, amount] of [
    ['town', '6000.00'],
    ['school', '1500.00'],
  ]) {
    const receipt = { member, reference: `R-${member}`, day: '2026-03-01', amount, bill: '2026-02' };
    expect((await post('/receipts', receipt)).statusCode).toBe(201);
  }
  expect((await post('/bills', { month: '2026-02' })).statusCode).toBe(201);
});

afterAll(() => service?.close());

const get = async (path: string, who = 'one treasurer') =>
  (await service.send(who, { method: 'GET', url: `/api/v1/consortia/one${path}` })).json();
const post = (path: string, payload: object, who = 'one treasurer', headers = {}) =>
  service.send(who, { method: 'POST', url: `/api/v1/consortia/one${path}`, payload, headers });

const MONTHS = 'from=2026-01&through=2026-03';

test('a month that nobody can mean is not charged', async () => {
  const refused = await post('/charges', { through: '2106-03' });
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ code: 'out_of_range', path: 'body.through' });
  expect(refused.json().expected).toContain('12 months');
  expect((await get('/charges?from=2027-06')).items).toEqual([]);
});

describe("a member's staff", () => {
  const seen = (path: string) => get(path, 'one member staff');

  test.each([
    ['/charges', 'items'],
    ['/receipts', 'items'],
    ['/payments', 'items'],
    ['/bills?on=2026-03-31', 'bills'],
    ['/bills/2026-02', 'bills'],
    ['/arrears', 'members'],
    ['/balances', 'members'],
    [`/administration?${MONTHS}`, 'members'],
    ['/members', 'members'],
    ['/rates?month=2026-02', 'rates'],
  ])('is shown of %s what is of its own member', async (path, list) => {
    const all = (await get(path))[list].map(({ member }: { member: string }) => member);
    const own = (await seen(path))[list].map(({ member }: { member: string }) => member);
    expect(own).toEqual(all.filter((member: string) => member === 'town'));
    if (path !== '/payments') expect(all).toContain('school');
    const other = await seen(`${path}${path.includes('?') ? '&' : '?'}member=school`);
    if (path !== '/members') expect(other).toMatchObject({ code: 'not_allowed', path: 'query.member' });
  });

  test('is shown who of its own is enrolled, and nothing of the pool', async () => {
    const { months } = await seen(`/enrolment?${MONTHS}`);
    expect(months).toHaveLength(3);
    for (const { members } of months) expect(members).toMatchObject([{ member: 'town', persons: 12 }]);
    expect(await seen('/balances')).not.toHaveProperty('total');
    expect(await seen(`/administration?${MONTHS}`)).not.toHaveProperty('cost');
  });
});

describe('from employers is withheld', () => {
  test('how many persons another member has, where they are few', async () => {
    const counts = async (who: string) =>
      (await get('/enrolment?from=2026-02&through=2026-02', who)).months[0];
    expect(await counts('one treasurer')).toMatchObject({
      ...{ month: '2026-02', subscribers: 15, persons: 15 },
      members: [
        { member: 'town', persons: 12 },
        { member: 'school', persons: 3, tiers: [{ plan: 'here', tier: 'employee', persons: 3 }] },
      ],
    });
    const director = await counts('one director');
    expect(director).toMatchObject({
      ...{ subscribers: 15, withheld: true },
      members: [
        { member: 'town', persons: 12 },
        { member: 'school', subscribers: 3, withheld: true },
      ],
    });
    expect(director).not.toHaveProperty('persons');
    expect(JSON.stringify(director.members[1])).not.toContain('persons');
  });

  test('what claims move of balances and of the budget', async () => {
    const [whole, director] = [await get('/balances'), await get('/balances', 'one director')];
    for (const one of [...director.members, director.pool, director.total]) {
      expect(one.withheld).toBe(true);
      for (const figure of ['claims', 'recoveries', 'assessments', 'balance'])
        expect(one).not.toHaveProperty(figure);
    }
    expect(director.members[1].contributions).toBe(whole.members[1].contributions);
    const lines = (await get('/budgets/2026', 'one director')).lines as Record<string, never>[];
    const lineOf = (account: string) => lines.find((line) => line.account === account)!;
    expect(lineOf('claims-incurred')).toMatchObject({ withheld: true, year: { budget: '0.00' } });
    expect(JSON.stringify(lineOf('claims-incurred'))).not.toContain('actual');
    expect(lineOf('contributions-earned')).toMatchObject({ year: { actual: '22500.00' } });
    expect((await get('/budgets/2026', 'one director')).result).not.toHaveProperty('year.actual');
  });
});

test('what a member paid for its run-out is shown to that one and to no other', async () => {
  const receipt = { member: 'school', reference: 'RO-1', day: '2026-03-02', amount: '7.00', runOut: true };
  expect((await post('/receipts', receipt)).statusCode).toBe(201);
  const referencesFor = async (who: string) =>
    (await get('/receipts', who)).items.map(({ reference }: { reference: string }) => reference);
  expect(await referencesFor('one treasurer')).toContain('RO-1');
  expect(await referencesFor('one director')).not.toContain('RO-1');
  expect(await referencesFor('one director')).toContain('R-school');
  const twice = { ...receipt, reference: 'RO-2', bill: '2026-02' };
  expect((await post('/receipts', twice)).json()).toMatchObject({ code: 'inconsistent', path: 'body.bill' });
});

test('who explains an invoice has no name for those who may not know persons', async () => {
  const line = (subscribers: string[]) => ({
    ...{ member: 'school', count: subscribers.length, rate: '40.00', subscribers },
    amount: `${subscribers.length * 40}.00`,
  });
  const lines = [line(['p-13', 'p-99'])];
  const invoice = { currency: 'USD', charge: 'administration', month: '2026-03', lines, total: '80.00' };
  const explained = async (who: string) =>
    (await post('/invoice-checks', invoice, who)).json().lines[0].explainedBy;
  expect(await explained('one administrator')).toEqual(['p-14', 'p-15', 'p-99']);
  // Twelve of the town come before, whom it does not count at all.
  expect(await explained('one treasurer')).toEqual(['person 13', 'person 14', 'p-99']);
  const treasurer = await post('/invoice-checks', invoice);
  expect(treasurer.json().notInvoiced).toHaveLength(12);
  expect(treasurer.body).not.toMatch(/"p-(1?\d)"/);
});

describe('a list', () => {
  test('goes on from its cursor, page by page', async () => {
    for (const path of [`/charges?${MONTHS}`, '/receipts?through=2026-12-31']) {
      const whole = (await get(path)).items;
      const paged = [];
      for (let next: string | undefined = ''; next !== undefined; ) {
        const page = await get(`${path}&limit=1${next === '' ? '' : `&after=${next}`}`);
        paged.push(...page.items);
        next = page.next;
      }
      expect(paged).toEqual(whole);
      expect(paged.length).toBeGreaterThan(1);
      expect(await get(`${path}&after=x`)).toMatchObject({ code: 'wrong_type', path: 'query.after' });
    }
  });

  test('of bills says what is open of each, by month', async () => {
    expect(await get('/bills?on=2026-03-31')).toMatchObject({
      bills: [
        { member: 'town', month: '2026-02', amount: '6000.00', open: '0.00', status: 'paid' },
        { member: 'school', month: '2026-02', amount: '1500.00', open: '0.00', status: 'paid' },
      ],
    });
    expect(await get('/bills?from=2026-03')).toMatchObject({ bills: [] });
  });
});

describe('what the board has to decide', () => {
  const months = { from: '2026-01', through: '2026-03' };
  const shortfall = { shortfall: '100.00', impaired: '2026-02-01', ordered: '2026-03-02', ...months };

  test.each([
    ['/assessments', shortfall, 'one treasurer'],
    ['/distributions', { amount: '1.00', declared: '2026-03-02', ...months }, 'one treasurer'],
    ['/withdrawals', { member: 'school', notice: '2025-11-01', lastMonth: '2026-03' }, 'one administrator'],
  ])('is refused at %s without a resolution, and its motion is drafted', async (path, body, who) => {
    expect((await post(path, body, who)).json()).toMatchObject({ code: 'resolution_required' });
    const resolution = { ...body, resolution: 99 };
    expect((await post(path, resolution, who)).statusCode).toBeGreaterThanOrEqual(400);
    const draft = (await post(`${path.replace(/s$/, '')}-drafts`, body, who)).json();
    expect(draft.motion ?? draft.motions[0]).toMatchObject({ title: expect.any(String) });
    expect((await get(path))[path.slice(1)]).toEqual([]);
  });
});

describe('rows as JSON', () => {
  const line = { line: 'b-1', day: '2026-03-01', amount: '6000.00', reference: 'R-town' };
  const lines = '/bank-accounts/operating/lines';

  test('of a bank are taken once, matched, and matched no more', async () => {
    const taken = { import: expect.any(Number), alreadyImported: false, lines: 1, moneyIn: '6000.00' };
    expect((await post(lines, { lines: [line] })).json()).toMatchObject(taken);
    expect((await post(lines, { lines: [line] })).json()).toMatchObject({ alreadyImported: true });
    const both = [line, { ...line, line: 'b-2', reference: 'R-school', amount: '1500.00' }];
    const rows = { read: 2, accepted: 1, repeated: 1, rejected: 0 };
    expect((await post(lines, { lines: both })).json()).toMatchObject({ rows });
    const path = '/bank-accounts/operating/reconciliation';
    const before = await get(`${path}?through=2026-03-31`);
    expect(before).toMatchObject({ matched: 0, matches: [], bankBalance: '7500.00' });
    const after = (await post(path, { through: '2026-03-31' })).json();
    expect(after).toMatchObject({ matched: 2, onlyBank: [], matches: [{ how: 'exact' }, { number: 2 }] });
    expect(await get(`${path}?through=2026-03-31`)).toEqual({ ...after, matched: 0 });
    const undoing = '/bank-accounts/operating/matches/2/undoing';
    expect((await post(undoing, { reason: 'another' })).json()).toEqual({ undone: 2 });
    expect((await post(undoing, { reason: 'again' })).json()).toMatchObject({ path: 'params.match' });
    expect(await get('/bank-accounts')).toMatchObject({
      accounts: [{ account: 'operating', lines: 2, lastLine: '2026-03-01', openLines: 1 }],
    });
  });

  test.each([
    [{ ...line, day: '2026-02-30' }, 'no_such_day', 'body.lines[1].day'],
    [{ ...line, amount: '1.001' }, 'too_precise', 'body.lines[1].amount'],
    [{ ...line, line: 'b-3', amount: '9.00' }, 'inconsistent', 'body.lines[1]'],
  ])('%o of a bank is refused where it stands', async (bad, code, path) => {
    const answer = await post(lines, { lines: [{ ...line, line: 'b-3', amount: '1.00' }, bad] });
    expect(answer.json()).toMatchObject({ code, path });
    expect(await get('/bank-accounts')).toMatchObject({ accounts: [{ lines: 2 }] });
  });

  test('of a budget take the place of what was said before', async () => {
    const row = { month: '2026-02', account: 'contributions-earned', amount: '7000.00' };
    const set = (rows: object[]) => post('/budgets', { rows });
    expect((await set([row])).json()).toMatchObject({ amounts: 1, months: 1 });
    await set([{ ...row, amount: '8000.00' }]);
    const { lines: found } = await get('/budgets/2026?through=2026-02');
    expect(found[0]).toMatchObject({
      account: 'contributions-earned',
      toDate: { budget: '8000.00', actual: '15000.00', variance: '7000.00' },
    });
    const cash = await set([row, { ...row, account: 'claims-fund-cash' }]);
    expect(cash.json()).toMatchObject({ code: 'unknown_reference', path: 'body.rows[1]' });
  });
});

test('what names no account of the document is not there', async () => {
  const there = await get('/bank-accounts/other/reconciliation?through=2026-03-31');
  expect(there).toMatchObject({ code: 'not_found', path: 'account' });
});

describe('the trail', () => {
  test('has who changed and who read what, and who was refused, the latest first', async () => {
    const key = { 'idempotency-key': 'trail-1' };
    const receipt = { member: 'town', reference: 'R-9', day: '2026-03-02', amount: '1.00' };
    await post('/receipts', receipt, 'one treasurer', key);
    await get('/arrears', 'one coinsurer');
    const trail = (query = '') => get(`/trail${query}`, 'one auditor');
    // What is read is written a second later.
    await expect
      .poll(async () => (await trail('?role=coinsurer')).items)
      .toMatchObject([{ kind: 'access', status: 403, path: '/api/v1/consortia/one/arrears' }]);
    const changes = (await trail('?kind=change&role=treasurer')).items;
    expect(changes[0]).toEqual({
      ...{ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), kind: 'change', role: 'treasurer' },
      ...{ actor: 'treasurer@one.example', method: 'POST', status: 201 },
      path: '/api/v1/consortia/one/receipts',
    });
    const whole = (await trail('?limit=1000&role=treasurer')).items;
    const times = whole.map(({ at }: { at: string }) => at);
    expect(times).toEqual([...times].sort().reverse());
    const paged = [];
    for (let next: string | undefined; ; ) {
      const page = await trail(`?limit=7&role=treasurer${next === undefined ? '' : `&after=${next}`}`);
      paged.push(...page.items);
      next = page.next;
      if (next === undefined) break;
    }
    expect(paged).toEqual(whole);
    expect(new Set(whole.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['change', 'access']));
    expect((await trail('?from=2199-01-01')).items).toEqual([]);
    expect(await trail('?after=W10')).toMatchObject({ code: 'wrong_type', path: 'query.after' });
  });

  test('of another consortium is not in it', async () => {
    const { items } = (
      await service.send('two auditor', { method: 'GET', url: '/api/v1/consortia/two/trail' })
    ).json();
    expect(JSON.stringify(items)).not.toContain('consortia/one');
  });
});
