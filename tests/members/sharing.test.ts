// What members share: assessments and surplus to the cent, their balances, and what administration costs them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { administrationShared } from '../../src/app/members/administration.ts';
import { assess, draftAssessment } from '../../src/app/members/assess.ts';
import { allocatedBalances, BALANCE_PARTS } from '../../src/app/members/balances.ts';
import { distribute, payMember } from '../../src/app/members/distribute.ts';
import { withdraw } from '../../src/app/members/leaving.ts';
import { assessmentProblem, readReceipt, recordReceipts } from '../../src/app/record-receipts.ts';
import type { Amount } from '../../src/core/money/amount.ts';
import { month } from '../consortia.ts';
import { brokenLaws } from '../laws.ts';
import { day, known, Pool, THREE } from './verbs.ts';

let pool: Pool;
const cents = (amount: number) => amount as Amount;

beforeAll(async () => {
  const schedule = [{ upTo: 2, perEmployeePerMonth: '60.00' }, { perEmployeePerMonth: '40.00' }];
  pool = await Pool.open({ ...THREE, administrationSharing: { basis: 'employees', schedule } });
  await pool.enrol(
    'ann town elsewhere family 2026-01-01',
    'bob town elsewhere employee 2026-01-01',
    'cid school elsewhere employee 2026-01-01',
    'fay village elsewhere employee 2026-03-01',
  );
  await pool.register('ann 2026-01-20 2026-02-15 1234.56', 'cid 2026-01-20 2026-02-15 100');
  await pool.charge('2026-06');
});

afterAll(() => pool.end());

const order = (change: object = {}) => ({
  ...{ shortfall: cents(100_000), impairedDay: day('2026-04-30'), orderedDay: day('2026-05-20') },
  ...{ from: month('2026-01'), through: month('2026-04'), lookBackYears: 2, ...change },
});
const sumOf = (shares: readonly { amount: number }[]) => shares.reduce((sum, { amount }) => sum + amount, 0);
const naiveShares = (total: number, weights: readonly number[]) => {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (total * weight) / all);
  const parts = exact.map(Math.floor);
  const order = exact
    .map((value, index) => [value - Math.floor(value), index] as const)
    .sort(([a], [b]) => b - a);
  for (let left = total - parts.reduce((sum, part) => sum + part, 0), at = 0; left > 0; left -= 1, at += 1)
    parts[order[at]![1]]! += 1;
  return parts;
};
// January to April: Ann and Bob 1,700.01, Cid 500.01, Fay 500.01 for two months.
const CONTRIBUTED = [680_004, 200_004, 100_002];

describe('an assessment', () => {
  test('is drafted without anything being ordered', async () => {
    const draft = known(await draftAssessment(pool.stores, pool.consortium, order()));
    expect(draft.shares.map(({ weight }) => weight)).toEqual(CONTRIBUTED);
    expect(await pool.balances('assessments-receivable')).toEqual({});
  });

  test('shares the shortfall to the cent, and each member owes its part', async () => {
    const found = known(await assess(pool.stores, pool.consortium, order()));
    expect(found).toMatchObject({ number: 1, payByDay: day('2026-08-18') });
    expect(found.shares.map(({ amount }) => amount)).toEqual(naiveShares(100_000, CONTRIBUTED));
    expect(sumOf(found.shares)).toBe(100_000);
    const owed = await pool.balances('assessments-receivable');
    expect(Object.values(owed).reduce((sum, amount) => sum + amount, 0)).toBe(100_000);
  });

  test('is ordered once; of the same days with another shortfall it is refused', async () => {
    expect(known(await assess(pool.stores, pool.consortium, order())).number).toBe(1);
    expect(await assess(pool.stores, pool.consortium, order({ shortfall: cents(5) }))).toMatchObject({
      ...{ code: 'inconsistent', path: '--shortfall' },
    });
    const [{ rows } = { rows: 0 }] = await pool.rows<{ rows: number }>(
      'SELECT count(*) AS rows FROM assessment',
    );
    expect(rows).toBe(1);
  });

  test.each([
    ['of nothing', { shortfall: cents(0) }, 'out_of_range'],
    ['ordered before it arose', { orderedDay: day('2026-04-01') }, 'inconsistent'],
    ['by months that end before they begin', { through: month('2025-12') }, 'inconsistent'],
    [
      'by months in which nobody contributed',
      { from: month('2020-01'), through: month('2020-02') },
      'undefined_result',
    ],
  ])('%s is refused', async (_what, change, code) => {
    expect(await assess(pool.stores, pool.consortium, order(change))).toMatchObject({ refused: true, code });
  });

  test('is paid by receipts that name it', async () => {
    const before = await pool.balances('contributions-receivable');
    const given = { member: 'school', reference: 'A1', day: '2026-06-10', amount: '50.00', assessment: '1' };
    await recordReceipts(pool.stores.books, pool.consortium, [known(readReceipt(pool.consortium, given))]);
    const share = naiveShares(100_000, CONTRIBUTED)[1]!;
    expect(await pool.balances('assessments-receivable')).toMatchObject({ school: share - 5_000 });
    expect(await pool.balances('contributions-receivable')).toEqual(before);
    const { stores, consortium } = pool;
    const problem = async (change: object) =>
      assessmentProblem(stores.sharing, consortium, known(readReceipt(consortium, { ...given, ...change })));
    expect(await problem({})).toBeUndefined();
    expect(await problem({ assessment: '2' })).toMatchObject({
      code: 'unknown_reference',
      expected: 'one of 1',
    });
    expect(readReceipt(pool.consortium, { ...given, bill: '2026-01' })).toMatchObject({
      code: 'inconsistent',
    });
    expect(readReceipt(pool.consortium, { ...given, assessment: '0' })).toMatchObject({ code: 'wrong_type' });
  });
});

