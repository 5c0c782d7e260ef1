import type { Amount } from './amount.ts';
import type { Ratio } from './ratio.ts';

/** A quotient rounded half up to a whole number: floor(numerator / denominator + 1/2). Denominator above 0. */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const twice = 2n * numerator + denominator;
  const quotient = twice / (2n * denominator);
  return twice % (2n * denominator) < 0n ? quotient - 1n : quotient;
}

/**
 * A rate made ready to be applied to many amounts: share of an amount rounded half up to the minor unit.
 * Up to `exactUpTo` minor units the product fits a double and plain arithmetic is exact; beyond it BigInt is used.
 */
export interface CompiledRate {
  readonly ratio: Ratio;
  readonly numerator: number;
  readonly denominator: number;
  readonly exactUpTo: number;
}

/** Compiles a rate from 0 up. A numerator or denominator too large for plain arithmetic leaves BigInt alone. */
export function compileRate(ratio: Ratio): CompiledRate {
  const numerator = Number(ratio.numerator);
  const denominator = Number(ratio.denominator);
  const fits = numerator < 2 ** 50 && denominator < 2 ** 50;
  const room = Math.floor((Number.MAX_SAFE_INTEGER - denominator) / Math.max(1, 2 * numerator));
  return { ratio, numerator, denominator, exactUpTo: fits ? Math.max(-1, room) : -1 };
}

/** amount x rate, rounded half up to the minor unit. The amount is 0 or more, the rate from 0 to 1. */
export function shareOf(amount: number, rate: CompiledRate): Amount {
  if (amount <= rate.exactUpTo) {
    return Math.floor((2 * amount * rate.numerator + rate.denominator) / (2 * rate.denominator)) as Amount;
  }
  return Number(roundHalfUp(BigInt(amount) * rate.ratio.numerator, rate.ratio.denominator)) as Amount;
}

/** amount x ratio rounded half up, for any sign and size; a BigInt, because the product may leave the safe range. */
export function productHalfUp(amount: number | bigint, ratio: Ratio): bigint {
  return roundHalfUp(BigInt(amount) * ratio.numerator, ratio.denominator);
}
