import { exponential, logarithm, power } from '../arithmetic/elementary.ts';
import { normalQuantile } from './distributions.ts';
import { gammaAbove, gammaBelow, logGamma, poissonTerm } from './gamma-tail.ts';
import type { Severity } from './severity.ts';

/** The amount that a claim is below, or above, with a probability of at most 1/2: accurate however small it is. */
export interface Quantiles {
  readonly below: (probability: number) => number;
  readonly above: (probability: number) => number;
}

/** The quantiles of a severity that has a density. */
export function quantilesOf(severity: Exclude<Severity, { kind: 'discrete' | 'empirical' }>): Quantiles {
  switch (severity.kind) {
    case 'lognormal': {
      const { mu, sigma } = severity;
      return {
        below: (probability) => exponential(mu + sigma * normalQuantile(probability)),
        above: (probability) => exponential(mu - sigma * normalQuantile(probability)),
      };
    }
    case 'exponential': {
      const { rate } = severity;
      return {
        below: (probability) => -Math.log1p(-probability) / rate,
        above: (probability) => -logarithm(probability) / rate,
      };
    }
    case 'pareto': {
      const { shape, scale } = severity;
      return {
        below: (probability) => scale * Math.expm1(-Math.log1p(-probability) / shape),
        above: (probability) => scale * (power(probability, -1 / shape) - 1),
      };
    }
    case 'gamma': {
      const { shape, rate } = severity;
      return {
        below: (probability) => gammaBelowAt(shape, probability) / rate,
        above: (probability) => gammaAboveAt(shape, probability) / rate,
      };
    }
  }
}

/** Begins, for small shapes, from x^shape / Gamma(shape + 1), which the lower tail is near 0 and never more than. */
function gammaBelowAt(shape: number, probability: number): number {
  const series = (logarithm(probability) + logGamma(shape + 1)) / shape;
  if (series < SMALLEST_LOGARITHM) return 0;
  const start = shape < 20 ? series : logarithm(nearlyNormal(shape, normalQuantile(probability)));
  return solve(shape, probability, gammaBelow, 1, start);
}

/** Begins, for a shape below 1, from the exponential distribution, of which the upper tail is then less. */
function gammaAboveAt(shape: number, probability: number): number {
  const start =
    shape < 1 ? Math.max(1, -logarithm(probability)) : nearlyNormal(shape, -normalQuantile(probability));
  return solve(shape, probability, gammaAbove, -1, logarithm(start));
}

/** Source: Wilson and Hilferty 1931, Proceedings of the National Academy of Sciences 17. */
function nearlyNormal(shape: number, score: number): number {
  return shape * (1 - 1 / (9 * shape) + score / (3 * Math.sqrt(shape))) ** 3;
}

/**
 * Newton's method for the logarithm of a tail over that of the amount. Either is concave, so that after the first step
 * all others come from one side.
 */
function solve(
  shape: number,
  probability: number,
  tail: (shape: number, x: number) => number,
  direction: 1 | -1,
  start: number,
): number {
  const aim = logarithm(probability);
  let place = start;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const x = exponential(place);
    const reached = tail(shape, x);
    const slope = (shape * poissonTerm(shape, x)) / reached;
    const change = (direction * (aim - logarithm(reached))) / slope;
    place += change;
    if (Math.abs(change) < 1e-13) break;
  }
  return exponential(place);
}

/** The logarithm of the smallest amount that is told from 0. */
const SMALLEST_LOGARITHM = -690;
const MOST_STEPS = 100;
