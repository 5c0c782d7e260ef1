import type { AggregateLossTerms } from './aggregate-loss.ts';
import { latticePlace } from './claim.ts';
import { streamOf } from './random.ts';
import { drawClaim, drawNumber } from './sampling.ts';
import type { AggregateLayer } from './year-total.ts';

/** Totals of simulated years, in rising order. Each year has a stream of its own: more years change none of the first. */
export function simulateYears(terms: AggregateLossTerms, years: number, seed: number): Float64Array {
  const [number, claim] = [
    drawNumber(terms.frequency),
    drawClaim(terms.severity, terms.perClaim, terms.step ?? 1),
  ];
  const totals = new Float64Array(years);
  for (let year = 0; year < years; year += 1) {
    const random = streamOf(seed, year);
    let total = 0;
    for (let left = number(random); left > 0; left -= 1) total += claim(random);
    totals[year] = total;
  }
  return totals.sort();
}

/** The mean of some numbers, with its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly standardError: number;
}

/** Mean and standard deviation of a function of the totals. */
export function estimate(totals: Float64Array, of: (total: number) => number): Estimate {
  const mean = average(totals, of);
  const squares = average(totals, (total) => (of(total) - mean) ** 2);
  const variance = (squares * totals.length) / (totals.length - 1);
  return { mean, standardDeviation: Math.sqrt(variance), standardError: Math.sqrt(variance / totals.length) };
}

/** The third central moment over the cube of the standard deviation; undefined where the totals are all one. */
export function skewnessOf(totals: Float64Array): number | undefined {
  const mean = average(totals, (total) => total);
  const variance = average(totals, (total) => (total - mean) ** 2);
  return variance > 0 ? average(totals, (total) => (total - mean) ** 3) / variance ** 1.5 : undefined;
}

function average(totals: Float64Array, of: (total: number) => number): number {
  let sum = 0;
  for (const total of totals) sum += of(total);
  return sum / totals.length;
}

/** What stop-loss takes of a total. */
export function excessOfTotal({ attachment, limit }: AggregateLayer): (total: number) => number {
  return (total) => Math.min(Math.max(total - attachment, 0), limit);
}

/** 1 where a total is over the attachment, 0 where it is not; the rounding of a sum of decimals does not count. */
export function isOver({ attachment }: AggregateLayer): (total: number) => number {
  return (total) => (total > attachment * (1 + 1e-12) ? 1 : 0);
}

/** The smallest total with F >= p, F being the share of the years. */
export function percentileOf(totals: Float64Array, level: number): number {
  return totals[Math.min(totals.length - 1, Math.ceil(latticePlace(level * totals.length, 1)) - 1)]!;
}

/**
 * The standard error of a percentile: half of what lies between the totals one standard error of their number to either
 * side; undefined where there is none to a side.
 */
export function percentileError(totals: Float64Array, level: number): number | undefined {
  const aside = Math.sqrt((level * (1 - level)) / totals.length);
  const [from, to] = [level - aside, level + aside];
  return from > 0 && to <= 1 ? (percentileOf(totals, to) - percentileOf(totals, from)) / 2 : undefined;
}

/** The standard error of the standard deviation; undefined where the totals are all one. Source: Kenney and Keeping 1951, section 7.8. */
export function standardDeviationError(totals: Float64Array): number | undefined {
  const mean = average(totals, (total) => total);
  const variance = average(totals, (total) => (total - mean) ** 2);
  const fourth = average(totals, (total) => (total - mean) ** 4);
  return variance > 0
    ? Math.sqrt(Math.max(0, fourth - variance ** 2) / totals.length / variance) / 2
    : undefined;
}

/** The share of the years at each of the lattice's first points; a total between two is shared so that the mean stays. */
export function sharesOnLattice(totals: Float64Array, step: number, points: number): Float64Array {
  const shares = new Float64Array(points);
  for (const total of totals) {
    const place = latticePlace(total, step);
    const below = Math.floor(place);
    if (below < points) shares[below] = shares[below]! + (1 - (place - below)) / totals.length;
    if (below + 1 < points) shares[below + 1] = shares[below + 1]! + (place - below) / totals.length;
  }
  return shares;
}
