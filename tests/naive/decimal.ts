/**
 * Amounts and ratios of the naive twins: plain BigInt minor units and [numerator, denominator] pairs.
 * Source: docs of the calculators, the introduction (amounts, ratios). Only the naive files use it.
 */

/** A ratio as it may stand in a document: "0.20", "1/3", 0.2 or 1e-7. */
export type RatioInput = string | number;

/** Numerator and denominator; the denominator is positive. */
export type Ratio = readonly [bigint, bigint];

const decimalsOf: Record<string, number> = {
  JPY: 0,
  KRW: 0,
  USD: 2,
  EUR: 2,
  GBP: 2,
  KWD: 3,
  BHD: 3,
  CLF: 4,
};

export function currencyDecimals(currency: string): number {
  return decimalsOf[currency] ?? 2;
}

/** "-12.5" in a currency of two decimals is -1250n. */
export function parseAmount(text: string, currency: string): bigint {
  const negative = text.startsWith('-');
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(currencyDecimals(currency), '0'));
  return negative ? -units : units;
}

/** -1250n in a currency of two decimals is "-12.50". */
export function formatAmount(units: bigint, currency: string): string {
  const decimals = currencyDecimals(currency);
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  return `${units < 0n ? '-' : ''}${whole}${decimals > 0 ? `.${fraction}` : ''}`;
}

export function parseRatio(input: RatioInput): Ratio {
  const text = String(input);
  if (text.includes('/')) {
    const [numerator, denominator] = text.split('/');
    return [BigInt(numerator), BigInt(denominator)];
  }
  const [mantissa, exponent = '0'] = text.toLowerCase().split('e');
  const negative = mantissa.startsWith('-');
  const [whole, fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = BigInt(whole + fraction);
  const numerator = negative ? -digits : digits;
  const power = Number(exponent) - fraction.length;
  return power >= 0 ? [numerator * 10n ** BigInt(power), 1n] : [numerator, 10n ** BigInt(-power)];
}

/** To ten decimals, half even, without trailing zeros. The denominator must be positive. */
export function formatRatio([numerator, denominator]: Ratio): string {
  const negative = numerator < 0n;
  const scaled = (negative ? -numerator : numerator) * 10n ** 10n;
  let rounded = scaled / denominator;
  const twiceRest = (scaled % denominator) * 2n;
  if (twiceRest > denominator || (twiceRest === denominator && rounded % 2n === 1n)) rounded += 1n;
  if (rounded === 0n) return '0';
  const digits = rounded.toString().padStart(11, '0');
  const fraction = digits.slice(-10).replace(/0+$/, '');
  return `${negative ? '-' : ''}${digits.slice(0, -10)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** floor(x + 1/2) of numerator / denominator, the denominator positive. */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const top = 2n * numerator + denominator;
  const bottom = 2n * denominator;
  const quotient = top / bottom;
  return top % bottom < 0n ? quotient - 1n : quotient;
}

/** amount x ratio, rounded half up to the minor unit. */
export function times(amount: bigint, [numerator, denominator]: Ratio): bigint {
  return roundHalfUp(amount * numerator, denominator);
}

export function smaller(first: bigint, second: bigint): bigint {
  return first < second ? first : second;
}

export function larger(first: bigint, second: bigint): bigint {
  return first > second ? first : second;
}