describe('allocated balances', () => {
  test('are what each member brought less its cost, and sum to the pool’s net position', async () => {
    const {
      members,
      pool: own,
      total,
    } = await allocatedBalances(pool.stores.sharing, pool.consortium, month('2026-06'));
    for (const part of [...BALANCE_PARTS, 'balance'] as const)
      expect([...members, own].reduce((sum, one) => sum + one[part], 0)).toBe(total[part]);
    const town = members[0]!;
    const [share] = naiveShares(100_000, CONTRIBUTED);
    // Six months of Ann and Bob at 1,700.01; her claim of 1,234.56; 2 x 40.00 of administration a month.
    expect(town).toMatchObject({
      ...{
        member: 'town',
        contributions: 1_020_006,
        claims: -123_456,
        administration: -48_000,
        assessments: share,
      },
      balance: 1_020_006 - 123_456 - 48_000 + share!,
    });
    const sheet = await pool.rows<{ net: number }>(
      `SELECT sum(debit_cents - credit_cents) AS net FROM balance_delta WHERE account IN ('claims-fund-cash',
         'contributions-receivable', 'assessments-receivable', 'claims-payable', 'administration-payable')`,
    );
    expect(sheet).toEqual([{ net: total.balance }]);
  });
});

describe('surplus', () => {
  const given = (change: object = {}) => ({
    ...{
      amount: cents(10_001),
      declaredDay: day('2026-06-30'),
      from: month('2026-01'),
      through: month('2026-04'),
    },
    ...change,
  });

  test('is not more than the net position, and never nothing', async () => {
    for (const amount of [0, 10_000_000])
      expect(await distribute(pool.stores, pool.consortium, given({ amount }))).toMatchObject({
        ...{ code: 'out_of_range', path: '--amount' },
      });
  });

  test('is shared to the cent among those who have not left, and due to them', async () => {
    const leaving = { member: 'village', noticeDay: day('2026-03-20'), lastMonth: month('2026-05') };
    known(await withdraw(pool.stores, pool.consortium, leaving));
    const found = known(await distribute(pool.stores, pool.consortium, given()));
    expect(found.shares.map(({ amount }) => amount)).toEqual(naiveShares(10_001, CONTRIBUTED.slice(0, 2)));
    expect(sumOf(found.shares)).toBe(10_001);
    expect(await pool.balances('due-to-members')).toEqual({
      ...{ town: -found.shares[0]!.amount, school: -found.shares[1]!.amount },
    });
    expect(known(await distribute(pool.stores, pool.consortium, given())).number).toBe(found.number);
    expect(await distribute(pool.stores, pool.consortium, given({ amount: cents(1) }))).toMatchObject({
      code: 'inconsistent',
    });
  });

  test('is paid at most as it is due, once under a reference', async () => {
    const due = -(await pool.balances('due-to-members')).school!;
    const pay = (reference: string, amount: number) =>
      payMember(pool.stores.sharing, pool.consortium, {
        ...{
          memberId: pool.consortium.members.get('school')!,
          reference,
          paidDay: day('2026-07-01'),
          amount,
        },
      });
    expect(await pay('P1', due + 1)).toMatchObject({ code: 'out_of_range' });
    expect(await pay('P1', due)).toBe(true);
    expect(await pay('P1', due)).toBe(false);
    expect((await pool.balances('due-to-members')).school).toBe(0);
  });
});

test('administration is shared, beside what it would cost each alone', async () => {
  const found = known(
    await administrationShared(pool.stores, pool.consortium, month('2026-01'), month('2026-04')),
  );
  // 40.00 x (2 + 1) x 4 months, and Fay's two; her village counts half a subscriber, rounded up.
  expect(found.cost).toBe(48_000 + 8_000);
  expect([...found.employees]).toEqual([
    ['town', 2],
    ['school', 1],
    ['village', 1],
  ]);
  expect([...found.charged]).toEqual([
    ['town', 32_000],
    ['school', 16_000],
    ['village', 8_000],
  ]);
  expect(found.shares.map(({ amount, standalone }) => [amount, standalone])).toEqual([
    [28_000, 66_667],
    [14_000, 24_000],
    [14_000, 24_000],
  ]);
  expect(found.saving).toBe(66_667 + 48_000 - 56_000);
});

test('every law holds', async () => {
  await pool.charge('2026-07');
  expect(await brokenLaws(pool.database, 1)).toEqual([]);
});
