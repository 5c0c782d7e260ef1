import type { Month } from '../calendar/month.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { bornhuetterFerguson, capeCodRatio } from './bornhuetter-ferguson.ts';
import type { Seen } from './completion.ts';
import { type LagCell, lagCompletion, lagTriangle } from './lag-triangle.ts';
import { latestOf } from './triangle.ts';

/**
 * A month incurred: what is paid, how much of it that is expected to be, what its exposure is expected to cost, and what
 * is still to come.
 */
export interface MonthUnpaid {
  readonly month: Month;
  readonly exposure: number;
  readonly paid: number;
  readonly completion: number;
  readonly expected: number;
  readonly unpaid: number;
  readonly method: 'completion' | 'bornhuetter-ferguson';
}

/** What claims incurred so far will still cost, in whole minor units, never below 0. */
export interface UnpaidClaims {
  readonly months: readonly MonthUnpaid[];
  readonly paid: number;
  readonly unpaid: number;
}

/** A month of which less is paid says more about chance than about itself. */
const CREDIBLE = 0.5;

/**
 * Estimates what is unpaid at the end of a month from the lag triangle. A month that is at least half complete is divided
 * by its completion, a younger one takes what its exposure (subscribers covered) cost in the credible months, as far as it
 * is not seen yet. Months without exposure tell nothing of its cost; where no exposure is given at all, each month has one.
 * Source: Bornhuetter and Ferguson 1972; Cape Cod a priori; the development method of Actuarial Standard of Practice No. 5
 * (2017), section 2.5.
 */
export function unpaidClaims(
  cells: Iterable<LagCell>,
  exposure: ReadonlyMap<Month, number>,
  through: Month,
): UnpaidClaims {
  const triangle = lagTriangle(cells, through);
  if (triangle === undefined) return { months: [], paid: 0, unpaid: 0 };
  const byDevelopment = lagCompletion(triangle);
  const reported = latestOf(triangle);
  const completion = triangle.rows.map((row) => byDevelopment[row.length - 1]!);
  const exposures = lagExposures(triangle.first, triangle.rows.length, exposure);
  const cost = credibleCost({ reported, completion }, exposures);
  const apriori = exposures.map((units) => (isRefusal(cost) ? 0 : cost * units));
  const ultimates = bornhuetterFerguson({ reported, completion }, apriori);
  const months = reported.map((paid, origin): MonthUnpaid => {
    const share = completion[origin]!;
    const isCredible = share >= CREDIBLE;
    const ultimate = isCredible ? paid / share : ultimates[origin]!;
    return {
      month: (triangle.first + origin) as Month,
      exposure: exposures[origin]!,
      paid,
      completion: share,
      expected: apriori[origin]!,
      unpaid: Math.max(0, Math.round(ultimate - paid)),
      method: isCredible ? 'completion' : 'bornhuetter-ferguson',
    };
  });
  return {
    months,
    paid: months.reduce((sum, month) => sum + month.paid, 0),
    unpaid: months.reduce((sum, month) => sum + month.unpaid, 0),
  };
}

/** The exposure of months in a row; one each where none is given at all. */
export function lagExposures(first: Month, months: number, exposure: ReadonlyMap<Month, number>): number[] {
  const unknown = exposure.size === 0 ? 1 : 0;
  return Array.from({ length: months }, (_, origin) => exposure.get((first + origin) as Month) ?? unknown);
}

/**
 * What a unit of exposure costs by Cape Cod, over the months that are at least so far complete and have exposure.
 * Refused (`undefined_result`): there are none.
 */
export function costOfExposure(
  { reported, completion }: Seen,
  exposures: readonly number[],
  least: number,
): number | Refusal {
  const counts = (_: number, origin: number) => completion[origin]! >= least && exposures[origin]! > 0;
  const seen = { reported: reported.filter(counts), completion: completion.filter(counts) };
  const ratio = capeCodRatio(seen, exposures.filter(counts));
  return isRefusal(ratio) ? ratio : Math.max(0, ratio);
}

/** The same over the credible months, or over all where none of them has exposure. */
export function credibleCost(seen: Seen, exposures: readonly number[]): number | Refusal {
  const cost = costOfExposure(seen, exposures, CREDIBLE);
  return isRefusal(cost) ? costOfExposure(seen, exposures, 0) : cost;
}
