import { type Day, dayOf } from '../../core/calendar/day.ts';
import { type Month, parseMonth } from '../../core/calendar/month.ts';
import type { Amount } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { AmountForm, DayForm } from './forms.ts';
import type { Header } from './header.ts';
import type { CsvRecord } from './reader.ts';

const LONGEST_TEXT = 255;
const EARLIEST = dayOf(1900, 1, 1)!;
const LATEST = dayOf(2199, 12, 31)!;
const REMEMBERED_DAYS = 20_000;
const NOTHING: readonly Refusal[] = [];

/**
 * The fields of one record after the other, read into the core's terms. What is wrong is gathered in `problems`, and
 * undefined comes back in its place. Spaces around a field do not count.
 */
export class Cells {
  readonly #name: string;
  readonly #header: Header;
  readonly #currency: Currency;
  readonly #days: DayForm;
  readonly #amounts: AmountForm;
  readonly #known = new Map<string, Day>();
  #record: CsvRecord = { line: 0, fields: [] };
  problems: readonly Refusal[] = NOTHING;

  constructor(name: string, header: Header, currency: Currency, days: DayForm, amounts: AmountForm) {
    this.#name = name;
    this.#header = header;
    this.#currency = currency;
    this.#days = days;
    this.#amounts = amounts;
  }

  /** Goes to the next record. */
  open(record: CsvRecord): void {
    this.#record = record;
    this.problems = NOTHING;
  }

  /** A field as it stands; '' where the file does not have its column. */
  raw(field: string): string {
    const index = this.#header.indexOf(field);
    const text = index === undefined ? '' : (this.#record.fields[index] ?? '');
    const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)];
    return first <= 32 || last <= 32 ? text.trim() : text;
  }

  /** A text that has to be there. */
  text(field: string): string {
    const text = this.optionalText(field);
    if (text === '') this.refuse(field, 'missing_field', 'a value', '');
    return text;
  }

  /** A text that may be empty. */
  optionalText(field: string, ifEmpty = ''): string {
    const text = this.raw(field);
    if (text.length > LONGEST_TEXT) {
      this.refuse(field, 'too_long', `at most ${LONGEST_TEXT} characters`, text);
    } else if (hasControl(text)) {
      this.refuse(field, 'wrong_type', 'a text on one line, without control characters,', text);
    }
    return text === '' ? ifEmpty : text;
  }

  /** A day from 1900 to 2199. */
  day(field: string): Day | undefined {
    const text = this.raw(field);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const day = this.#days.read(text, this.#currency);
    if (day === 'wrong_type') {
      return this.refuse(
        field,
        text === '' ? 'missing_field' : day,
        `a day such as ${this.#days.example}`,
        text,
      );
    }
    if (day === 'no_such_day') return this.refuse(field, day, 'a day that exists', text);
    if (day < EARLIEST || day > LATEST) {
      return this.refuse(field, 'out_of_range', 'a day from 1900 to 2199', text);
    }
    if (this.#known.size < REMEMBERED_DAYS) this.#known.set(text, day);
    return day;
  }

  /** A month such as 2026-03, from 1900 to 2199. */
  month(field: string): Month | undefined {
    const text = this.raw(field);
    const month = parseMonth(text);
    if (month === undefined) {
      const code = text === '' ? 'missing_field' : /^\d{4}-\d{2}$/.test(text) ? 'no_such_day' : 'wrong_type';
      return this.refuse(field, code, 'a month such as 2026-03', text);
    }
    return month >= -840 && month < 2760
      ? month
      : this.refuse(field, 'out_of_range', 'a month from 1900 to 2199', text);
  }

  /** A whole number within bounds. */
  whole(field: string, from: number, to: number): number | undefined {
    const text = this.raw(field);
    if (!/^\d{1,15}$/.test(text)) return this.refuse(field, 'wrong_type', 'a whole number', text);
    const number = Number(text);
    return number >= from && number <= to
      ? number
      : this.refuse(field, 'out_of_range', `a number from ${from} to ${to}`, text);
  }

  /** An amount in the file's form. */
  amount(field: string): Amount | undefined {
    const text = this.raw(field);
    const amount = this.#amounts.read(text, this.#currency);
    if (typeof amount === 'number') return amount;
    const { code, decimals } = this.#currency;
    const expected = {
      wrong_type: `an amount such as ${this.#amounts.example}`,
      too_precise: `at most ${decimals} decimals (${code})`,
      too_large: 'at most 2^53 - 1 minor units',
    };
    return this.refuse(field, text === '' ? 'missing_field' : amount, expected[amount], text);
  }

  /** Notes that a field is wrong. */
  refuse(field: string, code: string, expected: string, actual: unknown): undefined {
    const column = this.#header.columnOf(field);
    const path = `${this.#name}:${this.#record.line}${column === undefined ? '' : `:${column.number}`}`;
    const problem = refuse(code, path, `${expected} in the column "${column?.header ?? field}"`, actual);
    this.problems = [...this.problems, problem];
  }
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 32) return true;
  return false;
}
