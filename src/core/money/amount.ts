import type { Currency } from './currency.ts';

declare const minorUnits: unique symbol;

/** Money: whole minor units (cents) of a currency known from the context, at most 2^53 - 1 either way. */
export type Amount = number & { readonly [minorUnits]: true };

/** Why a text is no amount: not a plain decimal, more decimals than the currency has, or beyond 2^53 - 1 minor units. */
export type AmountProblem = 'wrong_type' | 'too_precise' | 'too_large';

export const ZERO = 0 as Amount;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Takes whole minor units as money. A number that is not a safe integer is a bug, and throws. */
export function amountOf(minor: number): Amount {
  if (!Number.isSafeInteger(minor))
    throw new RangeError(`${minor} is not a whole number of minor units within 2^53 - 1`);
  return (minor === 0 ? 0 : minor) as Amount;
}

/** The same from a BigInt; undefined where it leaves the safe range. */
export function amountOfBigInt(minor: bigint): Amount | undefined {
  return minor <= BigInt(Number.MAX_SAFE_INTEGER) && minor >= -BigInt(Number.MAX_SAFE_INTEGER)
    ? (Number(minor) as Amount)
    : undefined;
}

/** Reads a decimal text such as "1250.00". Decimals beyond the currency's are refused even where they are zeros. */
export function parseAmount(text: string, currency: Currency): Amount | AmountProblem {
  const match = DECIMAL.exec(text);
  if (match === null) return 'wrong_type';
  const fraction = match[3] ?? '';
  if (fraction.length > currency.decimals) return 'too_precise';
  const digits = `${match[2]}${fraction.padEnd(currency.decimals, '0')}`;
  const minor = digits.length <= 15 ? Number(digits) : safe(digits);
  if (minor === undefined) return 'too_large';
  return (match[1] === '-' && minor !== 0 ? -minor : minor) as Amount;
}

function safe(digits: string): number | undefined {
  const minor = Number(digits);
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** Writes an amount with exactly the currency's decimals: "1250.00" USD, "1250" JPY, "1250.000" KWD. */
export function formatAmount(amount: number | bigint, currency: Currency): string {
  const sign = amount < 0 ? '-' : '';
  const digits = String(amount < 0 ? -amount : amount).padStart(currency.decimals + 1, '0');
  if (currency.decimals === 0) return sign + digits;
  const cut = digits.length - currency.decimals;
  return `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** The sum of amounts, exact; undefined where it leaves the safe range. */
export function sumOfAmounts(amounts: Iterable<number>): Amount | undefined {
  let sum = 0;
  let exact: bigint | undefined;
  for (const amount of amounts) {
    if (exact !== undefined) {
      exact += BigInt(amount);
      continue;
    }
    const next = sum + amount;
    if (Number.isSafeInteger(next)) sum = next;
    else exact = BigInt(sum) + BigInt(amount);
  }
  return exact === undefined ? (sum as Amount) : amountOfBigInt(exact);
}
