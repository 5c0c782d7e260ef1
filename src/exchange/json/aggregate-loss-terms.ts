import { isRefusal, joinPath, refuse } from '../../core/refusal.ts';
import type { AggregateLossTerms } from '../../core/simulation/aggregate-loss.ts';
import type { Frequency } from '../../core/simulation/frequency.ts';
import { MOST_POINTS } from '../../core/simulation/lattice.ts';
import type { Severity } from '../../core/simulation/severity.ts';
import { kinds, number } from './number-shape.ts';
import * as shape from './shape.ts';

const { defaulting, list, object, oneOf, optional, whole } = shape;

/** Probabilities that sum to 1 but for the rounding of their decimals; read as shares of their exact sum. */
const probabilities: shape.Shape<number[]> = {
  schema: { ...list(number({ from: 0, to: 1 })).schema, minItems: 1 },
  read(value, path, currency) {
    const read = list(number({ from: 0, to: 1 })).read(value, path, currency);
    if (isRefusal(read)) return read;
    const sum = read.reduce((total, probability) => total + probability, 0);
    if (Math.abs(sum - 1) > 1e-9) return refuse('inconsistent', path, 'probabilities that sum to 1', sum);
    return read.map((probability) => probability / sum);
  },
};

const frequency: shape.Shape<Frequency> = kinds({
  poisson: { mean: number({ from: 0 }) },
  'negative-binomial': { r: number({ above: 0 }), p: number({ above: 0, to: 1 }) },
  binomial: { n: whole(), p: number({ from: 0, to: 1 }) },
  discrete: { probabilities },
});

const severityKinds = kinds({
  discrete: { probabilities },
  lognormal: { mu: number(), sigma: number({ above: 0 }) },
  gamma: { shape: number({ above: 0 }), rate: number({ above: 0 }) },
  pareto: { shape: number({ above: 0 }), scale: number({ above: 0 }) },
  exponential: { rate: number({ above: 0 }) },
  empirical: { values: list(number({ from: 0 })), weights: optional(list(number({ from: 0 }))) },
});

/** A severity; of an empirical one at least one value, and as many weights, that are not all 0. */
const severity: shape.Shape<Severity> = {
  schema: severityKinds.schema,
  read(value, path, currency) {
    const read = severityKinds.read(value, path, currency);
    if (isRefusal(read) || read.kind !== 'empirical') return read;
    const { values, weights } = read;
    const [atValues, atWeights] = [joinPath(path, 'values'), joinPath(path, 'weights')];
    if (values.length === 0) return refuse('out_of_range', atValues, 'at least one value', values);
    if (weights === undefined) return read;
    if (weights.length !== values.length) {
      return refuse(
        'inconsistent',
        atWeights,
        `a weight for each of the ${values.length} values`,
        weights.length,
      );
    }
    const sum = weights.reduce((total, weight) => total + weight, 0);
    if (sum === Infinity) return refuse('too_large', atWeights, 'weights of a finite sum', 'Infinity');
    return sum > 0 ? read : refuse('inconsistent', atWeights, 'weights that are not all 0', weights);
  },
};

/** The document of `aggregate-loss`, as CALCULATORS.md writes it. */
export const aggregateLossInput = object({
  frequency,
  severity,
  perClaim: defaulting(
    object({ deductible: defaulting(number({ from: 0 }), 0), limit: optional(number({ from: 0 })) }),
    {},
  ),
  aggregate: optional(object({ attachment: number({ from: 0 }), limit: optional(number({ from: 0 })) })),
  method: oneOf('fft', 'panjer', 'monte-carlo'),
  step: optional(number({ above: 0 })),
  points: optional(wholeUpTo(1, MOST_POINTS)),
  years: defaulting(wholeUpTo(2, MOST_POINTS), 10_000),
  seed: defaulting(whole(), 1),
  report: optional(object({ probabilities: wholeUpTo(1, MOST_POINTS) })),
});

/** What the document says. */
export type AggregateLossDocument = shape.Read<typeof aggregateLossInput>;

/** The same in the core's terms. */
export function aggregateLossTerms(document: AggregateLossDocument): AggregateLossTerms {
  const { perClaim, aggregate, report, ...read } = document;
  return {
    ...read,
    perClaim: { deductible: perClaim.deductible, limit: perClaim.limit ?? Infinity },
    aggregate: aggregate && { attachment: aggregate.attachment, limit: aggregate.limit ?? Infinity },
    reported: report?.probabilities,
  };
}

function wholeUpTo(from: number, to: number): shape.Shape<number> {
  const any = whole(from);
  return {
    schema: { ...any.schema, maximum: to },
    read(value, path, currency) {
      const read = any.read(value, path, currency);
      return typeof read === 'number' && read > to
        ? refuse('out_of_range', path, `at most ${to}`, value)
        : read;
    },
  };
}
