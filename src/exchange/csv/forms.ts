import { type Day, type DayProblem, dayOf, parseDay } from '../../core/calendar/day.ts';
import { type Amount, type AmountProblem, amountOf, parseAmount } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';

/** How a file writes days or amounts: how to read one, and an example for messages. */
export interface Form<T, Problem> {
  readonly example: string;
  read(text: string, currency: Currency): T | Problem;
}

export type DayForm = Form<Day, DayProblem>;
export type AmountForm = Form<Amount, AmountProblem>;

const US_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const PLAIN_DAY = /^(\d{4})(\d{2})(\d{2})$/;

/** How days are written, by name. */
export const DAY_FORMS = {
  'YYYY-MM-DD': { example: '2026-03-31', read: parseDay },
  'MM/DD/YYYY': {
    example: '03/31/2026',
    read(text) {
      const match = US_DAY.exec(text);
      return match === null ? 'wrong_type' : civil(match[3], match[1], match[2]);
    },
  },
  YYYYMMDD: {
    example: '20260331',
    read(text) {
      const match = PLAIN_DAY.exec(text);
      return match === null ? 'wrong_type' : civil(match[1], match[2], match[3]);
    },
  },
} as const satisfies Record<string, DayForm>;

export type DayFormName = keyof typeof DAY_FORMS;

const GROUPED = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
/** Parenthesis, sign, currency sign, sign, digits, sign, parenthesis. */
const GROUPED_AMOUNT = /^\$? ?(\(?)(-?)\$? ?(-?)([\d,.]+)(-?)(\)?)$/;
const MINOR = /^([+-]?)(\d+)(-?)$/;

/** How amounts are written, by name. */
export const AMOUNT_FORMS = {
  /** "-1250.00". */
  decimal: { example: '1250.00', read: parseAmount },
  /** "1,250.00", "$1,250.00"; below zero "-1,250.00", "($1,250.00)" or "1,250.00-". */
  grouped: {
    example: '1,250.00, or (1,250.00) below zero',
    read(text, currency) {
      const [, open, minus, after, digits = '', behind, close] = GROUPED_AMOUNT.exec(text) ?? [];
      const signs = [open, minus, after, behind].filter((sign) => sign !== '').length;
      if (!GROUPED.test(digits) || signs > 1 || (open === '(') !== (close === ')')) return 'wrong_type';
      const read = parseAmount(digits.replaceAll(',', ''), currency);
      return typeof read === 'string' || signs === 0 ? read : amountOf(-read);
    },
  },
  /** "125000" for 1250.00, with a sign before or after. */
  'minor units': {
    example: '125000 for 1250.00',
    read(text) {
      const match = MINOR.exec(text);
      if (match === null || (match[1] !== '' && match[3] !== '')) return 'wrong_type';
      const size = Number(match[2]);
      if (!Number.isSafeInteger(size)) return 'too_large';
      return amountOf(match[1] === '-' || match[3] === '-' ? -size : size);
    },
  },
} as const satisfies Record<string, AmountForm>;

export type AmountFormName = keyof typeof AMOUNT_FORMS;

function civil(year?: string, month?: string, dayOfMonth?: string): Day | DayProblem {
  return dayOf(Number(year), Number(month), Number(dayOfMonth)) ?? 'no_such_day';
}
