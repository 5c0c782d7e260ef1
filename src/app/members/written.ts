import { type Day, parseDay } from '../../core/calendar/day.ts';
import { type Month, parseMonth } from '../../core/calendar/month.ts';
import { type Amount, parseAmount } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';

/** A day that a person wrote as an option. Refused: `wrong_type`, `no_such_day`. */
export function writtenDay(option: string, text: string): Day | Refusal {
  const day = parseDay(text);
  return typeof day === 'string' ? refuse(day, option, 'a day that exists, such as 2026-03-12', text) : day;
}

/** A month. Refused: `wrong_type`. */
export function writtenMonth(option: string, text: string): Month | Refusal {
  return parseMonth(text) ?? refuse('wrong_type', option, 'a month such as 2026-03', text);
}

/** An amount of either sign. Refused: one that cannot be read. */
export function writtenSignedAmount(option: string, text: string, currency: Currency): Amount | Refusal {
  const amount = parseAmount(text, currency);
  return typeof amount === 'string'
    ? refuse(amount, option, `an amount in ${currency.code} such as 12500.00`, text)
    : amount;
}

/** An amount above 0. Refused: `out_of_range`, and an amount that cannot be read. */
export function writtenAmount(option: string, text: string, currency: Currency): Amount | Refusal {
  const amount = writtenSignedAmount(option, text, currency);
  if (isRefusal(amount)) return amount;
  return amount > 0 ? amount : refuse('out_of_range', option, 'an amount above 0', text);
}

/** A whole number from 0 up, such as that of a resolution; undefined where it was left out. Refused: `wrong_type`. */
export function writtenNumber(option: string, text: string | undefined): number | undefined | Refusal {
  if (text === undefined) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : refuse('wrong_type', option, 'a whole number', text);
}

/** A day, or none where it was left out. */
export function writtenDayIfAny(option: string, text: string | undefined): Day | undefined | Refusal {
  return text === undefined ? undefined : writtenDay(option, text);
}

/** A month, or none where it was left out. */
export function writtenMonthIfAny(option: string, text: string | undefined): Month | undefined | Refusal {
  return text === undefined ? undefined : writtenMonth(option, text);
}
