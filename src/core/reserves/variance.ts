import { exponential, logarithm } from '../arithmetic/elementary.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { cellNotAbove0 } from './development-factors.ts';
import { originsReaching, type Triangle } from './triangle.ts';

/** How the last variance is set where a single origin reaches the last development. */
export type LastSigma = 'mack' | 'log-linear';

/** Single factors that are nearer to the average one than this share of it differ by rounding alone. */
const ROUNDING = 1e-14;

/**
 * The variances sigma squared of the development factors: the weighted squares of the single factors' distances from
 * the average one, over the origins less 1. Where one origin alone reaches the last development, its variance is set
 * from those before it. Needs volume-weighted factors. Source: Mack 1993, ASTIN Bulletin 23, pages 213 to 225.
 * Refused (`undefined_result`): fewer than four developments or two origins, claims of 0 or less under a factor.
 */
export function factorVariances(
  triangle: Triangle,
  factors: readonly number[],
  last: LastSigma,
): number[] | Refusal {
  if (triangle.developments < 4) {
    return refuse('undefined_result', 'triangle', 'four developments or more', triangle.developments);
  }
  if (triangle.rows.length < 2) return refuse('undefined_result', 'triangle', 'two origins or more', 1);
  const variances: number[] = [];
  for (const [development, factor] of factors.entries()) {
    const origins = originsReaching(triangle, development + 1);
    const unusable = cellNotAbove0(triangle, development, origins);
    if (unusable !== undefined) return unusable;
    if (!(factor > 0)) {
      return refuse('undefined_result', 'triangle', `claims in development ${development + 2}`, factor);
    }
    if (origins === 1) break;
    let squares = 0;
    for (const row of triangle.rows.slice(0, origins)) {
      const distance = row[development + 1]! / row[development]! - factor;
      if (Math.abs(distance) > ROUNDING * factor) squares += row[development]! * distance * distance;
    }
    variances.push(squares / (origins - 1));
  }
  if (variances.length === factors.length) return variances;
  const set = last === 'mack' ? lastByMack(variances) : lastByRegression(variances);
  return isRefusal(set) ? set : [...variances, set];
}

/** min(b^2 / a, a, b) of the last two variances a and b; with a = 0 the smallest is 0.. */
function lastByMack(variances: readonly number[]): number {
  const [a, b] = variances.slice(-2) as [number, number];
  return a === 0 ? 0 : Math.min((b * b) / a, a, b);
}

/** The straight line through the logarithms of the variances above 0, one development further. */
function lastByRegression(variances: readonly number[]): number | Refusal {
  const points = variances.flatMap((variance, at) =>
    variance > 0 ? [{ at, height: logarithm(variance) }] : [],
  );
  if (points.length < 2) {
    return refuse('undefined_result', 'lastSigma', 'two variances above 0 for a line', points.length);
  }
  const meanAt = points.reduce((sum, { at }) => sum + at, 0) / points.length;
  const meanHeight = points.reduce((sum, { height }) => sum + height, 0) / points.length;
  let [together, alone] = [0, 0];
  for (const { at, height } of points) {
    together += (at - meanAt) * (height - meanHeight);
    alone += (at - meanAt) ** 2;
  }
  return exponential(meanHeight + (together / alone) * (variances.length - meanAt));
}
