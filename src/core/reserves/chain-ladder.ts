import { latestOf, type Triangle } from './triangle.ts';

/** Each origin's ultimate by chain ladder: what is known of it times the factor from its development to the ultimate. */
export function chainLadderUltimates(triangle: Triangle, toUltimate: readonly number[]): number[] {
  return latestOf(triangle).map((known, origin) => known * toUltimate[triangle.rows[origin]!.length - 1]!);
}

/** A row with its developments still to come, each the one before times its factor. */
export function projectedRow(row: readonly number[], factors: readonly number[]): number[] {
  const projected = [...row];
  for (const factor of factors.slice(row.length - 1))
    projected.push(projected[projected.length - 1]! * factor);
  return projected;
}
