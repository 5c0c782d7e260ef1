// What holds for every tender: nobody's part is lost, no year costs more than the worst, volume never costs more.
import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered, tenderOf } from '../../../tests/tenders.ts';
import { compareRatios, ratioOf } from '../money/ratio.ts';
import { priceBid } from './bid-price.ts';
import { compareBids } from './comparison.ts';
import { employerPartBy } from './contribution-split.ts';
import type { Bid, Group } from './tender.ts';
import { type YearCost, yearCost } from './year-cost.ts';

const RUNS = { numRuns: 1000 };
const seeds = integer({ min: 0, max: 2 ** 31 - 1 });

/** Every year of a tender: of its bids, and of the answers to its rise. */
function yearsOf(seed: number): YearCost[] {
  const { group, bids, rise } = tenderOf(seed).tender;
  const compared = answered(compareBids(group, bids, rise));
  return [
    ...compared.bids.map(({ cost }) => cost),
    ...(compared.rise?.answers.map(({ cost }) => cost) ?? []),
  ];
}

const costOf = (group: Group, bid: Bid) =>
  yearCost(group, answered(priceBid(group, bid)), employerPartBy(group.contributions));

describe('in every year', () => {
  test('employer and employees bear all of it, and neither less than nothing', () => {
    assert(
      property(seeds, (seed) => {
        for (const { tiers, paidIn, good, expected, worst } of yearsOf(seed))
          for (const { total, employer, employee } of [...tiers, paidIn, good, expected, worst]) {
            expect(employer + employee).toBe(total);
            expect(employer >= 0n && employee >= 0n).toBe(true);
          }
      }),
      RUNS,
    );
  });

  test('worst >= expected >= good >= fixed cost, and what comes back is no more than the fund', () => {
    assert(
      property(seeds, (seed) => {
        for (const { fixedCost, fund, most, good, expected, worst } of yearsOf(seed)) {
          expect(worst.total >= expected.total && expected.total >= good.total).toBe(true);
          expect(good.total >= fixedCost).toBe(true);
          expect(good.returned >= expected.returned && good.returned <= fund).toBe(true);
          expect(worst.total).toBe(fixedCost + most);
        }
      }),
      RUNS,
    );
  });

  test('twelve equal payments are all that is paid in', () => {
    assert(
      property(seeds, (seed) => {
        for (const { monthlyPayment, paidIn, fixedCost, fund } of yearsOf(seed)) {
          expect(12n * monthlyPayment).toBe(paidIn.total);
          expect(fixedCost + fund).toBe(paidIn.total);
        }
      }),
      RUNS,
    );
  });
});

test('the order of bids does not matter', () => {
  assert(
    property(seeds, integer({ min: 0, max: 5 }), (seed, by) => {
      const { group, bids, rise } = tenderOf(seed).tender;
      const at = by % bids.length;
      const turned = [...bids.slice(at), ...bids.slice(0, at)].reverse();
      expect(compareBids(group, turned, rise)).toEqual(compareBids(group, bids, rise));
    }),
    RUNS,
  );
});

/** The same bid with schedules that fall: discounts that rise, fees that sink. */
function falling(bid: Bid): Bid {
  const inBands = <B extends object>(bands: readonly B[], ordered: readonly B[]) =>
    bands.map((band, place) => ({ ...ordered[place]!, upTo: (band as { upTo?: number }).upTo }));
  const volumeDiscounts = inBands(
    bid.volumeDiscounts,
    [...bid.volumeDiscounts].sort((a, b) => compareRatios(a.discount, b.discount)),
  );
  if (bid.form === 'fully-insured') return { ...bid, volumeDiscounts };
  const fees = [...bid.administration].sort((a, b) => b.perEmployeePerMonth - a.perEmployeePerMonth);
  return { ...bid, volumeDiscounts, administration: inBands(bid.administration, fees) };
}

test('where schedules fall, more volume is never a higher price for one', () => {
  assert(
    property(seeds, integer({ min: 0, max: 100 }), (seed, more) => {
      const { group, bids } = tenderOf(seed).tender;
      const [tier, employees] = [...group.enrolment][0]!;
      const larger = { ...group, enrolment: new Map([...group.enrolment, [tier, employees + more]]) };
      for (const bid of bids.map(falling)) {
        const after = priceBid(larger, bid);
        if ('refused' in after) continue;
        const before = answered(priceBid(group, bid));
        for (const [place, { rate, fixed }] of after.tiers.entries()) {
          expect(rate <= before.tiers[place]!.rate).toBe(true);
          expect(fixed <= before.tiers[place]!.fixed).toBe(true);
        }
      }
    }),
    RUNS,
  );
});

test('a higher attachment never makes the worst year cheaper, a larger share returned never an expected one dearer', () => {
  assert(
    property(seeds, integer({ min: 0, max: 100 }), (seed, more) => {
      const { group, bids } = tenderOf(seed).tender;
      for (const bid of bids) {
        if (bid.form !== 'level-funded' && bid.form !== 'self-funded') continue;
        const { numerator, denominator } = bid.attachmentMultiplier;
        const attachmentMultiplier = ratioOf(
          numerator * 100n + BigInt(more) * denominator,
          denominator * 100n,
        );
        const higher = costOf(group, { ...bid, attachmentMultiplier });
        expect(higher.worst.total >= costOf(group, bid).worst.total).toBe(true);
        if (bid.form !== 'level-funded') continue;
        const all = costOf(group, { ...bid, returnedShare: ratioOf(1) });
        expect(all.expected.total <= costOf(group, bid).expected.total).toBe(true);
      }
    }),
    RUNS,
  );
});

test('one side bears all of a rise: the other pays today what it paid, or less where the rate is lower', () => {
  assert(
    property(seeds, (seed) => {
      const { group, bids, rise } = tenderOf(seed).tender;
      const answers = answered(compareBids(group, bids, rise)).rise?.answers;
      if (answers === undefined) return;
      const [employerMore, cut, employeesMore] = answers;
      expect(employerMore!.cost.expected.total).toBe(employeesMore!.cost.expected.total);
      expect(cut!.cost.expected.total <= employerMore!.cost.expected.total).toBe(true);
      const { current } = answered(compareBids(group, bids, rise)).rise!;
      expect(employerMore!.cost.paidIn.employee <= current.employee).toBe(true);
      expect(employeesMore!.cost.paidIn.employer <= current.employer).toBe(true);
    }),
    RUNS,
  );
});
