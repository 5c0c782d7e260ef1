import { type Refusal, refuse } from '../refusal.ts';
import { type Claim, type ClaimLayer, type ClaimOnLattice, claimOf } from './claim.ts';
import { compoundByFourier } from './compound-fourier.ts';
import { compoundByPanjer } from './compound-panjer.ts';
import { type Frequency, frequencyMoments, generatingFunction, type Moments } from './frequency.ts';
import { type Lattice, MOST_POINTS, pointsReaching, roundStep, UNHELD } from './lattice.ts';
import type { Severity } from './severity.ts';
import { type AggregateLayer, heldBy, totalMoments, type YearTotal } from './year-total.ts';

/** What a year's total is made of. Amounts are plain numbers of any unit. */
export interface AggregateLossTerms {
  readonly frequency: Frequency;
  readonly severity: Severity;
  readonly perClaim: ClaimLayer;
  readonly aggregate?: AggregateLayer;
  readonly step?: number;
  readonly points?: number;
  /** How many of the lattice's probabilities are asked for. */
  readonly reported?: number;
}

/** The claims of a year before any lattice: their number, one claim, and their total. */
export interface YearOfClaims {
  readonly number: Moments;
  readonly claim: Claim;
  readonly total: Moments;
}

/** The exact distribution of a year's total, and what it was calculated from. */
export interface AggregateLoss extends YearTotal {
  readonly lattice: Lattice;
  readonly claim: ClaimOnLattice;
  readonly held: number;
}

/** Refused: a discrete severity without a step, and a severity without a mean. */
export function yearOfClaims({
  frequency,
  severity,
  perClaim,
  step,
}: AggregateLossTerms): YearOfClaims | Refusal {
  if (severity.kind === 'discrete' && step === undefined) {
    return refuse('missing_field', 'step', 'the distance of the points of a discrete severity', undefined);
  }
  const number = frequencyMoments(frequency);
  const claim = claimOf(severity, perClaim, step ?? 1);
  const total = totalMoments(number, claim.moments);
  return Number.isFinite(total.mean)
    ? { number, claim, total }
    : refuse(
        'undefined_result',
        'severity',
        'a severity with a finite mean, or a limit per claim',
        severity.kind,
      );
}

/** The step that is given, else by rule. Refused: a step by rule for claims without a finite variance. */
export function stepOf({ step }: AggregateLossTerms, { total }: YearOfClaims): number | Refusal {
  const reach = tenDeviations(total);
  return step ?? (Number.isFinite(reach) ? roundStep(reach) : withoutVariance());
}

/**
 * The distribution of a year's total by the fast Fourier transform or Panjer's recursion. Refused: Panjer with a discrete
 * frequency; a default lattice where the variance is not finite; one of more than 2^24 points; points that hold less
 * than 1 - 1e-9 of the probability. Source: CALCULATORS.md, aggregate-loss.
 */
export function aggregateLoss(
  terms: AggregateLossTerms,
  year: YearOfClaims,
  method: 'fft' | 'panjer',
): AggregateLoss | Refusal {
  const { frequency, aggregate } = terms;
  const isPanjer = method === 'panjer';
  if (isPanjer && frequency.kind === 'discrete') {
    return refuse(
      'inconsistent',
      'frequency.kind',
      'a frequency of the (a, b, 0) class for panjer',
      frequency.kind,
    );
  }
  const step = stepOf(terms, year);
  if (typeof step !== 'number') return step;
  let points = terms.points;
  if (points === undefined) {
    const reach = Math.max(tenDeviations(year.total), aggregate ? 1.5 * topOf(aggregate) : 0);
    if (!Number.isFinite(reach)) return withoutVariance();
    points = Math.max(pointsReaching(reach, step), pointsReaching(terms.reported ?? 1, 1));
  }
  if (points < (terms.reported ?? 0)) {
    return refuse(
      'out_of_range',
      'report.probabilities',
      `at most the ${points} points given`,
      terms.reported,
    );
  }
  for (; points <= MOST_POINTS; points *= 2) {
    const isGiven = terms.points !== undefined;
    if (!isGiven && oneClaimBeyond(terms, year, points * step) > 2 * UNHELD) continue;
    const byPanjer = isPanjer && isGiven;
    if (isPanjer && products(year, step, points) > MOST_PRODUCTS) {
      return refuse('too_large', 'method', 'fft, for a lattice of so many points', { method, points });
    }
    let loss = onLattice(terms, year, { step, points }, byPanjer);
    if (loss.held >= 1 - UNHELD - loss.rounding) {
      if (isPanjer && !byPanjer) loss = onLattice(terms, year, { step, points }, true);
      return loss;
    }
    if (isGiven) {
      return refuse('out_of_range', 'points', 'points that hold 1 - 1e-9 of the probability', {
        points,
        hold: loss.held,
      });
    }
  }
  return refuse('too_large', 'step', `a step whose lattice needs at most ${MOST_POINTS} points`, step);
}

function onLattice(
  terms: AggregateLossTerms,
  year: YearOfClaims,
  lattice: Lattice,
  byPanjer: boolean,
): AggregateLoss {
  const { step, points } = lattice;
  const { frequency } = terms;
  const claim = year.claim.onLattice(step, points);
  const probabilities =
    byPanjer && frequency.kind !== 'discrete'
      ? compoundByPanjer(frequency, claim.probabilities, points)
      : compoundByFourier(frequency, claim.probabilities, points);
  // Each claim of a year carries the rounding of one.
  const rounding = 1e-15 * Math.max(100, year.number.mean);
  const moments = totalMoments(year.number, claim.moments);
  return { step, probabilities, moments, rounding, lattice, claim, held: heldBy({ probabilities }) };
}

/** The probability that already one claim of a year is over an amount: the total is so at least as often. */
function oneClaimBeyond({ frequency }: AggregateLossTerms, { claim }: YearOfClaims, amount: number): number {
  const none = { real: Float64Array.of(1 - claim.above(amount)), imaginary: new Float64Array(1) };
  generatingFunction(frequency)(none, 0);
  return 1 - none.real[0]!;
}

/** The most products that Panjer's recursion is asked for, about two minutes' work. */
const MOST_PRODUCTS = 2 ** 37;

/** How many products it takes: for each point of the lattice one with every size of a claim up to it. */
function products({ claim }: YearOfClaims, step: number, points: number): number {
  const sizes = Math.min(points, claim.most / step);
  return sizes * (points - sizes / 2);
}

/** Mean and ten standard deviations. */
export function tenDeviations({ mean, variance }: Moments): number {
  return mean + 10 * Math.sqrt(variance);
}

/** The amount from which an aggregate pays no more; the attachment where it has no limit. */
function topOf({ attachment, limit }: AggregateLayer): number {
  return attachment + (limit === Infinity ? 0 : limit);
}

function withoutVariance(): Refusal {
  const expected = 'claims of finite variance (a limit per claim bounds them), or both step and points';
  return refuse('undefined_result', 'severity', expected, 'a variance that is not finite');
}
