// The overview over the demonstration: what it shows is what the tables and the reserves say, whoever asks.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chargeMonths } from '../src/app/charge-months.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { contractStandings } from '../src/app/overview/contract-standing.ts';
import { overviewSeenBy } from '../src/app/overview/overview.ts';
import type { OverviewDocument } from '../src/app/overview/overview-document.ts';
import { contractsSeenBy } from '../src/app/overview/stop-loss-contracts.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { reserveAt } from '../src/app/reserve.ts';
import { runDemo } from '../src/app/run-demo.ts';
import { contractPositions } from '../src/app/stop-loss.ts';
import { OPERATOR, type Viewer } from '../src/app/viewer.ts';
import { formatDay } from '../src/core/calendar/day.ts';
import { parseMonth } from '../src/core/calendar/month.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import type { StopLossPolicy } from '../src/core/stop-loss/policy.ts';
import { personsPaid } from '../src/store/persons-paid.ts';
import { storesOver } from '../src/store/stores.ts';
import { day } from './contracts.ts';
import { type TestDatabase, testDatabase } from './database.ts';

const AS_OF = parseMonth('2025-08')!;
const DIRECTOR: Viewer = { role: 'director', name: 'director', memberId: 1 };
const SMALL = 0.05;
let database: TestDatabase;
let stores: Stores;
let consortium: Consortium;

function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

const cents = (text: string | null | undefined) => Number(text?.replace('.', ''));
const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
const ask = async (viewer: Viewer, question: Parameters<typeof overviewSeenBy>[3] = {}) =>
  known(await overviewSeenBy(viewer, stores, consortium, question));
const yearOf = ({ year }: OverviewDocument) => year!;

beforeAll(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  consortium = known(await runDemo(stores, generatedSource(SMALL)));
}, 120_000);

afterAll(() => stores.close());

describe('a year as it stood at the end of a month', () => {
  test('is what the rollups say was paid by then, and what the reserve says is still to come', async () => {
    const year = yearOf(await ask(OPERATOR, { asOf: AS_OF }));
    const [paid] = await database.read(consortium.consortiumId, (query) =>
      query.rows<{ paid: number }>(
        `SELECT sum(plan_pays_cents) AS paid FROM claim_rollup
         WHERE incurred_month BETWEEN '2025-01-01' AND '2025-08-01' AND paid_month <= '2025-08-01'`,
      ),
    );
    expect(cents(year.claims.paid)).toBe(paid!.paid);
    const reserve = known(await reserveAt(stores, consortium, { asOf: AS_OF, method: 'close' }));
    const ofYear = reserve.benefits.flatMap(({ closing }) =>
      closing.months.filter(({ month }) => month >= parseMonth('2025-01')!),
    );
    expect(cents(year.claims.unpaid)).toBe(sum(ofYear.map(({ unpaid }) => unpaid)));
    expect(cents(year.reserves!.required)).toBe(sum(reserve.benefits.map(({ closing }) => closing.unpaid)));
  });

  test('is the same by month, by member and in all', async () => {
    const year = yearOf(await ask(OPERATOR, { asOf: AS_OF }));
    const claims = cents(year.claims.toDate);
    expect(claims).toBe(cents(year.claims.paid) + cents(year.claims.unpaid));
    const before = year.months.filter(({ month }) => month <= '2025-08');
    expect(before).toHaveLength(8);
    expect(sum(before.map((month) => cents(month.claims)))).toBe(claims);
    expect(sum(year.members.map((member) => cents(member.claims)))).toBe(claims);
    expect(sum(year.members.map((member) => cents(member.funded)))).toBe(cents(year.funded.toDate));
  });

  test('projects the months to come, and the year between its ends', async () => {
    const { months, projection, claims } = yearOf(await ask(OPERATOR, { asOf: AS_OF }));
    expect(months.filter(({ ahead }) => ahead !== undefined).map(({ month }) => month)).toEqual(
      ['09', '10', '11', '12'].map((month) => `2025-${month}`),
    );
    const { low, likely, high } = projection!;
    expect(cents(low)).toBeGreaterThan(cents(claims.toDate));
    expect(cents(low)).toBeLessThan(cents(likely));
    expect(cents(likely)).toBeLessThan(cents(high));
  });

  test('counts for stop-loss what was paid by then alone', async () => {
    const eligible = async (question: object) =>
      cents(yearOf(await ask(OPERATOR, question)).contracts[0]!.aggregate!.eligible);
    expect(await eligible({ asOf: AS_OF })).toBeLessThan(await eligible({}));
  });

  test('is refused for a month that is not charged, or a year in which nothing was', async () => {
    const refused = async (question: object) => {
      const found = await overviewSeenBy(OPERATOR, stores, consortium, question);
      return isRefusal(found) && found.code;
    };
    expect(await refused({ asOf: parseMonth('2030-01')! })).toBe('out_of_range');
    expect(await refused({ year: 2025, asOf: parseMonth('2024-12')! })).toBe('out_of_range');
    expect(await refused({ year: 1999 })).toBe('unknown_reference');
  });
});

