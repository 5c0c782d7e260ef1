import { type Refusal, refuse } from '../refusal.ts';
import { columnSum, originsReaching, type Triangle } from './triangle.ts';

/** How an average factor weighs its origins: by their claims, or all alike. */
export type Average = 'volume' | 'simple';

/**
 * The factors from each development to the next, over the origins that have reached the next.
 * Refused (`undefined_result`): a factor that would divide by 0, or by claims below 0.
 */
export function developmentFactors(triangle: Triangle, average: Average): number[] | Refusal {
  const factors: number[] = [];
  for (let development = 0; development < triangle.developments - 1; development += 1) {
    const origins = originsReaching(triangle, development + 1);
    if (average === 'volume') {
      const known = columnSum(triangle, development, origins);
      if (!(known > 0)) {
        const expected = `claims that sum above 0 in development ${development + 1}`;
        return refuse('undefined_result', 'triangle', expected, known);
      }
      factors.push(columnSum(triangle, development + 1, origins) / known);
    } else {
      const unusable = cellNotAbove0(triangle, development, origins);
      if (unusable !== undefined) return unusable;
      let sum = 0;
      for (const row of triangle.rows.slice(0, origins)) sum += row[development + 1]! / row[development]!;
      factors.push(sum / origins);
    }
  }
  return factors;
}

/** The refusal of the first cell of a development, among the oldest origins, from which no own factor can be taken. */
export function cellNotAbove0(triangle: Triangle, development: number, origins: number): Refusal | undefined {
  const origin = triangle.rows.slice(0, origins).findIndex((row) => !(row[development]! > 0));
  if (origin < 0) return undefined;
  const at = `triangle[${origin}][${development}]`;
  const expected = 'claims above 0, as the next development is divided by them';
  return refuse('undefined_result', at, expected, triangle.rows[origin]![development]);
}

/** The factors from each development to the ultimate: all that follow, and the tail. */
export function factorsToUltimate(factors: readonly number[], tail: number): number[] {
  const toUltimate = [tail];
  for (const factor of factors.toReversed()) toUltimate.unshift(toUltimate[0]! * factor);
  return toUltimate;
}
