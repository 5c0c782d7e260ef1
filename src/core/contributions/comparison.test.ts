import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import {
  answered,
  byTier,
  everyForm,
  exactly,
  group,
  insured,
  levelFunded,
  pool,
  selfFunded,
} from '../../../tests/tenders.ts';
import { formatMonth } from '../calendar/month.ts';
import { compareBids, perEmployeePerMonth } from './comparison.ts';
import type { Bid, CostRise, Group } from './tender.ts';

const MOST = Number.MAX_SAFE_INTEGER;

const compare = (bids: readonly Bid[], changes: Partial<Group> = {}, rise?: CostRise) =>
  answered(compareBids(group(changes), bids, rise));
const one = (bid: Bid, changes: Partial<Group> = {}) => compare([bid], changes).bids[0]!;

describe('bids stand', () => {
  test('by expected year, worst year and name', () => {
    expect(compare(everyForm()).bids.map(({ bid }) => bid)).toEqual(['pool', 'insurer', 'self', 'level']);
    const [same, worse] = [insured({ name: 'a' }), pool({ name: 'b', rates: byTier(58_000, 138_000) })];
    expect(compare([worse, same]).bids.map(({ bid }) => bid)).toEqual(['a', 'b']);
    expect(compare([insured({ name: 'b' }), same]).bids.map(({ bid }) => bid)).toEqual(['a', 'b']);
  });

  test('last where they do not hold, however low', () => {
    const missed = insured({
      name: 'missed',
      rates: byTier(1, 1),
      minimumParticipation: { share: exactly('0.75') },
    });
    expect(compare([missed, insured()]).bids.map(({ bid }) => bid)).toEqual(['insurer', 'missed']);
  });
});

describe('a minimum participation', () => {
  const share = insured({ minimumParticipation: { share: exactly('0.75') } });

  test('that is missed makes the bid fail, with the reason', () => {
    // 5 of 8 take part.
    expect(one(share).disqualifications).toEqual([
      { code: 'share_below_minimum', minimum: exactly('0.75'), actual: exactly('0.625') },
    ]);
    expect(one(insured({ minimumParticipation: { employees: 6 } })).disqualifications).toEqual([
      { code: 'employees_below_minimum', minimum: 6, actual: 5n },
    ]);
    expect(
      one(insured({ minimumParticipation: { employees: 6, share: exactly('0.63') } })).disqualifications,
    ).toHaveLength(2);
  });

  test('is met on its very edge, and those covered elsewhere do not count', () => {
    expect(one(share, { eligibleEmployees: 6 }).disqualifications).toHaveLength(0);
    expect(
      one(insured({ minimumParticipation: { share: exactly('0.625'), employees: 5 } })).disqualifications,
    ).toEqual([]);
    expect(one(share, { waivedWithOtherCoverage: 2 }).disqualifications).toEqual([]);
    expect(one(share, { waivedWithOtherCoverage: 1 }).disqualifications).toHaveLength(1);
  });
});

describe('a rate guarantee', () => {
  const second = (bid: Bid, changes: Partial<Group> = {}) => one(bid, changes).secondYearMost;
  const guarantee = (months: number, renewalCap?: string) => ({
    rateGuarantee: { months, renewalCap: renewalCap === undefined ? undefined : exactly(renewalCap) },
  });

  test('of two years holds the second, with a cap or without', () => {
    expect(second(insured(guarantee(24)))).toBe(5_520_000n);
    expect(second(insured(guarantee(36, '0.09')))).toBe(5_520_000n);
  });

  test('of less holds its months, and the cap the others', () => {
    // 600.00 and 1,400.00, or 654.00 and 1,526.00.
    expect(second(insured(guarantee(12, '0.09')))).toBe(12n * (3n * 65_400n + 2n * 152_600n));
    expect(second(insured(guarantee(18, '0.09')))).toBe(6n * 460_000n + 6n * (3n * 65_400n + 2n * 152_600n));
  });

  test('bounds nothing without a cap, nor does none', () => {
    expect(second(insured(guarantee(23)))).toBeUndefined();
    expect(second(insured())).toBeUndefined();
  });

  test('is of the fixed cost alone, and of the bidder’s part of it', () => {
    expect(second(selfFunded(guarantee(24)))).toBe(912_000n);
    const commission = { commission: { perEmployeePerMonth: minor(1000) } };
    const left = insured({ ...guarantee(12, '0.10'), commissionIncluded: false });
    expect(second(left, commission)).toBe(12n * (3n * (66_000n + 1000n) + 2n * (154_000n + 1000n)));
  });
});

test('a level-funded fund comes back in the month after its run-out', () => {
  expect(formatMonth(one(levelFunded()).returnedFrom!)).toBe('2028-04');
  expect(one(selfFunded()).returnedFrom).toBeUndefined();
});

