import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { answered, group, insured, levelFunded, pool, selfFunded } from '../../../tests/tenders.ts';
import { priceBid } from './bid-price.ts';
import { employeesPayStill, employerPartBy, employerPaysStill, shareReturn } from './contribution-split.ts';
import type { Bid, Group } from './tender.ts';
import { yearCost } from './year-cost.ts';

function yearOf(bid: Bid, changes: Partial<Group> = {}) {
  const terms = group(changes);
  return yearCost(terms, answered(priceBid(terms, bid)), employerPartBy(terms.contributions));
}

describe('the year', () => {
  test('fully insured is the premium, whatever the claims', () => {
    // 12 x (3 x 600.00 + 2 x 1,400.00); employer 12 x (3 x 480.00 + 2 x 600.00).
    const year = { total: 5_520_000n, employer: 3_168_000n, employee: 2_352_000n, returned: 0n };
    const cost = yearOf(insured());
    expect(cost).toMatchObject({ fixedCost: 5_520_000n, fund: 0n, most: 0n, monthlyPayment: 460_000n });
    for (const outcome of [cost.good, cost.expected, cost.worst]) expect(outcome).toMatchObject(year);
  });

  test('level-funded returns its share of what claims leave of the fund', () => {
    const cost = yearOf(levelFunded());
    // Fixed 12 x (3 x 120.00 + 2 x 200.00) = 9,120.00; fund 12 x (3 x 550.00 + 2 x 1,320.00) = 51,480.00.
    expect(cost).toMatchObject({
      fixedCost: 912_000n,
      fund: 5_148_000n,
      most: 5_148_000n,
      expectedClaims: 4_680_000n,
    });
    expect(cost.paidIn).toEqual({ total: 6_060_000n, employer: 3_369_600n, employee: 2_690_400n });
    expect(cost.worst).toMatchObject({ total: 6_060_000n, returned: 0n });
    // Half of 51,480.00 - 46,800.00 = 2,340.00, of which 33,696 / 60,600 is 1,301.1326... to the employer.
    expect(cost.expected).toMatchObject({
      returned: 234_000n,
      total: 5_826_000n,
      employer: 3_369_600n - 130_113n,
      employee: 2_690_400n - 103_887n,
    });
    // Half of 51,480.00 - 37,440.00.
    expect(cost.good).toMatchObject({ claims: 3_744_000n, returned: 702_000n, total: 5_358_000n });
  });

  test('self-funded costs fixed cost and claims, at worst the attachment and the lasers', () => {
    const cost = yearOf(selfFunded({ lasersAboveDeductible: minor(1_000_000) }));
    expect(cost.expected).toMatchObject({ total: 912_000n + 4_680_000n, returned: 0n });
    expect(cost.good).toMatchObject({ total: 912_000n + 3_744_000n, returned: 936_000n });
    // 12 x (3 x 625.00 + 2 x 1,500.00) = 58,500.00, and 10,000.00 of lasers.
    expect(cost.worst.total).toBe(912_000n + 5_850_000n + 1_000_000n);
    expect(cost.worst.employee).toBe(cost.paidIn.employee);
  });

  test('in a pool costs an assessment at worst, and the employer bears it', () => {
    const cost = yearOf(pool());
    // 12 x (3 x 570.00 + 2 x 1,320.00); assessed 12 x (3 x 55.00 + 2 x 130.00).
    expect(cost.expected.total).toBe(5_220_000n);
    expect(cost.worst).toMatchObject({ total: 5_220_000n + 510_000n, employee: cost.expected.employee });
  });

  test('returns to the employer first where the plan says so', () => {
    const cost = yearOf(levelFunded(), { returnsTo: 'employer' });
    expect(cost.expected).toMatchObject({ employer: 3_369_600n - 234_000n, employee: 2_690_400n });
  });
});

describe('the employer pays', () => {
  test('a share rounded half up, the employee the rest', () => {
    const part = employerPartBy(group().contributions);
    expect([part('employee', 3n), part('employee', 60_001n)]).toEqual([2n, 48_001n]);
  });

  test('an amount, at most the rate', () => {
    const part = employerPartBy(group().contributions);
    expect([part('family', 140_000n), part('family', 59_999n)]).toEqual([60_000n, 59_999n]);
  });

  test('as today, or all that employees do not pay as today', () => {
    const today = new Map([['employee', 100n]]);
    expect([150n, 60n].map((rate) => employerPaysStill(today)('employee', rate))).toEqual([100n, 60n]);
    expect([150n, 60n].map((rate) => employeesPayStill(today)('employee', rate))).toEqual([50n, 0n]);
  });
});

describe('what comes back is shared', () => {
  const paid = (employer: bigint, employee: bigint) => ({ total: employer + employee, employer, employee });

  test.each([
    [10n, paid(1n, 2n), 3n],
    [1n, paid(5n, 5n), 1n],
    [7n, paid(0n, 9n), 0n],
    [7n, paid(9n, 0n), 7n],
  ])('%d as paid in', (returned, paidIn, employer) => {
    expect(shareReturn(returned, paidIn, 'as-contributed')).toEqual({
      total: returned,
      employer,
      employee: returned - employer,
    });
  });

  test('first to the employer, up to what it paid in', () => {
    expect(shareReturn(7n, paid(4n, 9n), 'employer')).toEqual({ total: 7n, employer: 4n, employee: 3n });
  });

  test('as nothing where nobody paid', () => {
    expect(shareReturn(0n, paid(0n, 0n), 'as-contributed')).toEqual({
      total: 0n,
      employer: 0n,
      employee: 0n,
    });
  });
});
