import { projectedRow } from './chain-ladder.ts';
import { columnSum, originsReaching, type Triangle } from './triangle.ts';

/** Standard errors of chain-ladder reserves, by origin and of their sum. */
export interface StandardErrors {
  readonly byOrigin: readonly number[];
  readonly total: number;
}

/**
 * Mack's standard errors: of an origin
 * U^2 x sum over its developments to come of sigma^2 / f^2 x (1 / projected claims + 1 / sum of claims under f);
 * of all together the sum of their squares and, as the origins share their factors, for each origin
 * U x (sum of the later origins' U) x the same sum of 2 sigma^2 / f^2 / (sum of claims under f).
 * An origin without claims is projected to none, for certain. Needs factors above 0.
 * Source: Mack 1993, ASTIN Bulletin 23, theorem 3 and its corollary.
 */
export function mackStandardErrors(
  triangle: Triangle,
  factors: readonly number[],
  variances: readonly number[],
): StandardErrors {
  const relative = factors.map((factor, development) => variances[development]! / factor ** 2);
  const under = factors.map((_, at) => columnSum(triangle, at, originsReaching(triangle, at + 1)));
  const byOrigin = new Array<number>(triangle.rows.length);
  let [total, later] = [0, 0];
  for (let origin = triangle.rows.length - 1; origin >= 0; origin -= 1) {
    const row = triangle.rows[origin]!;
    const projected = projectedRow(row, factors);
    const ultimate = projected[projected.length - 1]!;
    let [own, shared] = [0, 0];
    for (let at = row.length - 1; at < factors.length && ultimate !== 0; at += 1) {
      own += relative[at]! * (1 / projected[at]! + 1 / under[at]!);
      shared += (2 * relative[at]!) / under[at]!;
    }
    byOrigin[origin] = ultimate * Math.sqrt(own);
    total += byOrigin[origin]! ** 2 + ultimate * later * shared;
    later += ultimate;
  }
  return { byOrigin, total: Math.sqrt(total) };
}
