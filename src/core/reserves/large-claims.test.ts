import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Month } from '../calendar/month.ts';
import type { LagCell } from './lag-triangle.ts';
import { ordinaryCells, reserveWithLargeApart } from './large-claims.ts';
import { unpaidClaims } from './unpaid-claims.ts';

const cell = (incurred: number, paid: number, amount: number): LagCell => ({
  incurredMonth: incurred as Month,
  paidMonth: paid as Month,
  amount,
});
const through = 29 as Month;
/** Thirty months of 100,000 each, paid by half, three and two tenths. */
const steady = Array.from({ length: 30 }, (_, month) =>
  [0.5, 0.3, 0.2].map((share, lag) => cell(month, month + lag, 100_000 * share)),
).flat();
const paid = steady.filter(({ paidMonth }) => paidMonth <= through);

describe('large claims', () => {
  test('do not move what is estimated of the others, and are held at what is on record', () => {
    const without = reserveWithLargeApart({ paid, known: [], large: [] }, new Map(), through);
    expect(without.unpaid).toBe(50_000 + 20_000);
    // A person's year: a million above the threshold, paid at once for the last month, and a tenth of it to be paid.
    const large = [cell(29, 29, 1_000_000), cell(29, 30, 100_000)];
    const all = { paid: [...paid, large[0]!], known: [large[1]!, cell(28, 30, 5_000)], large };
    const found = reserveWithLargeApart(all, new Map(), through);
    expect(found).toMatchObject({
      paid: without.paid + 1_000_000,
      unpaid: without.unpaid + 100_000,
      known: 105_000,
    });
    expect(found.months.at(-1)).toMatchObject({
      ...{ largePaid: 1_000_000, largeKnown: 100_000, unpaid: 150_000, known: 100_000, notReported: 50_000 },
    });
    // Developed with all others the million would look half paid.
    expect(unpaidClaims(all.paid, new Map(), through).unpaid).toBeGreaterThan(1_000_000);
  });

  test('and others together are all that was paid', () => {
    const amounts = fc.array(fc.tuple(fc.nat(29), fc.nat(5), fc.nat(10 ** 6), fc.nat(10 ** 6)), {
      maxLength: 50,
    });
    fc.assert(
      fc.property(amounts, (given) => {
        const cells = given.map(([incurred, lag, amount]) => cell(incurred, incurred + lag, amount));
        const large = given.map(([incurred, lag, amount, part]) =>
          cell(incurred, incurred + lag, Math.min(amount, part)),
        );
        const [now, later] = [cells, cells].map((all, index) =>
          all.filter(({ paidMonth }) => paidMonth <= through === (index === 0)),
        ) as [LagCell[], LagCell[]];
        const found = reserveWithLargeApart({ paid: now, known: later, large }, new Map(), through);
        const sum = (some: readonly LagCell[]) => some.reduce((all, { amount }) => all + amount, 0);
        expect(found.paid).toBe(sum(now));
        expect(found.known).toBe(sum(later));
        expect(
          sum(ordinaryCells({ paid: now, large }, through)) +
            sum(large.filter(({ paidMonth }) => paidMonth <= through)),
        ).toBe(sum(now));
        for (const month of found.months) {
          expect(month.unpaid).toBe(month.known + month.notReported);
          expect(month.notReported).toBeGreaterThanOrEqual(0);
        }
        expect(found.unpaid).toBe(found.months.reduce((all, { unpaid }) => all + unpaid, 0));
      }),
    );
  });

  test('leave no month less than what is decided and not paid', () => {
    const known = [cell(28, 30, 60_000), cell(29, 30, 10_000)];
    const { months } = reserveWithLargeApart({ paid, known, large: [] }, new Map(), through);
    // A fifth and a half of 100,000 are expected.
    expect(months.slice(-2).map((one) => [one.unpaid, one.notReported])).toEqual([
      [60_000, 0],
      [50_000, 40_000],
    ]);
  });

  test('of months too old for the triangle are what is decided and not paid', () => {
    const known = [cell(-40, 30, 7_000)];
    const found = reserveWithLargeApart({ paid, known, large: [cell(-40, 30, 3_000)] }, new Map(), through);
    expect(found.months[0]).toMatchObject({ month: -40, ordinary: undefined, unpaid: 7_000, notReported: 0 });
  });
});
