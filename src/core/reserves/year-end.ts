import type { Chances } from './bootstrap.ts';

/** What a year's end is projected from, in minor units. */
export interface YearEndTerms {
  /** What is known of the year: what is paid, and what is estimated still to come of it with its standard error. */
  readonly paid: number;
  readonly unpaid: number;
  readonly standardError: number;
  /** What a unit of exposure cost in each of the months before, at their ultimate. */
  readonly costs: readonly number[];
  /** The exposure of each month to come. */
  readonly exposures: readonly number[];
  /** Amounts of which the year may come to more. */
  readonly limits: readonly number[];
  /** How many years are drawn. */
  readonly draws: number;
}

/** A range that holds eight of ten outcomes, and its middle. */
export interface LikelyRange {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** How the year may end, and each month to come. */
export interface YearEnd {
  readonly months: readonly LikelyRange[];
  readonly year: LikelyRange;
  /** The share of drawn years above each limit. */
  readonly chances: readonly number[];
}

/** With fewer months before there is nothing to draw from. */
export const LEAST_COSTS = 6;

/**
 * Draws years to their end. What is still to come of months incurred is a gamma number with the estimate's mean and
 * standard error; a month to come costs its exposure times the cost of one of the months before, drawn for each year from
 * a sample of them that is itself drawn, so that a short past makes a wide range (the bootstrap of a prediction).
 * Undefined where months are to come and fewer than `LEAST_COSTS` lie before.
 * Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapters 6 and 8 (the sample drawn anew).
 */
export function yearEnd(terms: YearEndTerms, chances: Chances): YearEnd | undefined {
  const { paid, unpaid, standardError, costs, exposures, limits, draws } = terms;
  if (exposures.length > 0 && costs.length < LEAST_COSTS) return undefined;
  const months = exposures.map(() => new Float64Array(draws));
  const years = new Float64Array(draws);
  const shape = standardError > 0 && unpaid > 0 ? (unpaid / standardError) ** 2 : undefined;
  for (let draw = 0; draw < draws; draw += 1) {
    years[draw] = paid + (shape === undefined ? unpaid : (chances.gamma(shape) * unpaid) / shape);
    if (exposures.length === 0) continue;
    const sample = costs.map(() => costs[chances.below(costs.length)]!);
    for (const [at, exposure] of exposures.entries()) {
      const cost = exposure * sample[chances.below(sample.length)]!;
      months[at]![draw] = cost;
      years[draw]! += cost;
    }
  }
  for (const drawn of [...months, years]) drawn.sort();
  const above = (limit: number) => years.reduce((count, one) => count + (one > limit ? 1 : 0), 0) / draws;
  return { months: months.map(rangeOf), year: rangeOf(years), chances: limits.map(above) };
}

/** From the tenth to the ninetieth of a hundred, in whole minor units. */
function rangeOf(sorted: Float64Array): LikelyRange {
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]!);
  return { low: at(0.1), likely: at(0.5), high: at(0.9) };
}
