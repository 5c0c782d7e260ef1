import type { Month } from '../calendar/month.ts';
import { isRefusal } from '../refusal.ts';
import { bornhuetterFerguson, capeCodRatio } from './bornhuetter-ferguson.ts';
import { factorsToUltimate } from './development-factors.ts';

/** What was paid in a month for claims incurred in a month, in minor units. */
export interface LagCell {
  readonly incurredMonth: Month;
  readonly paidMonth: Month;
  readonly amount: number;
}

/** A month incurred: what is paid, how much of it that is expected to be, and what is still to come. */
export interface MonthUnpaid {
  readonly month: Month;
  readonly paid: number;
  readonly completion: number;
  readonly unpaid: number;
  readonly method: 'completion' | 'bornhuetter-ferguson';
}

/** What claims incurred so far will still cost, in whole minor units, never below 0. */
export interface UnpaidClaims {
  readonly months: readonly MonthUnpaid[];
  readonly paid: number;
  readonly unpaid: number;
}

/** After two years next to nothing is paid any more; older months are taken as paid in full. */
const DEVELOPMENTS = 24;
/** A month of which less is paid says more about chance than about itself. */
const CREDIBLE = 0.5;

/**
 * Estimates what is unpaid at the end of a month from the lag triangle. Each month's completion comes from
 * volume-weighted factors; a month that is at least half complete is divided by it, a younger one takes what its exposure
 * (subscribers covered, one where none is given) cost in the credible months, as far as it is not seen yet. A development
 * in which nothing was ever paid has a factor of 1.
 * Source: Bornhuetter and Ferguson 1972; Cape Cod a priori; the method usual for health claims, Actuarial Standard of
 * Practice No. 5, section 3.
 */
export function unpaidClaims(
  cells: readonly LagCell[],
  exposure: ReadonlyMap<Month, number>,
  through: Month,
): UnpaidClaims {
  const oldest = through - (2 * DEVELOPMENTS - 1);
  const known = cells.filter(
    ({ incurredMonth, paidMonth }) =>
      incurredMonth >= oldest && paidMonth <= through && incurredMonth <= through,
  );
  if (known.length === 0) return { months: [], paid: 0, unpaid: 0 };
  const first = Math.min(...known.map(({ incurredMonth }) => incurredMonth));
  const rows = cumulativeRows(known, first, through);
  const toUltimate = factorsToUltimate(factorsOf(rows), 1);
  const reported = rows.map((row) => row.at(-1)!);
  const completion = rows.map((row) => 1 / toUltimate[row.length - 1]!);
  const exposures = rows.map((_, origin) => exposure.get((first + origin) as Month) ?? 1);
  const credible = completion.map((share) => share >= CREDIBLE);
  const ratio = capeCodRatio(
    {
      reported: reported.filter((_, origin) => credible[origin]),
      completion: completion.filter((_, origin) => credible[origin]),
    },
    exposures.filter((_, origin) => credible[origin]),
  );
  const apriori = exposures.map((units) => (isRefusal(ratio) ? 0 : Math.max(0, ratio) * units));
  const expected = bornhuetterFerguson({ reported, completion }, apriori);
  const months = rows.map((_, origin): MonthUnpaid => {
    const paid = reported[origin]!;
    const share = completion[origin]!;
    const ultimate = credible[origin] ? paid / share : expected[origin]!;
    return {
      month: (first + origin) as Month,
      paid,
      completion: share,
      unpaid: Math.max(0, Math.round(ultimate - paid)),
      method: credible[origin] ? 'completion' : 'bornhuetter-ferguson',
    };
  });
  return {
    months,
    paid: months.reduce((sum, month) => sum + month.paid, 0),
    unpaid: months.reduce((sum, month) => sum + month.unpaid, 0),
  };
}

function cumulativeRows(cells: readonly LagCell[], first: number, through: number): number[][] {
  const rows = Array.from({ length: through - first + 1 }, (_, origin) =>
    new Array<number>(Math.min(DEVELOPMENTS, through - first - origin + 1)).fill(0),
  );
  for (const { incurredMonth, paidMonth, amount } of cells) {
    const row = rows[incurredMonth - first]!;
    const lag = Math.max(0, Math.min(paidMonth - incurredMonth, row.length - 1));
    row[lag]! += amount;
  }
  for (const row of rows) for (let lag = 1; lag < row.length; lag += 1) row[lag]! += row[lag - 1]!;
  return rows;
}

function factorsOf(rows: readonly (readonly number[])[]): number[] {
  const developments = rows[0]!.length;
  return Array.from({ length: developments - 1 }, (_, development) => {
    const reaching = rows.filter((row) => row.length > development + 1);
    const [from, to] = [0, 1].map((step) =>
      reaching.reduce((sum, row) => sum + row[development + step]!, 0),
    ) as [number, number];
    return from > 0 && to > 0 ? to / from : 1;
  });
}
