/** Seeded generator of valid documents for aggregate-loss, small enough for its naive twin. */
import type { AggregateLossInput, NaiveFrequency, NaiveSeverity } from './aggregate-loss.ts';
import type { Random } from './generate.ts';

function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

function shares(random: Random, count: number): number[] {
  const raw = Array.from({ length: count }, () => (random() < 0.2 ? 0 : random()));
  raw[whole(random, 0, count - 1)] = 1;
  const sum = raw.reduce((total, share) => total + share, 0);
  return raw.map((share) => share / sum);
}

function frequencyOf(random: Random, isPanjer: boolean): NaiveFrequency {
  switch (whole(random, 0, isPanjer ? 2 : 3)) {
    case 0:
      return { kind: 'poisson', mean: random() < 0.05 ? 0 : random() * 3 };
    case 1:
      return { kind: 'negative-binomial', r: 0.2 + random() * 3, p: 0.4 + random() * 0.6 };
    case 2:
      return {
        kind: 'binomial',
        n: whole(random, 0, 6),
        p: [0, 1, random(), random(), random()][whole(random, 0, 4)]!,
      };
    default:
      return { kind: 'discrete', probabilities: shares(random, whole(random, 1, 6)) };
  }
}

/** A severity of a mean near `size`. */
function severityOf(random: Random, size: number): NaiveSeverity {
  switch (whole(random, 0, 5)) {
    case 0:
      return { kind: 'discrete', probabilities: shares(random, whole(random, 1, 12)) };
    case 1:
      return { kind: 'lognormal', mu: Math.log(size), sigma: 0.05 + random() * 0.4 };
    case 2: {
      const shape = whole(random, 1, 4);
      return { kind: 'gamma', shape, rate: shape / size };
    }
    case 3:
      return { kind: 'pareto', shape: [1, 0.7, 2, 2 + random() * 4][whole(random, 0, 3)]!, scale: size * 2 };
    case 4:
      return { kind: 'exponential', rate: 1 / size };
    default: {
      const values = Array.from({ length: whole(random, 1, 8) }, () =>
        random() < 0.5 ? whole(random, 0, 2 * size) : 2 * size * random(),
      );
      if (random() < 0.5) return { kind: 'empirical', values };
      return { kind: 'empirical', values, weights: shares(random, values.length) };
    }
  }
}

/** A document for `fft` or `panjer` with a step, so coarse that the lattice is short. */
export function generateAggregateLoss(random: Random): AggregateLossInput {
  const method = random() < 0.5 ? 'fft' : 'panjer';
  const step = [1, 5, 0.1, 100, 0.37][whole(random, 0, 4)]!;
  const size = step * (1 + 4 * random());
  const severity = severityOf(random, size);
  const input: AggregateLossInput = {
    frequency: frequencyOf(random, method === 'panjer'),
    severity,
    method,
    step,
  };
  if (severity.kind === 'pareto' || random() < 0.5) {
    input.perClaim = {};
    // Within reach of the twin's differences of limited expected values.
    if (random() < 0.6) input.perClaim.deductible = random() < 0.3 ? step : random() * 0.9 * size;
    if (severity.kind === 'pareto' || random() < 0.7) {
      input.perClaim.limit = random() < 0.3 ? step * whole(random, 1, 9) : random() * 3 * size;
    }
  }
  if (random() < 0.7) {
    const attachment = random() < 0.5 ? step * whole(random, 0, 12) : random() * 5 * size;
    input.aggregate = { attachment };
    if (random() < 0.5) input.aggregate.limit = random() * 6 * size;
  }
  if (random() < 0.3) input.report = { probabilities: whole(random, 1, 40) };
  if (random() < 0.2) input.points = whole(random, 500, 700);
  return input;
}

/** A document for any method: sometimes the years are simulated instead. */
export function generateAnyAggregateLoss(random: Random): AggregateLossInput {
  const input = generateAggregateLoss(random);
  if (random() < 0.7) return input;
  return { ...input, method: 'monte-carlo', years: whole(random, 2, 300), seed: whole(random, 0, 1000) };
}
