import type { Moments } from './frequency.ts';
import { type ContinuousSeverity, continuous, type Severity } from './severity.ts';

/** What the plan pays of each claim: what is over the deductible, at most the limit. */
export interface ClaimLayer {
  readonly deductible: number;
  /** Infinity where there is none. */
  readonly limit: number;
}

/** One claim as it is paid: after its deductible, up to its limit. */
export interface Claim {
  /** Of the claim itself, before it is put on a lattice. Infinity where the severity has no such moment. */
  readonly moments: Moments;
  /** The most that a claim pays; Infinity where nothing bounds it. */
  readonly most: number;
  /** P(paid > amount). */
  above(amount: number): number;
  onLattice(step: number, points: number): ClaimOnLattice;
}

/** A claim on the lattice 0, step, 2 step, ... */
export interface ClaimOnLattice {
  /** The probabilities of the lattice's points, cut after the most that a claim pays. What lies beyond is left out. */
  readonly probabilities: Float64Array;
  /** Of the claim on a lattice without end. The mean is the claim's own. */
  readonly moments: Moments;
}

/** A claim of a severity under a layer. `step` is the distance of the points of a discrete severity. */
export function claimOf(severity: Severity, layer: ClaimLayer, step: number): Claim {
  if (severity.kind === 'discrete') {
    return pointsClaim(
      severity.probabilities.map((weight, index) => [index * step, weight]),
      layer,
    );
  }
  if (severity.kind === 'empirical') {
    const { values, weights } = severity;
    return pointsClaim(
      values.map((value, index) => [value, weights?.[index] ?? 1]),
      layer,
    );
  }
  return continuousClaim(continuous(severity), layer);
}

type Point = readonly [amount: number, weight: number];

/** Amounts between two points of the lattice are shared by them so that the mean stays: local moment matching of points. */
function pointsClaim(given: readonly Point[], { deductible, limit }: ClaimLayer): Claim {
  const total = given.reduce((sum, [, weight]) => sum + weight, 0);
  const paid = given
    .filter(([, weight]) => weight > 0)
    .map(([amount, weight]): Point => [Math.min(Math.max(amount - deductible, 0), limit), weight / total]);
  const most = paid.reduce((largest, [amount]) => Math.max(largest, amount), 0);
  return {
    moments: momentsOfPoints(paid),
    most,
    above: (amount) => paid.reduce((sum, [one, weight]) => sum + (one > amount ? weight : 0), 0),
    onLattice(step, points) {
      const shared = paid.flatMap(([amount, weight]): Point[] => {
        const place = latticePlace(amount, step);
        const below = Math.floor(place);
        const above = (place - below) * weight;
        return above === 0
          ? [[below, weight]]
          : [
              [below, weight - above],
              [below + 1, above],
            ];
      });
      const probabilities = new Float64Array(lengthFor(most, step, points));
      for (const [place, weight] of shared) {
        if (place < probabilities.length) probabilities[place] = probabilities[place]! + weight;
      }
      const { variance, third } = momentsOfPoints(shared.map(([place, weight]) => [place * step, weight]));
      return { probabilities, moments: { mean: this.moments.mean, variance, third } };
    },
  };
}

function momentsOfPoints(points: readonly Point[]): Moments {
  const about = (centre: number, order: number) =>
    points.reduce((sum, [amount, weight]) => sum + weight * (amount - centre) ** order, 0);
  const mean = about(0, 1);
  return { mean, variance: about(mean, 2), third: about(mean, 3) };
}

/**
 * Local moment matching: with E(x) the expected excess of a claim over x, the probability of a point k is
 * (E(k - 1) - 2 E(k) + E(k + 1)) / step, and of 0 what is left. It keeps the mean, and the excess over every point.
 * Source: Gerber and Jones 1976; Klugman, Panjer and Willmot, Loss Models, section 9.6.5.2 with one moment.
 */
function continuousClaim(severity: ContinuousSeverity, { deductible, limit }: ClaimLayer): Claim {
  /** The mean of (paid - from)+ to the power of 1, 2 or 3. */
  const excess = (order: number, from: number) =>
    from >= limit ? 0 : severity.layer(order, deductible + from, limit - from);
  const mean = excess(1, 0);
  const central = centralMoments(mean, excess(2, 0), excess(3, 0));
  return {
    moments: { mean, ...central },
    most: limit,
    above: (amount) => (amount >= limit ? 0 : severity.above(deductible + amount)),
    onLattice(step, points) {
      const probabilities = new Float64Array(lengthFor(limit, step, points));
      const longest = lengthFor(limit, step, Math.max(points, POINTS_FOR_MOMENTS));
      let [before, here, place, variance, third] = [0, mean, 0, 0, 0];
      for (; place < probabilities.length || (place < longest && here > mean * 1e-20); place += 1) {
        const next = excess(1, (place + 1) * step);
        const change = (here - next) / step;
        const probability = Math.max(0, place === 0 ? 1 - change : (before - here) / step - change);
        if (place < probabilities.length) probabilities[place] = probability;
        const off = place * step - mean;
        variance += probability * off ** 2;
        third += probability * off ** 3;
        [before, here] = [here, next];
      }
      const end = (place - 0.5) * step;
      const off = end - mean;
      if (end < limit) {
        const [e1, e2, e3] = [excess(1, end), excess(2, end), excess(3, end)];
        const above = severity.above(deductible + end);
        variance += above * off ** 2 + 2 * off * e1 + e2;
        third += above * off ** 3 + 3 * off ** 2 * e1 + 3 * off * e2 + e3;
      }
      return { probabilities, moments: { mean, variance, third } };
    },
  };
}

/** The moments of a claim on a lattice go on over at least so many points; the rest is taken as the claim itself. */
const POINTS_FOR_MOMENTS = 4096;

function centralMoments(mean: number, second: number, third: number): Pick<Moments, 'variance' | 'third'> {
  return {
    variance: second === Infinity ? Infinity : Math.max(0, second - mean * mean),
    third: third === Infinity ? Infinity : third - 3 * mean * second + 2 * mean ** 3,
  };
}

/** How many points of a lattice can have a probability. */
function lengthFor(most: number, step: number, points: number): number {
  return most === Infinity ? points : Math.min(points, Math.ceil(latticePlace(most, step)) + 1);
}

/** An amount in steps of the lattice; a whole number where it lies on a point but for the rounding of decimals. */
export function latticePlace(amount: number, step: number): number {
  const place = amount / step;
  const nearest = Math.round(place);
  return Math.abs(place - nearest) <= 1e-12 * Math.max(1, nearest) ? nearest : place;
}