test('a month of an employee is the year over both, rounded half up', () => {
  expect([
    perEmployeePerMonth(5_520_000n, 5n),
    perEmployeePerMonth(30n, 5n),
    perEmployeePerMonth(29n, 5n),
  ]).toEqual([92_000n, 1n, 0n]);
});

describe('a rise is answered', () => {
  const rise = {
    bid: 'insurer',
    pool: 'pool',
    currentRates: byTier(50_000, 120_000),
    benefitFactor: exactly('0.90'),
  };
  const { current, answers } = compare(everyForm(), {}, rise).rise!;
  const found = Object.fromEntries(answers.map((each) => [each.answer, each]));

  test('against today, by the same rules', () => {
    // 400.00 and 600.00 of 500.00 and 1,200.00.
    expect(current).toEqual({ total: 4_680_000n, employer: 2_880_000n, employee: 1_800_000n });
  });

  test('by the employer, who pays all of it', () => {
    expect(found['employer-pays-more']!.change).toEqual({
      total: 840_000n,
      employer: 840_000n,
      employee: 0n,
    });
  });

  test('by the employees, to whom it is passed on', () => {
    expect(found['employees-pay-more']!.change).toEqual({
      total: 840_000n,
      employer: 0n,
      employee: 840_000n,
    });
  });

  test('by a cut, which those who are ill pay', () => {
    // 540.00 and 1,260.00; employer 432.00 and 600.00; 10 % of 46,800.00 of claims.
    const cut = found['plan-is-cut']!;
    expect(cut.cost.expected).toMatchObject({ total: 4_968_000n, employer: 2_995_200n });
    expect(cut.outOfPocketIncrease).toBe(468_000n);
    expect(found['employer-pays-more']!.outOfPocketIncrease).toBe(0n);
  });

  test('by joining the pool, at its bid', () => {
    expect(found['pool-is-joined']).toMatchObject({ bid: 'pool', change: { total: 540_000n } });
    const { pool: _pool, ...alone } = rise;
    expect(compare(everyForm(), {}, alone).rise!.answers).toHaveLength(3);
  });

  test('also where the new rate is below what one side pays today', () => {
    const cheap = insured({ rates: byTier(5000, 70_000) });
    const [employers, , employees] = compare([cheap], {}, { ...rise, pool: undefined }).rise!.answers;
    expect(employers!.cost.tiers.map(({ employee }) => employee)).toEqual([5000n, 60_000n]);
    expect(employees!.cost.tiers.map(({ employee }) => employee)).toEqual([0n, 10_000n]);
  });

  test.each([
    ['a bid that is none', { bid: 'other' }, 'unknown_reference', 'rise.bid'],
    ['a pool that is none', { pool: 'other' }, 'unknown_reference', 'rise.pool'],
    ['a pool as the rise', { bid: 'pool' }, 'inconsistent', 'rise.bid'],
    ['an insurer as the pool', { pool: 'insurer' }, 'inconsistent', 'rise.pool'],
    ['a bid that does not hold', { bid: 'missed' }, 'inconsistent', 'rise.bid'],
    ['rates beyond 2^53 - 1', { currentRates: byTier(MOST, 0) }, 'too_large', 'rise.currentRatesPerMonth'],
  ])('but refused for %s', (_what, changes, code, path) => {
    const bids = [...everyForm(), insured({ name: 'missed', minimumParticipation: { employees: 9 } })];
    expect(compareBids(group(), bids, { ...rise, ...changes })).toMatchObject({ code, path });
  });
});

describe('a comparison is refused', () => {
  test.each([
    ['two bids of one name', [insured(), pool({ name: 'insurer' })], {}, 'inconsistent', 'bids[1].name'],
    [
      'no band',
      [insured({ volumeDiscounts: [{ upTo: 1, discount: exactly('0') }] })],
      {},
      'undefined_result',
      'bids[0].volumeDiscounts',
    ],
    ['a year beyond 2^53 - 1', [insured({ rates: byTier(MOST, 0) })], {}, 'too_large', 'bids[0]'],
    [
      'a second year beyond it',
      [
        insured({
          rates: byTier(Math.floor(MOST / 36), 0),
          rateGuarantee: { months: 12, renewalCap: exactly('1') },
        }),
      ],
      {},
      'too_large',
      'bids[0]',
    ],
    [
      'a rate beyond it that nobody pays',
      [insured({ rates: byTier(0, MOST), commissionIncluded: false })],
      {
        enrolment: new Map([
          ['employee', 1],
          ['family', 0],
        ]),
        commission: { share: exactly('0.5') },
      },
      'too_large',
      'bids[0]',
    ],
    [
      'claims beyond it',
      [insured()],
      { expectedClaims: byTier(MOST, 0) },
      'too_large',
      'expectedClaimsPerEmployeePerMonth',
    ],
  ] as const)('for %s', (_what, bids, changes, code, path) => {
    expect(compareBids(group(changes), bids)).toMatchObject({ refused: true, code, path });
  });
});
