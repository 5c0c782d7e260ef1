// The demonstration's loss ratios and what moved them from its first year to its second, held to sums taken from the tables alone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordConsortium } from '../src/app/consortium.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { sumOfExperience } from '../src/app/experience.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { type RatioChange, type RatioQuestion, ratioChange } from '../src/app/ratio-change.ts';
import { RATIO_GROUPS } from '../src/app/ratio-groups.ts';
import { runDemo } from '../src/app/run-demo.ts';
import { yearRatios } from '../src/app/year-ratios.ts';
import type { Amount } from '../src/core/money/amount.ts';
import { addRatios, ratioOf } from '../src/core/money/ratio.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import { storesOver } from '../src/store/stores.ts';
import { type TestDatabase, testDatabase } from './database.ts';

let database: TestDatabase;
let stores: Stores;
let consortium: Consortium;
let years: [number, number];

function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

beforeAll(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  consortium = known(await runDemo(stores, generatedSource(0.01)));
  const [row] = await rows<{ first: number; last: number }>(
    'SELECT min(extract(year FROM month))::int4 AS first, max(extract(year FROM month))::int4 AS last FROM monthly_charge',
  );
  years = [row!.first, row!.last];
});

afterAll(() => stores.close());

const rows = <T>(text: string) => database.read(consortium.consortiumId, (query) => query.rows<T>(text));

async function asked(changes: Partial<RatioQuestion> = {}): Promise<RatioChange> {
  const question = { before: years[0], after: years[1], isNet: false, ...changes };
  return known(await ratioChange(stores.books, consortium, question));
}

/** Sums of a calendar year, which is the demonstration's fiscal one, of all members or one. */
async function sums(year: number, memberId?: number) {
  const [found] = await rows<{ paid: number; earned: number; ceded: number; operations: number }>(`
    SELECT (SELECT sum(plan_pays_cents) FROM (
        SELECT member_id, plan_pays_cents, service_day AS day FROM decision
        UNION ALL SELECT member_id, plan_pays_cents, incurred_day FROM paid_claim) c
      WHERE extract(year FROM day) = ${year} AND member_id = coalesce(${memberId ?? 'NULL'}, member_id)) AS paid,
      sum(amount_cents) FILTER (WHERE kind = 'contribution') AS earned,
      sum(amount_cents) FILTER (WHERE kind = 'stop-loss premium') AS ceded,
      sum(amount_cents) FILTER (WHERE kind = 'administration') AS operations
    FROM monthly_charge WHERE extract(year FROM month) = ${year} AND member_id = coalesce(${memberId ?? 'NULL'}, member_id)`);
  return found!;
}

test('by region the members of it are summed, and by member within it the member is left', async () => {
  const { code, region } = consortium.document.members[0]!;
  const inRegion = consortium.document.members.filter((member) => member.region === region);
  expect(inRegion.length).toBeGreaterThan(1);
  const parts = await Promise.all(
    inRegion.map((member) => sums(years[1], consortium.members.get(member.code))),
  );
  const sum = (name: 'paid' | 'earned' | 'operations') =>
    parts.reduce((total, part) => total + part[name], 0);
  const found = await asked({ region });
  expect(found.after).toEqual(ratioOf(sum('paid') + sum('operations'), sum('earned')));
  expect(await asked({ region, member: code })).toEqual(await asked({ member: code }));
});

test('by benefit claims are its own, large ones too, premium is as its rates say, and the parts sum exactly', async () => {
  const found = await asked({ benefit: 'pharmacy', largeAbove: 500_000 as Amount });
  const [claims] = await rows<{ paid: number; large: number }>(`
    SELECT sum(paid) AS paid, sum(paid - 500000) FILTER (WHERE paid > 500000) AS large FROM (
      SELECT sum(plan_pays_cents) AS paid FROM (
        SELECT person_id, member_id, benefit, plan_pays_cents, service_day AS day FROM decision
        UNION ALL SELECT person_id, member_id, benefit, plan_pays_cents, incurred_day FROM paid_claim) c
      WHERE extract(year FROM day) = ${years[1]} AND benefit = 'pharmacy' GROUP BY person_id, member_id) p`);
  const { ordinaryClaims, largeClaims, earnedPremium, adjustmentExpense } = found.periods[1];
  expect([ordinaryClaims + largeClaims, largeClaims]).toEqual([claims!.paid, claims!.large]);
  const medical = (await asked({ benefit: 'medical' })).periods[1];
  const { earned, operations } = await sums(years[1]);
  expect(earnedPremium + medical.earnedPremium).toBe(earned);
  expect(adjustmentExpense + medical.adjustmentExpense).toBe(operations);
  // Each charge is rounded by itself, so the part of all may differ by a cent a charge.
  expect(Math.abs(earnedPremium - earned * 0.26)).toBeLessThan(1_000);
  expect([...found.parts.values()].reduce(addRatios)).toEqual(found.change);
});

