import { type Refusal, refuse } from '../refusal.ts';

/**
 * A triangle of cumulative claims: rows by origin, oldest first, columns by development. No row is longer than the
 * one above; so the origins that reach a development are the first so many rows.
 */
export interface Triangle {
  readonly rows: readonly (readonly number[])[];
  /** The number of developments, the length of the oldest row. */
  readonly developments: number;
}

/**
 * The triangle of some rows. Refused: no row or an empty one, a row longer than the one above or shorter by more
 * than one, and below the full rows two of one length. Fully developed origins may stand on top.
 * Source: CALCULATORS.md, reserve.
 */
export function triangleOf(rows: readonly (readonly number[])[]): Triangle | Refusal {
  const developments = rows[0]?.length ?? 0;
  if (rows.length === 0) return refuse('inconsistent', 'triangle', 'one origin or more', rows);
  for (const [origin, { length }] of rows.entries()) {
    const above = rows[origin - 1]?.length ?? developments;
    const isFull = length === developments && above === developments;
    if (length > 0 && (isFull || length === above - 1)) continue;
    const lengths = above === developments ? `${developments} or ${above - 1}` : `${above - 1}`;
    const further = above === 1 && developments > 1 ? 'no further origin' : `a length of ${lengths}`;
    const expected = length === 0 ? 'one development or more' : further;
    return refuse('inconsistent', `triangle[${origin}]`, expected, length);
  }
  return { rows, developments };
}

/** What is known of each origin: the last cell of its row. */
export function latestOf({ rows }: Triangle): number[] {
  return rows.map((row) => row[row.length - 1]!);
}

/** How many origins reach a development, counted from 0. */
export function originsReaching({ rows }: Triangle, development: number): number {
  let origins = 0;
  while (origins < rows.length && rows[origins]!.length > development) origins += 1;
  return origins;
}

/** The sum of a development's cells over the oldest origins. */
export function columnSum({ rows }: Triangle, development: number, origins: number): number {
  let sum = 0;
  for (let origin = 0; origin < origins; origin += 1) sum += rows[origin]![development]!;
  return sum;
}
