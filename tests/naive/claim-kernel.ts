// The claim kernel without vectors, from its description: whole numbers of 64 bits as BigInt, one claim after another.
import type { ClaimTable } from '../../src/core/simulation/claim-table.ts';

const WORD = (1n << 64n) - 1n;
const rotate = (word: bigint, bits: bigint) => ((word << bits) | (word >> (64n - bits))) & WORD;

export type State = [bigint, bigint, bigint, bigint];

/** One step of xoshiro256++: the number drawn, and the state after it. */
export function stepOf([a, b, c, d]: State): { number: bigint; state: State } {
  const number = (rotate((a + d) & WORD, 23n) + a) & WORD;
  const e = c ^ a;
  const f = d ^ b;
  return { number, state: [a ^ f, b ^ e, e ^ ((b << 17n) & WORD), rotate(f, 45n)] };
}

/** The upper 52 bits and a half, as a part of 1. */
export function uniformOf(number: bigint): number {
  return (Number(number >> 12n) + 0.5) / 2 ** 52;
}

/** What is paid of the claim of one number. */
export function paidOf(table: ClaimTable, number: bigint): number {
  const uniform = uniformOf(number);
  const { values } = table;
  if (table.kind === 'points') {
    const column = Math.floor(uniform * table.columns);
    const isSecond = uniform * table.columns - column >= values[4 * column]!;
    return values[4 * column + (isSecond ? 2 : 1)]!;
  }
  const perDoubling = 2 ** table.bits;
  let doubling = 52;
  while (uniform < 2 ** (doubling - 53)) doubling -= 1;
  const place = uniform / 2 ** (doubling - 53);
  const piece = Math.floor((place - 1) * perDoubling);
  const side = number & 1n ? 1 : 0;
  const at = 8 * (side * 64 * perDoubling + doubling * perDoubling + piece);
  const t = place - 1 - (piece + 0.5) / perDoubling;
  const square = t * t;
  const [c0, c1, c2, c3, c4, c5] = values.subarray(at, at + 6) as unknown as number[];
  const even = c0! + square * (c2! + square * c4!);
  const odd = c1! + square * (c3! + square * c5!);
  const paid = even + t * odd - table.deductible;
  return Math.min(Math.max(0, paid), table.limit);
}

/** The sum of some claims, those of even and of odd place summed alone first; points in the order drawn. */
export function sumOf(table: ClaimTable, numbers: readonly bigint[]): number {
  if (table.kind === 'points') return numbers.reduce((sum, number) => sum + paidOf(table, number), 0);
  const lanes = [0, 0];
  for (const [index, number] of numbers.entries()) lanes[index % 2]! += paidOf(table, number);
  return lanes[0]! + lanes[1]!;
}

/** The state after 2^doublings steps, by squaring the matrix of one step over the field of two elements. */
export function stateAfter(state: State, doublings: number): State {
  const packed = ([a, b, c, d]: State) => a | (b << 64n) | (c << 128n) | (d << 192n);
  const unpacked = (word: bigint): State => [
    word & WORD,
    (word >> 64n) & WORD,
    (word >> 128n) & WORD,
    word >> 192n,
  ];
  // A column for each bit of the state: where that bit alone goes.
  let columns = Array.from({ length: 256 }, (_, bit) => packed(stepOf(unpacked(1n << BigInt(bit))).state));
  const moved = (word: bigint) => {
    let sum = 0n;
    for (let left = word, bit = 0; left > 0n; left >>= 1n, bit += 1) if (left & 1n) sum ^= columns[bit]!;
    return sum;
  };
  for (let doubling = 0; doubling < doublings; doubling += 1) columns = columns.map(moved);
  return unpacked(moved(packed(state)));
}
