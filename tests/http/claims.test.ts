// Lists of claims: pages by key, every filter against the same filter over all of them, and what each role sees.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { importClaimsRows } from '../../src/app/import/claims.ts';
import type { ClaimRow } from '../../src/app/import/rows.ts';
import type { ClaimPlace } from '../../src/app/ports/claims.ts';
import { type Day, parseDay } from '../../src/core/calendar/day.ts';
import type { Amount } from '../../src/core/money/amount.ts';
import { searchClaims, sumClaims } from '../../src/store/claim-search.ts';
import { fillBooks, known } from './books.ts';
import { type TestService, testService } from './service.ts';

interface Found {
  readonly claim: string;
  readonly state: string;
  readonly person: string;
  readonly provider: string;
  readonly received: string;
  readonly charge: string;
  readonly planPays?: string;
  readonly lines: number;
  readonly serviceFrom: string;
  readonly serviceTo: string;
  readonly members: string[];
}

let service: TestService;
let all: Found[];

const claim = (
  code: string,
  person: string,
  received: string,
  frequency: ClaimRow['frequency'] = '1',
): ClaimRow => ({
  ...{ fileLine: 2, claim: code, person, received: parseDay(received) as Day, benefit: 'pharmacy' },
  ...{ provider: code === 'd-1' ? 'dr-lee' : '', frequency },
  lines: ['2026-01-20', '2026-02-20'].map((day, index) => ({
    ...{ fileLine: 2, line: String(index + 1), serviceDate: parseDay(day) as Day, service: 'visit' },
    ...{ network: 'in', procedure: '', charge: 4_000 as Amount, allowed: 4_000 as Amount },
  })),
});

beforeAll(async () => {
  service = await testService(async (stores, consortium) => {
    await fillBooks(stores, consortium);
    const take = async (sha256: string, claims: readonly ClaimRow[]) =>
      known(await importClaimsRows(stores.imports, consortium, { name: sha256, sha256 }, claims));
    await take('d', [claim('d-1', 'p-1', '2026-03-02'), claim('d-2', 'p-13', '2026-03-03')]);
    await take('e', [claim('d-2', 'p-13', '2026-03-05', '8')]);
    known(await adjudicate(stores.runs, consortium));
    await take('f', [claim('é-1', 'p-2', '2026-03-09'), claim('e-1', 'p-14', '2026-03-09')]);
  });
  all = (await list('?limit=1000')).items;
});

afterAll(() => service?.close());

const get = (who: string, path: string) =>
  service.send(who, { method: 'GET', url: `/api/v1/consortia/one/${path}` });
const list = async (query: string) => (await get('one administrator', `claims${query}`)).json();

const summed = async (query: string) => (await get('one administrator', `claim-sums?${query}`)).json();
const cents = (amount: string) => Math.round(Number(amount) * 100);

test('every claim is there once in its current version, with its state', () => {
  expect(all).toHaveLength(19);
  expect(all.slice(0, 4).map(({ claim: code, state }) => [code, state])).toEqual([
    ['e-1', 'waiting'],
    ['é-1', 'waiting'],
    ['d-2', 'voided'],
    ['d-1', 'decided'],
  ]);
  expect(all[3]).toEqual({
    ...{ claim: 'd-1', version: 1, state: 'decided', person: 'p-1', received: '2026-03-02' },
    ...{
      benefit: 'pharmacy',
      provider: 'dr-lee',
      lines: 2,
      serviceFrom: '2026-01-20',
      serviceTo: '2026-02-20',
    },
    ...{ charge: '80.00', allowed: '80.00', members: ['town'], plans: ['here'], planPays: '64.00' },
  });
});

test.each(['received', 'code'])('pages by %s are those of one list', async (sort) => {
  const whole = (await list(`?sort=${sort}&limit=1000`)).items;
  const paged: unknown[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const after = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
    const page = await list(`?sort=${sort}&limit=4${after}`);
    paged.push(...page.items);
    next = page.next;
  }
  expect(paged).toEqual(whole);
  if (sort === 'code') {
    const codes = whole.map(({ claim: code }: Found) => code);
    expect(codes).toEqual([...codes].sort());
  }
});

test('for a page so many claims are looked at and no more, and the next goes on behind them', async () => {
  const { consortiumId } = service.consortia.get('one')!;
  for (const sort of ['received', 'code'] as const) {
    const found: string[] = [];
    let after: ClaimPlace | undefined;
    do {
      const search = { sort, after, limit: 100, state: 'waiting' as const };
      const page = await service.database.read(consortiumId, (query) => searchClaims(query, search, 4));
      found.push(...page.found.map(({ code }) => code));
      after = page.end;
    } while (after !== undefined);
    expect(found).toEqual(['e-1', 'é-1']);
  }
});

