import { type Refusal, refuse } from '../refusal.ts';
import type { Seen } from './completion.ts';

/**
 * Each origin's ultimate by Bornhuetter and Ferguson (1972): what is known, and the part of an expected ultimate that
 * is not yet seen. Repeated from its own answer it is Benktander's (1976), and tends to the chain ladder.
 */
export function bornhuetterFerguson(seen: Seen, apriori: readonly number[], iterations = 1): number[] {
  return seen.reported.map((known, origin) => {
    const unseen = 1 - seen.completion[origin]!;
    let ultimate = apriori[origin]!;
    for (let iteration = 0; iteration < iterations; iteration += 1) ultimate = known + ultimate * unseen;
    return ultimate;
  });
}

/**
 * The Cape Cod loss ratio (Bühlmann and Stanard): what is known over the exposure that has been used up by it.
 * Refused (`undefined_result`): no exposure used up.
 */
export function capeCodRatio(seen: Seen, exposure: readonly number[]): number | Refusal {
  const known = seen.reported.reduce((sum, reported) => sum + reported, 0);
  const used = seen.completion.reduce((sum, share, origin) => sum + exposure[origin]! * share, 0);
  if (used > 0) return known / used;
  return refuse('undefined_result', 'exposure', 'exposure times completion above 0 in all', used);
}
