import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Month } from '../calendar/month.ts';
import type { LagCell } from './lag-triangle.ts';
import { unpaidClaims } from './unpaid-claims.ts';

const cell = (incurred: number, paid: number, amount: number): LagCell => ({
  incurredMonth: incurred as Month,
  paidMonth: paid as Month,
  amount,
});
/** Claims of `cost` a month, of which these shares are paid in the month, the next, and so on. */
const steady = (months: number, cost: number, shares: readonly number[], through: number) =>
  Array.from({ length: months }, (_, origin) =>
    shares.map((share, lag) => cell(origin, origin + lag, cost * share)),
  )
    .flat()
    .filter(({ paidMonth }) => paidMonth <= through);

describe('what claims incurred will still cost', () => {
  test('of a steady pool is the shares that are not paid yet', () => {
    const through = 29 as Month;
    const found = unpaidClaims(steady(30, 100_000, [0.5, 0.3, 0.2], through), new Map(), through);
    // The last month lacks half, the one before a fifth.
    expect(found.unpaid).toBe(50_000 + 20_000);
    expect(found.months.at(-1)).toMatchObject({ completion: 0.5, unpaid: 50_000, method: 'completion' });
    expect(found.months.at(-3)).toMatchObject({ completion: 1, unpaid: 0 });
  });

  test('of a young month goes by its exposure, not by its own few claims', () => {
    const through = 29 as Month;
    const cells = steady(30, 100_000, [0.1, 0.6, 0.3], through).map((one) =>
      one.incurredMonth === through ? { ...one, amount: 90_000 } : one,
    );
    const exposure = new Map(
      Array.from({ length: 30 }, (_, month) => [month as Month, month === 29 ? 20 : 10]),
    );
    const young = unpaidClaims(cells, exposure, through).months.at(-1)!;
    // Twice the subscribers of the other months cost 200,000, of which nine tenths are still to come.
    expect(young).toMatchObject({ paid: 90_000, method: 'bornhuetter-ferguson' });
    expect(young.unpaid).toBeCloseTo(180_000, -1);
  });

  test('of a month in which nothing is paid yet goes by its exposure', () => {
    const through = 29 as Month;
    // Nothing is ever paid in the month itself.
    const found = unpaidClaims(steady(30, 100_000, [0, 0.6, 0.4], through), new Map(), through);
    expect(found.months.at(-1)).toMatchObject({ paid: 0, completion: 0, method: 'bornhuetter-ferguson' });
    expect(found.unpaid).toBe(100_000 + 40_000);
  });

  test('is not led astray by months of which nobody knows who was covered', () => {
    const through = 29 as Month;
    const cells = steady(30, 100_000, [0.1, 0.6, 0.3], through);
    // The pool knows its subscribers since half a year; before, it brought its triangle along.
    const exposure = new Map(Array.from({ length: 6 }, (_, month) => [(24 + month) as Month, 10]));
    const young = unpaidClaims(cells, exposure, through).months.at(-1)!;
    expect(young).toMatchObject({ expected: 100_000, unpaid: 90_000 });
  });

  test('is nothing where nothing was paid, and never less than nothing', () => {
    expect(unpaidClaims([], new Map(), 5 as Month)).toEqual({ months: [], paid: 0, unpaid: 0 });
    const refunded = [cell(0, 0, 100), cell(0, 1, -50), cell(1, 1, 100)];
    expect(unpaidClaims(refunded, new Map(), 1 as Month).months.map(({ unpaid }) => unpaid)).toEqual([0, 0]);
  });

  test('does not look at what is paid later', () => {
    const cells = steady(30, 100_000, [0.5, 0.3, 0.2], 40);
    const through = 29 as Month;
    const known = cells.filter(({ paidMonth }) => paidMonth <= through);
    expect(unpaidClaims(cells, new Map(), through)).toEqual(unpaidClaims(known, new Map(), through));
  });

  test('scales with the claims, and is made of whole minor units', () => {
    const lags = fc.array(
      fc.record({ incurred: fc.nat(40), lag: fc.nat(10), amount: fc.integer({ min: 0, max: 10 ** 7 }) }),
      {
        minLength: 1,
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(lags, (given) => {
        const through = 40 as Month;
        const cells = given.map(({ incurred, lag, amount }) => cell(incurred, incurred + lag, amount));
        const [one, twice] = [1, 2].map((times) =>
          unpaidClaims(
            cells.map((each) => ({ ...each, amount: times * each.amount })),
            new Map(),
            through,
          ),
        ) as [ReturnType<typeof unpaidClaims>, ReturnType<typeof unpaidClaims>];
        expect(Number.isSafeInteger(one.unpaid)).toBe(true);
        expect(one.unpaid).toBeGreaterThanOrEqual(0);
        expect(Math.abs(twice.unpaid - 2 * one.unpaid)).toBeLessThanOrEqual(one.months.length * 2);
      }),
      { numRuns: 200 },
    );
  });
});
