import { exponential, logarithm, power } from './elementary.ts';
import type { RandomStream } from './random.ts';

/** Coefficients of the normal quantile, highest power last. Source: Wichura 1988, Applied Statistics 37, AS 241 (PPND16). */
const CENTRE = [
  [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
    39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
  ],
] as const;
const SHOULDER = [
  [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
    0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
] as const;
const TAIL = [
  [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
    1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
] as const;

/** The quantile of the standard normal distribution at a probability strictly between 0 and 1. */
export function normalQuantile(probability: number): number {
  const offset = probability - 0.5;
  if (Math.abs(offset) <= 0.425) return offset * quotient(CENTRE, 0.180625 - offset * offset);
  const distance = Math.sqrt(-logarithm(offset < 0 ? probability : 1 - probability));
  const size = distance <= 5 ? quotient(SHOULDER, distance - 1.6) : quotient(TAIL, distance - 5);
  return offset < 0 ? -size : size;
}

/** A normal number, one draw each. */
export function normal(random: RandomStream, mean = 0, standardDeviation = 1): number {
  return mean + standardDeviation * normalQuantile(above0(random));
}

/** A lognormal number: e to a normal number of mean mu (the logarithm of the median) and standard deviation sigma. */
export function lognormal(random: RandomStream, mu: number, sigma: number): number {
  return exponential(normal(random, mu, sigma));
}

/** A Pareto number of at least `scale`: P(X > x) = (scale / x) ^ shape. */
export function pareto(random: RandomStream, scale: number, shape: number): number {
  return scale / power(above0(random), 1 / shape);
}

/** A Poisson number by inversion; a large mean is taken in parts of at most 32. */
export function poisson(random: RandomStream, mean: number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 32) {
    const part = Math.min(left, 32);
    let term = exponential(-part);
    let rest = random.uniform() - term;
    for (let step = 1; rest >= 0 && term > 1e-18; step += 1) {
      term *= part / step;
      rest -= term;
      count += 1;
    }
  }
  return count;
}

/** Things with weights, ready to be drawn from. */
export interface Categorical<T> {
  readonly items: readonly T[];
  readonly cumulative: Float64Array;
}

/** Prepares things with weights of 0 or more, not all 0 (else a bug, and throws). */
export function categorical<T>(weighted: readonly (readonly [item: T, weight: number])[]): Categorical<T> {
  const cumulative = new Float64Array(weighted.length);
  let total = 0;
  for (const [index, [, weight]] of weighted.entries()) {
    total += weight;
    cumulative[index] = total;
  }
  if (!(total > 0)) throw new RangeError('weights must not all be 0');
  return { items: weighted.map(([item]) => item), cumulative };
}

/** One of the things, with a probability in proportion to its weight. */
export function pick<T>(random: RandomStream, { items, cumulative }: Categorical<T>): T {
  const aim = random.uniform() * cumulative[cumulative.length - 1]!;
  return items[firstAbove(cumulative, aim)]!;
}

/** The first index of rising numbers that is above an aim; the last index where none is. */
export function firstAbove(rising: Float64Array, aim: number, from = 0, to = rising.length - 1): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle]! > aim) high = middle;
    else low = middle + 1;
  }
  return low;
}

function above0(random: RandomStream): number {
  return random.uniform() || 1 / 18_014_398_509_481_984;
}

function quotient([above, below]: readonly [readonly number[], readonly number[]], x: number): number {
  let numerator = 0;
  let denominator = 0;
  for (let index = 7; index >= 0; index -= 1) {
    numerator = numerator * x + above[index]!;
    denominator = denominator * x + below[index]!;
  }
  return numerator / denominator;
}
