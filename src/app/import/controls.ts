import { parseDay } from '../../core/calendar/day.ts';
import { type Amount, parseAmount, sumOfAmounts } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';

/** A funding request or bank draw: one amount for a whole register, or amounts by funded day. */
export interface ControlAmounts {
  readonly whole?: Amount | undefined;
  readonly byDay: ReadonlyMap<number, Amount>;
}

/**
 * Reads what was requested or drawn, each text an amount, or a day and an amount ("2026-04-15=125000.00"). Amounts for
 * the same day, or for the whole, add up. Refused: malformed ones, and both forms at once (`inconsistent`).
 */
export function readControlAmounts(
  flag: string,
  texts: readonly string[],
  currency: Currency,
): ControlAmounts | Refusal {
  let whole: Amount | undefined;
  const byDay = new Map<number, Amount>();
  for (const text of texts) {
    const cut = text.indexOf('=');
    const amount = readAmount(flag, text.slice(cut + 1), currency);
    if (isRefusal(amount)) return amount;
    const day = cut < 0 ? undefined : parseDay(text.slice(0, cut));
    if (typeof day === 'string') {
      return refuse(day, flag, 'a day and an amount such as "2026-04-15=125000.00"', text);
    }
    const before = day === undefined ? whole : byDay.get(day);
    const sum = sumOfAmounts([before ?? 0, amount]);
    if (sum === undefined) return refuse('too_large', flag, 'at most 2^53 - 1 minor units in all', text);
    if (day === undefined) whole = sum;
    else byDay.set(day, sum);
  }
  if (whole !== undefined && byDay.size > 0) {
    return refuse('inconsistent', flag, 'amounts for the whole register, or amounts by day', texts);
  }
  return { whole, byDay };
}

function readAmount(flag: string, text: string, currency: Currency): Amount | Refusal {
  const read = parseAmount(text, currency);
  if (typeof read === 'number') return read;
  const expected = {
    wrong_type: 'an amount such as "125000.00", or a day and an amount such as "2026-04-15=125000.00"',
    too_precise: `at most ${currency.decimals} decimals (${currency.code})`,
    too_large: 'at most 2^53 - 1 minor units',
  };
  return refuse(read, flag, expected[read], text);
}
