import {
  exponential,
  exponentialLessOne,
  logarithm,
  logarithmOfOneAnd,
  power,
} from '../arithmetic/elementary.ts';
import { gammaAbove, gammaBelow } from './gamma-tail.ts';
import { bell, normalTail, scaledNormalTail } from './normal-tail.ts';

/** How large one claim is, before its own deductible and limit. */
export type Severity =
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number }
  | { readonly kind: 'gamma'; readonly shape: number; readonly rate: number }
  | { readonly kind: 'exponential'; readonly rate: number }
  | { readonly kind: 'pareto'; readonly shape: number; readonly scale: number }
  | { readonly kind: 'empirical'; readonly values: readonly number[]; readonly weights?: readonly number[] }
  | { readonly kind: 'discrete'; readonly probabilities: readonly number[] };

/** A severity that has a density, as what the rules of a lattice need of it. */
export interface ContinuousSeverity {
  /** P(X > x). */
  above(x: number): number;
  /**
   * The mean of min((X - from)+, width) to the power of 1, 2 or 3: what a layer takes of a claim. The width may be
   * Infinity, and the mean is then Infinity where the severity has no such moment.
   */
  layer(order: number, from: number, width: number): number;
}

/** The severity's density side; `discrete` and `empirical` have none and are taken as the points that they are. */
export function continuous(
  severity: Exclude<Severity, { kind: 'discrete' | 'empirical' }>,
): ContinuousSeverity {
  if (severity.kind === 'pareto') return pareto(severity.shape, severity.scale);
  if (severity.kind === 'lognormal') return byMoments(lognormal(severity.mu, severity.sigma));
  return byMoments(gamma(severity.kind === 'gamma' ? severity.shape : 1, severity.rate));
}

/** E[X^order; from < X <= to]; order 0 is the probability. `to` may be Infinity. */
type PartialMoment = (order: number, from: number, to: number) => number;

/** min((X - from)+, width)^order by the binomial theorem over what lies inside, and the whole width above. */
function byMoments(moment: PartialMoment): ContinuousSeverity {
  const above = (x: number) => moment(0, x, Infinity);
  return {
    above,
    layer(order, from, width) {
      const to = from + width;
      let sum = width === Infinity ? 0 : width ** order * above(to);
      for (let part = 0; part <= order; part += 1) {
        sum += BINOMIAL[order]![part]! * (-from) ** (order - part) * moment(part, from, to);
      }
      return Math.max(0, sum);
    },
  };
}

const BINOMIAL = [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1]] as const;

/**
 * The larger of the logarithm's standard score and that of the order decides which tail is taken, so that neither a
 * huge whole moment nor a difference of numbers near 1 comes in. Source: Klugman, Panjer and Willmot, Loss Models,
 * appendix A.5.1.1.
 */
function lognormal(mu: number, sigma: number): PartialMoment {
  const score = (x: number) => (logarithm(x) - mu) / sigma;
  const whole = (order: number) => exponential(order * mu + (order * order * sigma * sigma) / 2);
  const below = (order: number, x: number) => {
    if (x < SMALLEST) return 0;
    const z = score(x);
    const far = order * sigma - z;
    return far > 0 ? x ** order * bell(z) * scaledNormalTail(far) : whole(order) * normalTail(far);
  };
  const beyond = (order: number, x: number) => {
    if (x === Infinity) return 0;
    if (x < SMALLEST) return whole(order);
    const z = score(x);
    const far = z - order * sigma;
    return far > 0 ? x ** order * bell(z) * scaledNormalTail(far) : whole(order) * normalTail(far);
  };
  return (order, from, to) => {
    const isBelow = (x: number) => x < SMALLEST || (x !== Infinity && score(x) <= order * sigma);
    if (isBelow(to)) return below(order, to) - below(order, from);
    return isBelow(from) && to !== Infinity
      ? whole(order) - below(order, from) - beyond(order, to)
      : beyond(order, from) - beyond(order, to);
  };
}

/** Below the smallest normal number there is nothing of a lognormal severity that a double could tell from 0. */
const SMALLEST = 2.2250738585072014e-308;

/** Source: Klugman, Panjer and Willmot, Loss Models, appendix A.3.2.1. */
function gamma(shape: number, rate: number): PartialMoment {
  return (order, from, to) => {
    const [raised, a, b] = [shape + order, from * rate, to * rate];
    let whole = rate ** -order;
    for (let step = 0; step < order; step += 1) whole *= shape + step;
    const part =
      a > raised
        ? gammaAbove(raised, a) - gammaAbove(raised, b)
        : gammaBelow(raised, b) - gammaBelow(raised, a);
    return whole * part;
  };
}

/**
 * Pareto of the second kind (Lomax), P(X > x) = (scale / (x + scale))^shape. What is above any amount is again Pareto,
 * of that amount plus the scale. Source: Klugman, Panjer and Willmot, Loss Models, appendix A.2.3.1 (there: Pareto).
 */
function pareto(shape: number, scale: number): ContinuousSeverity {
  const above = (x: number) => power(scale / (x + scale), shape);
  return {
    above,
    layer(order, from, width) {
      const start = from + scale;
      const share = above(from);
      if (share === 0) return 0;
      if (width === Infinity) {
        if (shape <= order) return Infinity;
        let moment = share;
        for (let step = 1; step <= order; step += 1) moment *= (start * step) / (shape - step);
        return moment;
      }
      const length = logarithmOfOneAnd(width / start);
      if (order === 1) return share * start * growth(1 - shape, length);
      return share * start ** order * order * weightedGrowth(order - 1, 1 - shape, length);
    },
  };
}

/** The integral of e^(rate s) over s from 0 to a length. */
function growth(rate: number, length: number): number {
  return rate === 0 ? length : exponentialLessOne(rate * length) / rate;
}

/** The integral of (e^s - 1)^exponent e^(rate s) over s from 0 to a length, by Gauss's rule of ten points in short panels. */
function weightedGrowth(exponent: number, rate: number, length: number): number {
  // Where the integrand falls, nothing counts beyond 50 of its own lengths.
  const end = rate + exponent < 0 ? Math.min(length, 50 / -(rate + exponent)) : length;
  const panels = Math.ceil(end * Math.max(1, Math.abs(rate) / 4));
  const half = end / panels / 2;
  let sum = 0;
  for (let panel = 0; panel < panels; panel += 1) {
    const middle = (2 * panel + 1) * half;
    for (const [node, weight] of GAUSS) {
      for (const s of [middle - node * half, middle + node * half]) {
        sum += weight * exponentialLessOne(s) ** exponent * exponential(rate * s);
      }
    }
  }
  return sum * half;
}

/** Nodes and weights of Gauss's rule of ten points. Source: Abramowitz and Stegun 1964, table 25.4. */
const GAUSS = [
  [0.14887433898163122, 0.29552422471475287],
  [0.4333953941292472, 0.26926671930999635],
  [0.6794095682990244, 0.21908636251598204],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.06667134430868814],
] as const;
