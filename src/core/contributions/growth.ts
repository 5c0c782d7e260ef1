import { type Amount, amountOfBigInt } from '../money/amount.ts';
import type { Ratio } from '../money/ratio.ts';

/** Twice an amount of the safe range has no 24th power of more bits. */
const MOST_BITS = 54n * 24n;

/**
 * An amount that grows by a yearly rate for some months, rounded half up to the minor unit: amount x (1 + rate) ^
 * (months / 12). The power is mostly irrational, yet the rounding is exact: twice the result is the whole number whose
 * 24th power is looked for. `halfMonths` are whole, since midpoints of whole months lie half a month apart.
 * Undefined where the result leaves the safe range.
 */
export function grownHalfUp(amount: number, rate: Ratio, halfMonths: number): Amount | undefined {
  const growth = { numerator: rate.numerator + rate.denominator, denominator: rate.denominator };
  const power = BigInt(halfMonths);
  // (2 x amount)^24 x growth^halfMonths is the 24th power of twice the result; its root's floor decides the rounding.
  const radicand = ((2n * BigInt(amount)) ** 24n * growth.numerator ** power) / growth.denominator ** power;
  return radicand >> MOST_BITS > 0n ? undefined : amountOfBigInt((rootFloor(radicand, 24n) + 1n) / 2n);
}

/** The largest whole number whose n-th power is at most a value of 0 or more: Newton's method from above. */
export function rootFloor(value: bigint, n: bigint): bigint {
  if (value < 2n) return value;
  const bits = BigInt(value.toString(16).length * 4);
  let root = 1n << (bits / n + 1n);
  for (;;) {
    const next = ((n - 1n) * root + value / root ** (n - 1n)) / n;
    if (next >= root) return root;
    root = next;
  }
}
