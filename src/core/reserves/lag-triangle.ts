import type { Month } from '../calendar/month.ts';
import { factorsToUltimate } from './development-factors.ts';
import { columnSum, originsReaching, type Triangle } from './triangle.ts';

/** What was paid in a month for claims incurred in a month, in minor units. */
export interface LagCell {
  readonly incurredMonth: Month;
  readonly paidMonth: Month;
  readonly amount: number;
}

/** A lag triangle: cumulative payments by month incurred, from the first, and by months passed since. */
export interface LagTriangle extends Triangle {
  readonly first: Month;
}

/** After two years next to nothing is paid any more; older months are taken as paid in full. */
const DEVELOPMENTS = 24;

/** The first month incurred that a triangle looks at: twice as many as claims take to be paid in full. */
export function oldestMonth(through: Month): Month {
  return (through - (2 * DEVELOPMENTS - 1)) as Month;
}

/**
 * The triangle of what was paid by the end of a month for the four years before it; undefined where nothing was. What is
 * paid after two years counts into the last development, what is paid before the month incurred into the first.
 */
export function lagTriangle(cells: Iterable<LagCell>, through: Month): LagTriangle | undefined {
  const oldest = oldestMonth(through);
  const known = [...cells].filter(
    ({ incurredMonth, paidMonth }) =>
      incurredMonth >= oldest && paidMonth <= through && incurredMonth <= through,
  );
  if (known.length === 0) return undefined;
  const first = known.reduce<number>((least, cell) => Math.min(least, cell.incurredMonth), through);
  const rows = Array.from({ length: through - first + 1 }, (_, origin) =>
    new Array<number>(Math.min(DEVELOPMENTS, through - first - origin + 1)).fill(0),
  );
  for (const { incurredMonth, paidMonth, amount } of known) {
    const row = rows[incurredMonth - first]!;
    row[Math.max(0, Math.min(paidMonth - incurredMonth, row.length - 1))]! += amount;
  }
  for (const row of rows) for (let lag = 1; lag < row.length; lag += 1) row[lag]! += row[lag - 1]!;
  return { first: first as Month, rows, developments: rows[0]!.length };
}

/**
 * The share of the ultimate that is paid at each development, by volume-weighted factors. It is 0 up to the first
 * development in which anything was ever paid; after that a development in which nothing was has a factor of 1.
 */
export function lagCompletion(triangle: LagTriangle): number[] {
  const factors = Array.from({ length: triangle.developments - 1 }, (_, at) => {
    const origins = originsReaching(triangle, at + 1);
    const [from, to] = [columnSum(triangle, at, origins), columnSum(triangle, at + 1, origins)];
    return from > 0 && to > 0 ? to / from : 1;
  });
  let begun = false;
  return factorsToUltimate(factors, 1).map((factor, at) => {
    begun ||= columnSum(triangle, at, originsReaching(triangle, at)) > 0;
    return begun ? 1 / factor : 0;
  });
}
