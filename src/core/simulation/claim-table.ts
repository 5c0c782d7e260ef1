import { type Refusal, refuse } from '../refusal.ts';
import type { ClaimLayer } from './claim.ts';
import type { Severity } from './severity.ts';
import { type Quantiles, quantilesOf } from './severity-quantile.ts';

/** What is paid of a claim, as the kernel's table has it. */
export type ClaimTable = PieceTable | PointTable;

/** The quantiles of a claim in pieces, each a polynomial of 64 bytes; what is paid of one is worked out with it. */
export interface PieceTable extends ClaimLayer {
  readonly kind: 'pieces';
  /** Each doubling of the distance from a tail has 2^bits pieces. */
  readonly bits: number;
  readonly values: Float64Array;
}

/** Amounts paid, two to a column of 32 bytes: the share of the first, the first, the second. */
export interface PointTable {
  readonly kind: 'points';
  readonly columns: number;
  readonly values: Float64Array;
}

/** The table may be off by this share of a claim, or of the mean claim where that is more. */
export const TABLE_TOLERANCE = 1e-11;

const FEWEST_BITS = 5;
const MOST_BITS = 9;
/** Doublings of the distance from a tail, from 2^-53 to 1; their place in the table has 6 bits. */
const DOUBLINGS = 53;
const DOUBLINGS_HELD = 64;
const WORDS_PER_PIECE = 8;
const DEGREE = 5;

/**
 * The table of a claim under a layer; `mean` is what is paid on average, `step` the distance of the points of a discrete
 * severity. Refused: a severity that rises too steeply for the most pieces.
 */
export function claimTable(
  severity: Severity,
  layer: ClaimLayer,
  mean: number,
  step: number,
): ClaimTable | Refusal {
  const { deductible, limit } = layer;
  if (severity.kind === 'discrete' || severity.kind === 'empirical') {
    const [amounts, weights] =
      severity.kind === 'empirical'
        ? [severity.values, severity.weights ?? severity.values.map(() => 1)]
        : [severity.probabilities.map((_, index) => index * step), severity.probabilities];
    return pointTable(
      amounts.map((amount) => Math.min(Math.max(amount - deductible, 0), limit)),
      weights,
    );
  }
  const quantiles = quantilesOf(severity);
  for (let bits = FEWEST_BITS; bits <= MOST_BITS; bits += 1) {
    const values = pieces(quantiles, bits, mean, deductible + limit);
    if (values !== undefined) return { kind: 'pieces', bits, values, deductible, limit };
  }
  const expected = 'a severity whose quantiles do not rise a thousandfold from one to the next';
  return refuse('out_of_range', 'severity', expected, severity);
}

/** The polynomials of both tails; undefined where one is off by more than it may be. Claims beyond `most` are at it. */
function pieces(quantiles: Quantiles, bits: number, mean: number, most: number): Float64Array | undefined {
  const perDoubling = 2 ** bits;
  const values = new Float64Array(2 * DOUBLINGS_HELD * perDoubling * WORDS_PER_PIECE);
  const half = 1 / (2 * perDoubling);
  for (const [side, quantile] of [quantiles.above, quantiles.below].entries()) {
    for (let doubling = 0; doubling < DOUBLINGS; doubling += 1) {
      // The distance from the tail is twice the probability there.
      const scale = 2 ** (doubling - DOUBLINGS - 1);
      for (let piece = 0; piece < perDoubling; piece += 1) {
        const middle = 1 + (2 * piece + 1) * half;
        const amount = (offset: number) => quantile(scale * (middle + offset * half));
        const polynomial = interpolate(amount, most);
        for (const end of [-1, 1]) {
          const exact = Math.min(amount(end), most);
          const off = Math.abs(Math.min(valueAt(polynomial, end), most) - exact);
          if (!(off <= TABLE_TOLERANCE * Math.max(exact, mean))) return undefined;
        }
        const at = ((side * DOUBLINGS_HELD + doubling) * perDoubling + piece) * WORDS_PER_PIECE;
        for (const [order, coefficient] of polynomial.entries())
          values[at + order] = coefficient / half ** order;
      }
    }
  }
  return values;
}

/** Where the polynomials of degree 5 meet the quantiles: between -1 and 1, the farthest off at the ends (Chebyshev). */
const NODES = Array.from({ length: DEGREE + 1 }, (_, index) =>
  Math.cos((Math.PI * (2 * index + 1)) / (2 * (DEGREE + 1))),
);

/** Newton's divided differences, multiplied out. All of a piece beyond the most is the most. */
function interpolate(amount: (offset: number) => number, most: number): number[] {
  const differences = NODES.map(amount);
  if (differences.every((one) => one >= most)) return [most];
  for (let order = 1; order <= DEGREE; order += 1) {
    for (let index = DEGREE; index >= order; index -= 1) {
      differences[index] =
        (differences[index]! - differences[index - 1]!) / (NODES[index]! - NODES[index - order]!);
    }
  }
  let polynomial: number[] = [differences[DEGREE]!];
  for (let index = DEGREE - 1; index >= 0; index -= 1) {
    const raised = [0, ...polynomial];
    for (const [order, coefficient] of polynomial.entries())
      raised[order] = raised[order]! - coefficient * NODES[index]!;
    raised[0] = raised[0]! + differences[index]!;
    polynomial = raised;
  }
  return polynomial;
}

function valueAt(polynomial: readonly number[], x: number): number {
  return polynomial.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

/**
 * Columns of equal probability, each shared by at most two points. Source: Vose 1991, IEEE Transactions on Software
 * Engineering 17, A linear algorithm for generating random numbers with a given distribution.
 */
function pointTable(amounts: readonly number[], weights: readonly number[]): PointTable {
  const columns = amounts.length;
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const left = weights.map((weight) => (weight / whole) * columns);
  const small = left.flatMap((share, index) => (share < 1 ? [index] : []));
  const large = left.flatMap((share, index) => (share < 1 ? [] : [index]));
  const values = new Float64Array(4 * columns);
  const fill = (column: number, share: number, second: number) =>
    values.set([share, amounts[column]!, amounts[second]!], 4 * column);
  while (small.length > 0 && large.length > 0) {
    const [column, giver] = [small.pop()!, large.at(-1)!];
    fill(column, left[column]!, giver);
    left[giver] = left[giver]! + left[column]! - 1;
    if (left[giver]! < 1) small.push(large.pop()!);
  }
  // What is left over is 1 but for rounding.
  for (const column of [...small, ...large]) fill(column, 1, column);
  return { kind: 'points', columns, values };
}
