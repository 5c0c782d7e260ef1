import { latticePlace } from './claim.ts';
import type { Moments } from './frequency.ts';

/** The part of a year's total that aggregate stop-loss takes: over the attachment, at most the limit. */
export interface AggregateLayer {
  readonly attachment: number;
  /** Infinity where there is none. */
  readonly limit: number;
}

/** The distribution of a year's total on a lattice. */
export interface YearTotal {
  readonly step: number;
  /** The probabilities of 0, step, 2 step, ... */
  readonly probabilities: Float64Array;
  readonly moments: Moments;
  /** What rounding may have changed, as a share of the whole. */
  readonly rounding: number;
}

/** The moments of a sum of so many claims. Source: Klugman, Panjer and Willmot, Loss Models, section 9.3. */
export function totalMoments(number: Moments, claim: Moments): Moments {
  const { mean, variance, third } = claim;
  return {
    mean: number.mean * mean,
    variance: sum(number.mean * variance, number.variance * mean ** 2),
    third: sum(number.mean * third, 3 * number.variance * mean * variance, number.third * mean ** 3),
  };
}

/** A sum in which 0 x Infinity, no claims of a moment that is none, is 0. */
function sum(...terms: number[]): number {
  return terms.reduce((total, term) => total + (Number.isNaN(term) ? 0 : term), 0);
}

/** How much of the probability the lattice holds. */
export function heldBy({ probabilities }: Pick<YearTotal, 'probabilities'>): number {
  let held = 0;
  for (let place = 0; place < probabilities.length; place += 1) held += probabilities[place]!;
  return held;
}

/**
 * The smallest amounts of the lattice with F >= p, for rising p. Where F comes within 1e-10 of p it counts as there: the
 * lattice itself holds the probability only so far.
 */
export function percentiles({ step, probabilities }: YearTotal, levels: readonly number[]): number[] {
  let [place, below] = [0, probabilities[0]!];
  return levels.map((level) => {
    while (below < level - 1e-10 && place < probabilities.length - 1) {
      place += 1;
      below += probabilities[place]!;
    }
    return place * step;
  });
}

/** P(S > attachment) and E[min((S - attachment)+, limit)]. */
export function excessOf(
  total: YearTotal,
  { attachment, limit }: AggregateLayer,
): { probability: number; mean: number } {
  const { step, probabilities, moments, rounding } = total;
  const first = Math.floor(latticePlace(attachment, step)) + 1;
  let [probability, mean, heldMean, held] = [0, 0, 0, 0];
  for (let place = 0; place < probabilities.length; place += 1) {
    const weight = probabilities[place]!;
    held += weight;
    heldMean += weight * place * step;
    if (place < first) continue;
    probability += weight;
    mean += weight * Math.min(place * step - attachment, limit);
  }
  // What lies beyond the lattice counts where it is more than rounding: all of it is over the attachment.
  const beyond = over(1 - held, rounding);
  const end = Math.max(attachment, (probabilities.length - 1) * step);
  const beyondMean = over(moments.mean - heldMean - beyond * end, rounding * moments.mean);
  const beyondExcess = Math.min(
    beyondMean + beyond * (end - attachment),
    beyond === 0 ? Infinity : beyond * limit,
  );
  return {
    probability: Math.min(1, Math.max(0, probability + beyond)),
    mean: Math.min(limit, Math.max(0, mean + beyondExcess)),
  };
}

function over(amount: number, least: number): number {
  return amount > least ? amount : 0;
}
