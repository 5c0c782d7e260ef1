// The small choices of the generators: of chance, whole numbers, one of a few, and amounts as documents write them.
import { currencyDecimals, formatAmount, type RatioInput } from './decimal.ts';
import type { Random } from './generate.ts';

export const CURRENCIES = ['USD', 'EUR', 'JPY', 'KWD'];

export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** A whole number from `from` to `to`, both included. */
export function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[whole(random, 0, items.length - 1)];
}

/** So many minor units as a decimal text, sometimes without the zeros that end it. */
export function written(random: Random, units: number, currency: string): string {
  const text = formatAmount(BigInt(units), currency);
  return currencyDecimals(currency) > 0 && chance(random, 0.2) ? text.replace(/\.?0+$/, '') : text;
}

/** So many thousandths as a text, a fraction or a number. */
export function thousandths(random: Random, value: number): RatioInput {
  return pick<RatioInput>(random, [(value / 1000).toFixed(3), `${value}/1000`, value / 1000]);
}
