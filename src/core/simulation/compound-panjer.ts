import { exponential, logarithm } from '../arithmetic/elementary.ts';
import type { Frequency } from './frequency.ts';

/** The number of claims as a member of the (a, b, 0) class: unit P(N = k) = (a + b / k) P(N = k - 1). */
interface Recursion {
  readonly a: number;
  readonly b: number;
  /** 1, but where a and b would grow without bound. */
  readonly unit: number;
  /** ln P(S = 0), where one claim is 0 with a probability. */
  logAtZero(none: number): number;
}

/** Source: Klugman, Panjer and Willmot, Loss Models, table 6.1 and appendix B.2. */
function recursionOf(frequency: Exclude<Frequency, { kind: 'discrete' }>): Recursion {
  switch (frequency.kind) {
    case 'poisson': {
      const { mean } = frequency;
      return { a: 0, b: mean, unit: 1, logAtZero: (none) => mean * (none - 1) };
    }
    case 'negative-binomial': {
      const { r, p } = frequency;
      return {
        a: 1 - p,
        b: (r - 1) * (1 - p),
        unit: 1,
        logAtZero: (none) => -r * logarithm(1 + ((1 - p) / p) * (1 - none)),
      };
    }
    case 'binomial': {
      const { n, p } = frequency;
      return { a: -p, b: (n + 1) * p, unit: 1 - p, logAtZero: (none) => n * logarithm(1 - p + p * none) };
    }
  }
}

/**
 * The probabilities that a year's claims sum to 0, 1, 2, ... steps, by Panjer's recursion.
 *
 * P(S = 0) may be far below the smallest double. The recursion is linear, so it starts at 1, is scaled down whenever it
 * has grown too large, and the logarithm of the scale is kept; what thereby falls below the smallest double is nothing
 * beside what follows. Source: Panjer 1981, Recursive evaluation of a family of compound distributions, ASTIN Bulletin 12.
 *
 * A binomial number of claims that are each more likely something than nothing makes the recursion unstable (Panjer and
 * Wang 1993, On the stability of recursive formulas, ASTIN Bulletin 23 (2)): then the total is taken as what it is, the sum
 * of n equal parts.
 */
export function compoundByPanjer(
  frequency: Exclude<Frequency, { kind: 'discrete' }>,
  claim: Float64Array,
  points: number,
): Float64Array {
  if (frequency.kind === 'binomial' && 1 - frequency.p + frequency.p * claim[0]! < 0.5) {
    return powerOf(frequency.n, frequency.p, claim, points);
  }
  const { a, b, unit, logAtZero } = recursionOf(frequency);
  const total = new Float64Array(points);
  const none = claim[0]!;
  let logScale = logAtZero(none);
  total[0] = 1;
  const weighted = claim.map((probability, size) => probability * size);
  for (let sum = 1; sum < points; sum += 1) {
    let [plain, bySize] = [0, 0];
    for (let size = Math.min(sum, claim.length - 1); size >= 1; size -= 1) {
      const before = total[sum - size]!;
      plain += claim[size]! * before;
      bySize += weighted[size]! * before;
    }
    total[sum] = (a * plain + (b / sum) * bySize) / (unit - a * none);
    if (Math.abs(total[sum]!) > LARGE) {
      for (let index = 0; index <= sum; index += 1) total[index] = total[index]! / LARGE;
      logScale += LOG_LARGE;
    }
  }
  return total.map(
    (scaled) => Math.sign(scaled) * exponential(logScale + logarithm(Math.max(Math.abs(scaled), SMALLEST))),
  );
}

/** The sum of n parts, each a claim with probability p and else 0: doubled and added to, as the digits of n say. */
function powerOf(n: number, p: number, claim: Float64Array, points: number): Float64Array {
  const part = claim.map((probability, size) => p * probability + (size === 0 ? 1 - p : 0));
  let total: Float64Array = Float64Array.of(1);
  for (const digit of n.toString(2)) {
    total = convolution(total, total, points);
    if (digit === '1') total = convolution(total, part, points);
  }
  const all = new Float64Array(points);
  all.set(total);
  return all;
}

function convolution(left: Float64Array, right: Float64Array, points: number): Float64Array {
  const sum = new Float64Array(Math.min(points, left.length + right.length - 1));
  for (const [at, weight] of left.entries()) {
    const end = Math.min(right.length, sum.length - at);
    for (let index = 0; index < end; index += 1) sum[at + index] = sum[at + index]! + weight * right[index]!;
  }
  return sum;
}

const SMALLEST = 2.2250738585072014e-308;

const LARGE = 2 ** 600;
const LOG_LARGE = 600 * Math.LN2;
