import type { Month } from '../calendar/month.ts';
import { type LagCell, oldestMonth } from './lag-triangle.ts';
import { type MonthUnpaid, unpaidClaims } from './unpaid-claims.ts';

/** What is on record of claims at the end of a month, by month incurred and month paid. */
export interface ClaimsOnRecord {
  /** What was paid by then. */
  readonly paid: readonly LagCell[];
  /** What was decided by then, and is paid later. */
  readonly known: readonly LagCell[];
  /** The part of both that lies above what a person's year may cost. */
  readonly large: readonly LagCell[];
}

/** A month incurred: what is below the threshold as estimated, what is above it as it is on record, and what both lack. */
export interface MonthReserve {
  readonly month: Month;
  /** Below the threshold; undefined of a month that is too old to be estimated. */
  readonly ordinary: MonthUnpaid | undefined;
  /** Above the threshold: what is paid, and what is decided and paid later. */
  readonly largePaid: number;
  readonly largeKnown: number;
  readonly paid: number;
  readonly unpaid: number;
  /** What of the unpaid is decided already; the rest is incurred but not reported. */
  readonly known: number;
  readonly notReported: number;
}

/** What claims incurred so far will still cost, in whole minor units. */
export interface ClaimsReserve {
  readonly months: readonly MonthReserve[];
  readonly paid: number;
  readonly unpaid: number;
  readonly known: number;
}

/**
 * Estimates what is unpaid with large claims apart. A few persons whose year costs very much distort the development of
 * all, and the next month has others: so the triangle holds what lies below a threshold by person and year, and what lies
 * above is held as case, at what is on record. What is not on record above the threshold counts as nothing: with the
 * specific deductible as threshold the stop-loss carrier bears it, and neither the claim nor its recovery is in the books.
 * No month has less left than is decided and not paid; one too old for the triangle has just that.
 * Source: Friedland 2010, Estimating Unpaid Claims Using Basic Techniques, chapter 7 (large claims taken out of the
 * development technique, with a case projection of their own).
 */
export function reserveWithLargeApart(
  { paid, known, large }: ClaimsOnRecord,
  exposure: ReadonlyMap<Month, number>,
  through: Month,
): ClaimsReserve {
  const ordinary = unpaidClaims(ordinaryCells({ paid, large }, through), exposure, through);
  const [ordinaryMonths, oldest] = [
    new Map(ordinary.months.map((one) => [one.month, one])),
    oldestMonth(through),
  ];
  const isLater = ({ paidMonth }: LagCell) => paidMonth > through;
  const knownByMonth = sumsByMonth(known, through);
  const largeKnown = sumsByMonth(large.filter(isLater), through);
  const largePaid = sumsByMonth(
    large.filter((cell) => !isLater(cell) && cell.incurredMonth >= oldest),
    through,
  );
  const all = new Set([
    ...ordinaryMonths.keys(),
    ...knownByMonth.keys(),
    ...largeKnown.keys(),
    ...largePaid.keys(),
  ]);
  const months = [...all]
    .sort((a, b) => a - b)
    .map((month): MonthReserve => {
      const below = ordinaryMonths.get(month);
      const above = { largePaid: largePaid.get(month) ?? 0, largeKnown: largeKnown.get(month) ?? 0 };
      const decided = knownByMonth.get(month) ?? 0;
      const unpaid =
        month < oldest
          ? decided
          : unpaidBelow(below?.unpaid ?? 0, decided - above.largeKnown) + above.largeKnown;
      return {
        ...{ month, ordinary: below, ...above },
        paid: (below?.paid ?? 0) + above.largePaid,
        ...{ unpaid, known: decided, notReported: unpaid - decided },
      };
    });
  const sum = (name: 'paid' | 'unpaid' | 'known') => months.reduce((all, month) => all + month[name], 0);
  return { months, paid: sum('paid'), unpaid: sum('unpaid'), known: sum('known') };
}

/** What is unpaid below the threshold: as estimated, but no less than what is decided and not paid. */
export function unpaidBelow(estimated: number, decided: number): number {
  return Math.max(estimated, decided);
}

/** What was paid below the threshold: all that was paid, less the part above. */
export function ordinaryCells<Cell extends LagCell>(
  { paid, large }: { readonly paid: readonly Cell[]; readonly large: readonly Cell[] },
  through: Month,
): Cell[] {
  const above = large.filter(({ paidMonth }) => paidMonth <= through);
  return [...paid, ...above.map((cell) => ({ ...cell, amount: -cell.amount }))];
}

function sumsByMonth(cells: readonly LagCell[], through: Month): Map<Month, number> {
  const sums = new Map<Month, number>();
  for (const { incurredMonth, amount } of cells)
    if (incurredMonth <= through) sums.set(incurredMonth, (sums.get(incurredMonth) ?? 0) + amount);
  return sums;
}
