import { exponential, logarithm, power } from '../arithmetic/elementary.ts';
import type { Uniform } from './random.ts';

/** Coefficients of the normal quantile, highest power last. Source: Wichura 1988, Applied Statistics 37, AS 241 (PPND16). */
const CENTRE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
] as const;
const SHOULDER = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const;
const TAIL = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
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
export function normal(random: Uniform, mean = 0, standardDeviation = 1): number {
  return mean + standardDeviation * normalQuantile(above0(random));
}

/** A lognormal number: e to a normal number of mean mu (the logarithm of the median) and standard deviation sigma. */
export function lognormal(random: Uniform, mu: number, sigma: number): number {
  return exponential(normal(random, mu, sigma));
}

/** A Pareto number of at least `scale`: P(X > x) = (scale / x) ^ shape. */
export function pareto(random: Uniform, scale: number, shape: number): number {
  return scale / power(above0(random), 1 / shape);
}

/** A Poisson number by inversion; a large mean is taken in parts of at most 32. */
export function poisson(random: Uniform, mean: number): number {
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
export function pick<T>(random: Uniform, { items, cumulative }: Categorical<T>): T {
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

function above0(random: Uniform): number {
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