describe('a filter finds what it says', () => {
  test.each<[string, (found: Found) => boolean]>([
    ['code=c-1', ({ claim: code }) => code.startsWith('c-1')],
    [`code=${encodeURIComponent('é')}`, ({ claim: code }) => code === 'é-1'],
    ['person=p-1', ({ person }) => person.startsWith('p-1')],
    ['member=school', ({ members }) => members.includes('school')],
    ['plan=elsewhere', () => false],
    ['provider=dr-', ({ provider }) => provider.startsWith('dr-')],
    [
      'code=d&receivedFrom=2026-03-05',
      ({ claim: code, received }) => code.startsWith('d') && received >= '2026-03-05',
    ],
    ['benefit=pharmacy', ({ claim: code }) => !code.startsWith('c-')],
    ['serviceFrom=2026-02-01', ({ serviceTo }) => serviceTo >= '2026-02-01'],
    ['serviceTo=2026-01-16', ({ serviceFrom }) => serviceFrom <= '2026-01-16'],
    ['receivedFrom=2026-03-03', ({ received }) => received >= '2026-03-03'],
    ['receivedTo=2026-03-02', ({ received }) => received <= '2026-03-02'],
    ['state=waiting', ({ state }) => state === 'waiting'],
    ['state=decided', ({ state }) => state === 'decided'],
    ['state=voided', ({ state }) => state === 'voided'],
    ['chargeFrom=2000.00', ({ charge }) => Number(charge) >= 2000],
    ['chargeTo=200.00', ({ charge }) => Number(charge) <= 200],
    [
      'person=p-1&state=decided&chargeFrom=1000.00',
      (found) => {
        return found.person.startsWith('p-1') && found.state === 'decided' && Number(found.charge) >= 1000;
      },
    ],
  ])('%s', async (query, isMeant) => {
    const meant = all.filter(isMeant);
    expect((await list(`?${query}&limit=1000`)).items).toEqual(meant);
    const byCode = (await list(`?${query}&limit=1000&sort=code`)).items;
    expect(byCode).toEqual([...meant].sort((a, b) => (Buffer.from(a.claim) < Buffer.from(b.claim) ? -1 : 1)));
    const sums = await summed(query);
    expect(sums.isWhole).toBe(true);
    // Sums by member, plan and benefit alone are of what was decided.
    const counted = sums.claims === undefined ? meant.filter(({ state }) => state === 'decided') : meant;
    if (sums.claims !== undefined) expect(sums.claims).toBe(meant.length);
    expect(sums.lines).toBe(counted.reduce((sum, { lines }) => sum + lines, 0));
    expect(cents(sums.charge)).toBe(counted.reduce((sum, { charge }) => sum + cents(charge), 0));
    expect(cents(sums.planPays)).toBe(
      counted.reduce((sum, { planPays }) => sum + cents(planPays ?? '0.00'), 0),
    );
  });

  test('none: the sums of all that was decided, and how many wait', async () => {
    const decided = all.filter(({ state }) => state === 'decided');
    const sums = await summed('');
    expect(sums).toMatchObject({ waiting: 2, isWhole: true });
    expect(sums).not.toHaveProperty('claims');
    expect(cents(sums.charge)).toBe(decided.reduce((sum, { charge }) => sum + cents(charge), 0));
  });

  test('for sums so many claims are looked at and no more', async () => {
    const { consortiumId } = service.consortia.get('one')!;
    const sums = await service.database.read(consortiumId, (query) =>
      sumClaims(query, { state: 'decided' }, 5),
    );
    // The latest five: two wait, two versions of one that was voided, one decided.
    expect(sums).toMatchObject({ claims: 1, isWhole: false });
  });

  test.each([
    ['member=nobody', 'unknown_reference', 'query.member'],
    ['serviceFrom=2026-02-30', 'no_such_day', 'query.serviceFrom'],
    ['chargeFrom=1.005', 'too_precise', 'query.chargeFrom'],
    ['after=xyz', 'wrong_type', 'query.after'],
    ['limit=0', 'out_of_range', 'query.limit'],
  ])('%s is refused', async (query, code, path) => {
    expect(await list(`?${query}`)).toMatchObject({ code, path, status: 422 });
  });
});

test('of a claim is told what counts under the contracts, also to who may not know its person', async () => {
  const planPays = (code: string) => all.find(({ claim: own }) => own === code)!.planPays!;
  const of = async (code: string, who = 'one actuary') => (await get(who, `claims/${code}/stop-loss`)).json();
  // The largest: it alone passed the deductible of 1,000.
  const large = await of('c-15');
  const above = (cents(planPays('c-15')) - 100_000) / 100;
  expect(large).toEqual({
    claim: 'c-15',
    contracts: [
      {
        ...{ contract: 'sl-2026', carrier: 'Carrier' },
        specific: {
          ...{ counts: planPays('c-15'), deductible: '1000.00', before: '0.00', after: planPays('c-15') },
          above: above.toFixed(2),
        },
        aggregate: { counts: '1000.00' },
      },
    ],
  });
  // The smallest: its person is not near the deductible, and nobody keeps how far.
  expect((await of('c-1')).contracts[0].specific).toEqual({ counts: planPays('c-1'), deductible: '1000.00' });
  expect(await of('e-1')).toEqual({ claim: 'e-1', contracts: [] });
  expect(await of('c-15', 'one administrator')).toEqual(large);
});

test('the actuary sees claims without persons, and cannot look for one', async () => {
  const seen = (await get('one actuary', 'claims?limit=1000')).json().items;
  expect(seen).toEqual(all.map(({ person: _, ...rest }) => rest));
  expect((await get('one actuary', 'claims?person=p-1')).json()).toMatchObject({
    ...{ code: 'not_allowed', path: 'query.person' },
  });
  expect(JSON.stringify((await get('one actuary', 'claims/c-15')).json())).not.toContain('p-15');
});
