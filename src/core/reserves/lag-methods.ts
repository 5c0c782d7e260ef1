import type { Month } from '../calendar/month.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Chances } from './bootstrap.ts';
import type { Seen } from './completion.ts';
import { type LagTriangle, lagCompletion } from './lag-triangle.ts';
import { estimateReserve } from './reserve.ts';
import type { Reserve, ReserveMethod, ReserveTerms } from './terms.ts';
import { latestOf } from './triangle.ts';
import { costOfExposure, credibleCost, lagExposures } from './unpaid-claims.ts';

/** The methods that a lag triangle is estimated by beside each other, in the order in which they are shown. */
export const LAG_METHODS = [
  'chain-ladder',
  'mack',
  'completion',
  'bornhuetter-ferguson',
  'benktander',
  'cape-cod',
  'bootstrap',
] as const satisfies readonly ReserveMethod[];

/** What a method makes of a triangle, with the terms that it took; or why it makes nothing of it. */
export interface MethodEstimate {
  readonly method: ReserveMethod;
  readonly estimate: { readonly terms: ReserveTerms; readonly reserve: Reserve } | Refusal;
}

const SIMULATIONS = 1_000;
const DEFAULTS = {
  average: 'volume',
  tail: 1,
  iterations: 2,
  lastSigma: 'mack',
  simulations: SIMULATIONS,
} as const;

/**
 * Estimates a lag triangle by each method. Chain ladder, Mack and bootstrap take the triangle as it is; the others what is
 * paid of each month with its completion. Bornhuetter-Ferguson and Benktander expect what exposure cost in the months that
 * are at least half complete, Cape Cod what it cost in all.
 */
export function lagEstimates(
  triangle: LagTriangle,
  exposure: ReadonlyMap<Month, number>,
  chances: () => Chances,
): MethodEstimate[] {
  const seen = seenIn(triangle);
  const exposures = lagExposures(triangle.first, triangle.rows.length, exposure);
  return LAG_METHODS.map((method) => {
    const terms = termsOf(method, triangle, seen, exposures);
    if (isRefusal(terms)) return { method, estimate: terms };
    const reserve = estimateReserve(terms, chances());
    return { method, estimate: isRefusal(reserve) ? reserve : { terms, reserve } };
  });
}

function termsOf(
  method: ReserveMethod,
  { rows }: LagTriangle,
  seen: Seen,
  exposure: readonly number[],
): ReserveTerms | Refusal {
  if (method === 'chain-ladder' || method === 'mack' || method === 'bootstrap')
    return { ...DEFAULTS, method, triangle: rows };
  if (method === 'completion') return { ...DEFAULTS, method, ...seen };
  // Cape Cod is Bornhuetter-Ferguson with what exposure has cost; months without exposure must not say what it costs.
  const cost = method === 'cape-cod' ? costOfExposure(seen, exposure, 0) : credibleCost(seen, exposure);
  if (isRefusal(cost)) return cost;
  const using = method === 'cape-cod' ? 'bornhuetter-ferguson' : method;
  return { ...DEFAULTS, method: using, ...seen, exposure, expectedLossRatio: cost };
}

function seenIn(triangle: LagTriangle): Seen {
  const byDevelopment = lagCompletion(triangle);
  return {
    reported: latestOf(triangle),
    completion: triangle.rows.map((row) => byDevelopment[row.length - 1]!),
  };
}