describe('persons at half of their deductible or more', () => {
  test('are the largest of each contract, counted and summed up as all are; eight in the overview', async () => {
    const positions = known(
      await contractPositions(stores.books, consortium, {
        contracts: consortium.document.stopLoss,
        isOfLarge: true,
      }),
    );
    const all = contractStandings(consortium, positions).map(({ specific }) => specific!);
    const first = contractStandings(consortium, positions, 3).map(({ specific }) => specific!);
    for (const [at, { half, over, persons, reimbursement }] of all.entries()) {
      expect(first[at]).toEqual({ half, over, reimbursement, persons: persons.slice(0, 3) });
      expect(half).toBe(persons.length);
      expect(over).toBe(persons.filter(({ share }) => Number(share) > 1).length);
    }
    const { contracts } = yearOf(await ask(OPERATOR));
    for (const { specific } of contracts) expect(specific!.persons).toHaveLength(Math.min(8, specific!.half));
    expect(all.some(({ half }) => half > 3)).toBe(true);
  });
});

describe('an employer', () => {
  test('sees claims on record, estimates without their cents, and nobody by name', async () => {
    const year = yearOf(await ask(DIRECTOR));
    expect(year.claims.paid).toBeUndefined();
    expect(year.months.some(({ paid }) => paid !== undefined)).toBe(false);
    expect(year.reserves!.required).toMatch(/^\d{3}0*\.00$/);
    const persons = year.contracts.flatMap(({ specific }) => specific!.persons);
    expect(persons.every(({ person }) => /^person \d+$/.test(person))).toBe(true);
  });

  test('is not told of an earlier month', async () => {
    const found = await overviewSeenBy(DIRECTOR, stores, consortium, { asOf: AS_OF });
    expect(isRefusal(found) && found.code).toBe('withheld');
  });
});

describe('persons who may matter to stop-loss', () => {
  const window = (from: string, to: string) => ({ from: day(from), to: day(to) });
  const given = ({ incurred, paid }: StopLossPolicy) => ({ incurred, paid });
  test.each<[windows: string, (policy: StopLossPolicy) => Pick<StopLossPolicy, 'incurred' | 'paid'>]>([
    ['the windows given', given],
    [
      'windows of other years than those of the calendar',
      () => ({ incurred: window('2024-07-01', '2025-06-30'), paid: window('2024-07-01', '2025-08-31') }),
    ],
    [
      'windows that begin and end within months',
      () => ({ incurred: window('2024-03-12', '2025-05-20'), paid: window('2024-03-15', '2025-08-13') }),
    ],
  ])('alone give the positions that all persons give, in %s', async (_, windowsOf) => {
    const contracts = consortium.document.stopLoss.map(({ policy, ...rest }) => ({
      ...rest,
      policy: { ...policy, ...windowsOf(policy) },
    }));
    const all = known(await contractPositions(stores.books, consortium, { contracts, isOfLarge: false }));
    const large = known(await contractPositions(stores.books, consortium, { contracts, isOfLarge: true }));
    expect(large.map(({ contract }) => contract)).toEqual(contracts.map(({ contract }) => contract));
    for (const [at, { position, lastPaidMonth }] of large.entries()) {
      const { specific, ...whole } = all[at]!.position;
      expect(position).toMatchObject(whole);
      expect(position.specific!.reimbursement).toBe(specific!.reimbursement);
      expect(position.specific!.persons.length).toBeLessThan(specific!.persons.length);
      expect(specific!.persons).toEqual(expect.arrayContaining([...position.specific!.persons]));
      expect(lastPaidMonth).toBe(all[at]!.lastPaidMonth);
    }
  });

  test.each([
    ['a calendar year', window('2025-01-01', '2025-12-31')],
    ['a year across two', window('2024-07-01', '2025-06-30')],
    ['days of a year', window('2024-03-02', '2024-09-20')],
    ['both years', window('2024-01-01', '2025-12-31')],
  ])('are all found in %s, and few others', async (_, { from, to }) => {
    const paid = (amount: number) =>
      database.read(consortium.consortiumId, async (query) => {
        const text = `SELECT DISTINCT person_id AS id FROM (
            SELECT person_id, service_day AS day, plan_pays_cents AS amount FROM decision
            UNION ALL SELECT person_id, incurred_day, plan_pays_cents FROM paid_claim) payments
          WHERE amount > 0 AND day BETWEEN $1 AND $2 GROUP BY person_id HAVING sum(amount) >= $3`;
        const all = await query.rows<{ id: number }>(text, [formatDay(from), formatDay(to), amount]);
        return { all: all.map(({ id }) => id), found: await personsPaid(query, [{ from, to }], amount) };
      });
    const [{ all, found }, { found: anybody }] = [await paid(2_000_000), await paid(1)];
    expect(all.length).toBeGreaterThan(5);
    expect(found).toEqual(expect.arrayContaining(all));
    expect(found.length).toBeLessThan(anybody.length / 4);
  });

  test('are shown to a carrier of its own contracts alone, without what others owe', async () => {
    const carrier = (party: string): Viewer => ({ role: 'stop-loss carrier', name: party, party });
    const of = async (party: string) =>
      known(await contractsSeenBy(carrier(party), stores.books, consortium));
    const own = await of('Castellan Life and Casualty');
    expect(own.contracts.map(({ basis }) => basis)).toEqual(['12/15', '12/15']);
    expect(own.owed).toBeUndefined();
    expect((await of('Another')).contracts).toEqual([]);
  });
});

test('what is kept is worked out anew once something is posted', async () => {
  expect((await ask(OPERATOR)).years).toEqual(['2024', '2025']);
  expect(await ask(OPERATOR)).toEqual(await ask(OPERATOR));
  known(await chargeMonths(stores.books, consortium, parseMonth('2026-01')!));
  const after = await ask(OPERATOR);
  expect(after.years).toEqual(['2024', '2025', '2026']);
  expect(yearOf(after).asOf).toBe('2026-01');
}, 60_000);
