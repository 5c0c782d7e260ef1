import { logarithm } from '../arithmetic/elementary.ts';
import type { ClaimLayer } from './claim.ts';
import { categorical, firstAbove, lognormal, pareto, pick, poisson } from './distributions.ts';
import type { Frequency } from './frequency.ts';
import { gamma } from './gamma.ts';
import type { Uniform } from './random.ts';
import type { Severity } from './severity.ts';

/** Draws a number by uniform ones. */
export type Draw = (random: Uniform) => number;

/** Draws the number of a year's claims. */
export function drawNumber(frequency: Frequency): Draw {
  switch (frequency.kind) {
    case 'poisson':
      return fromTable(table(frequency.mean, (count) => frequency.mean / count));
    case 'binomial': {
      const { n, p } = frequency;
      if (p === 1) return () => n;
      return fromTable(table(n * p, (count) => ((n + 1 - count) / count) * (p / (1 - p))));
    }
    case 'discrete':
      return fromTable({ first: 0, weights: frequency.probabilities });
    case 'negative-binomial': {
      // A Poisson number whose mean is itself a gamma number: so a long tail needs no table.
      const { r, p } = frequency;
      return (random) => poisson(random, (gamma(random, r) * (1 - p)) / p);
    }
  }
}

interface Table {
  readonly first: number;
  readonly weights: readonly number[];
}

/** Weights about the mean, as far as a double can tell from 0. `ratio` is P(N = count) / P(N = count - 1). */
function table(mean: number, ratio: (count: number) => number): Table {
  const start = Math.floor(mean);
  const above: number[] = [];
  for (
    let [count, weight] = [start + 1, ratio(start + 1)];
    weight > 1e-18;
    count += 1, weight *= ratio(count)
  ) {
    above.push(weight);
  }
  const below: number[] = [];
  let weight = 1;
  let first = start;
  for (; first > 0; first -= 1) {
    weight /= ratio(first);
    if (weight < 1e-18) break;
    below.push(weight);
  }
  return { first, weights: [...below.reverse(), 1, ...above] };
}

function fromTable({ first, weights }: Table): Draw {
  const { cumulative } = categorical(weights.map((weight, index) => [index, weight]));
  const whole = cumulative[cumulative.length - 1]!;
  return (random) => first + firstAbove(cumulative, random.uniform() * whole);
}

/** Draws what is paid of one claim. `step` is the distance of the points of a discrete severity. */
export function drawClaim(severity: Severity, { deductible, limit }: ClaimLayer, step: number): Draw {
  const draw = drawSeverity(severity, step);
  return (random) => Math.min(Math.max(draw(random) - deductible, 0), limit);
}

function drawSeverity(severity: Severity, step: number): Draw {
  switch (severity.kind) {
    case 'lognormal':
      return (random) => lognormal(random, severity.mu, severity.sigma);
    case 'gamma':
      return (random) => gamma(random, severity.shape) / severity.rate;
    case 'exponential':
      return (random) => -logarithm(1 - random.uniform()) / severity.rate;
    case 'pareto':
      return (random) => pareto(random, severity.scale, severity.shape) - severity.scale;
    case 'empirical': {
      const { values, weights } = severity;
      const weighted = categorical(values.map((value, index) => [value, weights?.[index] ?? 1]));
      return (random) => pick(random, weighted);
    }
    case 'discrete': {
      const weighted = categorical(severity.probabilities.map((weight, index) => [index * step, weight]));
      return (random) => pick(random, weighted);
    }
  }
}
