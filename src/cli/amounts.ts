// Amounts as documents write them: decimal texts of one currency. What is printed is made of these, so that it is the same
// of the store at hand and of a server.
import { multiplyRatios, parseRatio, type Ratio, ratioOf } from '../core/money/ratio.ts';
import { roundHalfUp } from '../core/money/rounding.ts';
import { grouped } from './table.ts';

/** What stands where there is no figure: nothing to divide by, or claims of too few persons would show. */
export const NO_FIGURE = '–';

/** An amount with its digits grouped. */
export function amountText(amount: string | null | undefined): string {
  return amount === null || amount === undefined ? NO_FIGURE : grouped(amount);
}

/** The sum of some amounts, of which there is at least one. */
export function sumOf(amounts: readonly string[]): string {
  const decimals = amounts[0]!.split('.')[1]?.length ?? 0;
  const minor = amounts.reduce((sum, amount) => sum + minorOf(amount), 0n);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${minor < 0n ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`;
}

/** One amount less another. */
export function difference(amount: string, less: string): string {
  return sumOf([amount, less.startsWith('-') ? sizeOf(less) : `-${less}`]);
}

export function isZero(amount: string): boolean {
  return minorOf(amount) === 0n;
}

/** Nothing, in the currency of an amount. */
export function nothingOf(amount: string): string {
  return amount.replace(/^-?\d+/, '0').replace(/\d/g, '0');
}

/** An amount in minor units. */
export function minorOf(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

/** An amount without its sign. */
export function sizeOf(amount: string): string {
  return amount.replace('-', '');
}

/** A written ratio as a percentage. */
export function percentText(ratio: string | null | undefined): string {
  return ratio === null || ratio === undefined ? NO_FIGURE : percent(parseRatio(ratio)!);
}

/** A ratio as a percentage with one decimal, rounded half up for reading alone. */
export function percent(ratio: Ratio): string {
  const thousand = multiplyRatios(ratio, ratioOf(1000));
  const tenths = roundHalfUp(thousand.numerator, thousand.denominator);
  const sign = tenths < 0n ? '-' : '';
  const digits = (tenths < 0n ? -tenths : tenths).toString().padStart(2, '0');
  return `${sign}${digits.slice(0, -1)}.${digits.slice(-1)} %`;
}