test.each(RATIO_GROUPS)('the ratios of a year by %s sum to those of the tables', async (by) => {
  for (const isNet of by === 'benefit' || by === 'month' ? [false] : [false, true]) {
    const { rows: found, total } = known(
      await yearRatios(stores.books, consortium, { year: years[1], by, isNet }),
    );
    const { paid, earned, ceded, operations } = await sums(years[1]);
    expect(found.length).toBeGreaterThan(1);
    expect(sumOfExperience(found.map(({ experience }) => experience))).toEqual({
      ...total.experience,
      ...(by === 'benefit' && { enrolmentMonths: 2 * total.experience.enrolmentMonths }),
    });
    expect(found.reduce((sum, { recoveries }) => sum + recoveries, 0)).toBe(total.recoveries);
    expect(total.recoveries > 0).toBe(isNet);
    expect(total.experience).toMatchObject({
      contributions: earned,
      claims: paid,
      administration: operations,
    });
    const net = earned - (isNet ? ceded : 0);
    expect(total.ratios).toMatchObject({
      lossRatio: ratioOf(paid - total.recoveries, net),
      expenseRatio: ratioOf(operations, net),
    });
    // Both together are what the change from year to year takes apart.
    expect(total.ratios!.combinedRatio).toEqual((await asked({ isNet })).after);
  }
});

test('the ratios are those of the tables, and the parts sum to the change', async () => {
  for (const member of [undefined, consortium.document.members[0]!.code]) {
    const memberId = member === undefined ? undefined : consortium.members.get(member);
    const found = await asked({ member });
    for (const [index, ratio] of [found.before, found.after].entries()) {
      const { paid, earned, operations } = await sums(years[index]!, memberId);
      expect(ratio).toEqual(ratioOf(paid + operations, earned));
    }
    expect([...found.parts.values()].reduce(addRatios)).toEqual(found.change);
  }
});

test('net of stop-loss its premium is taken off what is earned, and what is recoverable off the claims', async () => {
  const { periods, after } = await asked({ isNet: true });
  const { paid, earned, ceded, operations } = await sums(years[1]);
  expect(periods[1]).toMatchObject({ earnedPremium: earned, cededPremium: ceded });
  expect(after).toEqual(ratioOf(paid + operations - periods[1].recoveries, earned - ceded));
});

test('large is what a person costs above an amount, and no amount moves more than all', async () => {
  const above = 1_000_000 as Amount;
  const { periods } = await asked({ largeAbove: above });
  const [{ large } = { large: 0 }] = await rows<{ large: number }>(`
    SELECT sum(paid - ${above}) AS large FROM (SELECT sum(plan_pays_cents) AS paid FROM (
      SELECT person_id, member_id, plan_pays_cents, service_day AS day FROM decision
      UNION ALL SELECT person_id, member_id, plan_pays_cents, incurred_day FROM paid_claim) c
      WHERE extract(year FROM day) = ${years[1]} GROUP BY person_id, member_id) p WHERE paid > ${above}`);
  expect(periods[1].largeClaims).toBe(large);
  expect(large).toBeGreaterThan(0);
  const none = await asked({ largeAbove: (10 ** 12) as Amount });
  expect(none.parts.get('large claims')).toEqual(ratioOf(0));
});

test('of a fiscal year that begins within a month large claims are those of the same months as all others', async () => {
  const document = JSON.parse(generatedSource(0.01).documentText);
  const shifted = JSON.stringify({ ...document, fiscalYear: { start: '12-15' } });
  const other = known(await recordConsortium(stores.consortia, shifted));
  // Above nothing all claims are large, but for persons who gave back more than was paid for them.
  const question = { before: years[0] - 1, after: years[1] - 1, isNet: false, largeAbove: 0 as Amount };
  const { periods } = known(await ratioChange(stores.books, other, question));
  for (const [index, year] of years.entries()) {
    const { periods: plain } = await asked({
      before: year,
      after: years[1 - index]!,
      largeAbove: 0 as Amount,
    });
    expect(periods[index]).toEqual(plain[0]);
  }
});

test('a member that is not there, and a year without anybody, have none', async () => {
  const question = { before: years[0], after: years[1], isNet: false };
  expect(await ratioChange(stores.books, consortium, { ...question, member: 'nobody' })).toMatchObject({
    code: 'unknown_reference',
  });
  expect(await ratioChange(stores.books, consortium, { ...question, after: 2040 })).toMatchObject({
    code: 'undefined_result',
    path: 'after.exposure',
  });
});
