import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { type Chances, deviationOf, percentileOf, simulateReserves } from './bootstrap.ts';
import { bornhuetterFerguson, capeCodRatio } from './bornhuetter-ferguson.ts';
import { chainLadderUltimates } from './chain-ladder.ts';
import { completedUltimates, type Seen, seenOf } from './completion.ts';
import { mackStandardErrors } from './mack.ts';
import { fitPoisson } from './residuals.ts';
import { type Developed, otherLength, type Source, sourceOf } from './source.ts';
import { PROBABILITIES, type Reserve, type ReserveTerms } from './terms.ts';
import { latestOf } from './triangle.ts';
import { factorVariances } from './variance.ts';

/**
 * Estimates what origins will yet cost by one of seven methods. `chances` serve the bootstrap alone.
 * Refused: a triangle of another form, a source or expectation that is missing or given twice, lists of other lengths
 * (`inconsistent`), and whatever would make a figure that means nothing (`undefined_result`).
 * Source: CALCULATORS.md, reserve.
 */
export function estimateReserve(terms: ReserveTerms, chances: Chances): Reserve | Refusal {
  const source = sourceOf(terms);
  if (isRefusal(source)) return source;
  const reserve = estimate(terms, source, chances);
  if (isRefusal(reserve) || isInRange(reserve)) return reserve;
  const at = terms.triangle === undefined ? 'reported' : 'triangle';
  const expected = 'figures of which no factor or product leaves the range of a number';
  return refuse('undefined_result', at, expected, 'an infinite figure');
}

function estimate(terms: ReserveTerms, source: Source, chances: Chances): Reserve | Refusal {
  if (source.triangle === undefined) return fromSeen(terms, source.seen);
  if (terms.method === 'chain-ladder') return chainLadder(source);
  if (terms.method === 'mack') return mack(terms, source);
  if (terms.method === 'bootstrap') return bootstrap(terms, source, chances);
  const seen = seenOf(source.triangle, source.toUltimate);
  const reserve = isRefusal(seen) ? seen : fromSeen(terms, seen);
  return isRefusal(reserve) ? reserve : { ...reserve, factors: factorsAndTail(source) };
}

function chainLadder(developed: Developed): Reserve {
  const ultimate = chainLadderUltimates(developed.triangle, developed.toUltimate);
  return summed(latestOf(developed.triangle), ultimate, { factors: factorsAndTail(developed) });
}

function mack({ lastSigma }: ReserveTerms, { triangle, factors, toUltimate }: Developed): Reserve | Refusal {
  const variances = factorVariances(triangle, factors, lastSigma);
  if (isRefusal(variances)) return variances;
  const errors = mackStandardErrors(triangle, factors, variances);
  const ultimate = chainLadderUltimates(triangle, toUltimate);
  const reserve = summed(latestOf(triangle), ultimate, { factors, variances });
  const total = { ...reserve.total, standardError: errors.total };
  return { ...reserve, standardError: errors.byOrigin, total };
}

function bootstrap(
  { simulations }: ReserveTerms,
  { triangle, factors, toUltimate }: Developed,
  chances: Chances,
): Reserve | Refusal {
  const model = fitPoisson(triangle, factors);
  if (isRefusal(model)) return model;
  const reported = latestOf(triangle);
  const expected = chainLadderUltimates(triangle, toUltimate).map((all, origin) => all - reported[origin]!);
  const simulated = simulateReserves(triangle, model, expected, simulations, chances);
  if (isRefusal(simulated)) return simulated;
  const { means, deviations, totals } = simulated;
  const ultimate = means.map((mean, origin) => reported[origin]! + mean);
  const reserve = summed(reported, ultimate, { factors, model });
  const percentiles = PROBABILITIES.map(
    (probability) => [probability, percentileOf(totals, probability)] as const,
  );
  return {
    ...reserve,
    standardError: deviations,
    total: { ...reserve.total, standardError: deviationOf(totals) },
    percentiles: new Map(percentiles),
  };
}

/** Completion, Bornhuetter-Ferguson, Benktander and Cape Cod, which rest on what has been seen alone. */
function fromSeen(terms: ReserveTerms, seen: Seen): Reserve | Refusal {
  const { reported, completion } = seen;
  if (terms.method === 'completion') {
    const ultimate = completedUltimates(seen);
    return isRefusal(ultimate) ? ultimate : summed(reported, ultimate, { completion });
  }
  if (terms.method === 'cape-cod') {
    const exposure = exposureOf(terms, reported);
    if (isRefusal(exposure)) return exposure;
    const lossRatio = capeCodRatio(seen, exposure);
    if (isRefusal(lossRatio)) return lossRatio;
    const apriori = exposure.map((units) => units * lossRatio);
    return summed(reported, bornhuetterFerguson(seen, apriori), { completion, apriori, lossRatio });
  }
  const apriori = aprioriOf(terms, reported);
  if (isRefusal(apriori)) return apriori;
  const iterations = terms.method === 'benktander' ? terms.iterations : 1;
  return summed(reported, bornhuetterFerguson(seen, apriori, iterations), { completion, apriori });
}

/** The expected ultimates: `apriori`, else exposure times the expected loss ratio. */
function aprioriOf(terms: ReserveTerms, reported: readonly number[]): readonly number[] | Refusal {
  const { apriori, expectedLossRatio, exposure } = terms;
  if (apriori !== undefined) return otherLength('apriori', apriori, reported) ?? apriori;
  if (expectedLossRatio === undefined && exposure === undefined) {
    const expected = '`apriori`, or `exposure` with `expectedLossRatio`';
    return refuse('missing_field', 'apriori', expected, undefined);
  }
  if (expectedLossRatio === undefined) {
    return refuse('missing_field', 'expectedLossRatio', 'the expected loss ratio of the exposure', undefined);
  }
  const given = exposureOf(terms, reported);
  return isRefusal(given) ? given : given.map((units) => units * expectedLossRatio);
}

function exposureOf({ exposure }: ReserveTerms, reported: readonly number[]): readonly number[] | Refusal {
  if (exposure !== undefined) return otherLength('exposure', exposure, reported) ?? exposure;
  return refuse('missing_field', 'exposure', 'the exposure of each origin', undefined);
}

function factorsAndTail({ factors, tail }: Developed): readonly number[] {
  return tail === 1 ? factors : [...factors, tail];
}

function summed(
  reported: readonly number[],
  ultimate: readonly number[],
  beside: Pick<Reserve, 'factors' | 'completion' | 'apriori' | 'lossRatio' | 'variances' | 'model'>,
): Reserve {
  const ibnr = ultimate.map((all, origin) => all - reported[origin]!);
  const total = { reported: sumOf(reported), ultimate: sumOf(ultimate), ibnr: sumOf(ibnr) };
  return { ...beside, reported, ultimate, ibnr, total };
}

function sumOf(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}

/** Whether every figure is a finite number, also those on the way: products of extreme figures may leave the range. */
function isInRange(reserve: Reserve): boolean {
  const {
    ultimate,
    factors = [],
    completion = [],
    apriori = [],
    variances = [],
    standardError = [],
  } = reserve;
  const { total, lossRatio = 0, model, percentiles } = reserve;
  const single = [...Object.values(total), lossRatio, model?.dispersion ?? 0];
  const lists = [ultimate, factors, completion, apriori, variances, standardError, single];
  return [...lists, [...(percentiles?.values() ?? [])]].every((figures) => figures.every(Number.isFinite));
}
