import { MOST_AT_ONCE, nextBlock, openClaimKernel } from './claim-kernel.ts';
import type { ClaimTable } from './claim-table.ts';
import type { Frequency } from './frequency.ts';
import { drawNumber } from './sampling.ts';

/** What years are drawn from. Plain data, which threads can be sent. */
export interface YearTerms {
  readonly frequency: Frequency;
  readonly table: ClaimTable;
  readonly seed: number;
}

/** So many years are drawn from streams of their own, which lie 2^128 steps from those of any other block. */
export const YEARS_PER_BLOCK = 64;

/** Draws the totals of the years of a block, at most YEARS_PER_BLOCK. Blocks are asked for in rising order. */
export type DrawBlock = (block: number, totals: Float64Array) => void;

/** Years block by block: the same totals whoever draws which blocks, and more years change none of the first. */
export function yearBlocks({ frequency, table, seed }: YearTerms): DrawBlock {
  const number = drawNumber(frequency);
  const kernel = openClaimKernel(table.values, seed);
  // The streams move through the number and the claims of every year; a block begins where the last one began, and on.
  const state = new BigUint64Array(kernel.memory.buffer, 0, 8);
  const start = state.slice();
  let reached = 0;
  const paid =
    table.kind === 'pieces'
      ? (claims: number) => kernel.pieces(claims, table.bits, table.deductible, table.limit)
      : (claims: number) => kernel.points(claims, table.columns);
  return (block, totals) => {
    if (block < reached) throw new RangeError(`block ${block} is behind ${reached}`);
    state.set(start);
    for (; reached < block; reached += 1) nextBlock(kernel);
    start.set(state);
    for (let year = 0; year < totals.length; year += 1) {
      let total = 0;
      let left = number(kernel);
      for (; left > MOST_AT_ONCE; left -= MOST_AT_ONCE) total += paid(MOST_AT_ONCE);
      if (left > 0) total += paid(left);
      totals[year] = total;
    }
  };
}
