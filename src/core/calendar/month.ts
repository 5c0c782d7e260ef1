import { civilOf, type Day, dayOf, daysInMonth } from './day.ts';

declare const monthNumber: unique symbol;

/** A calendar month: whole months since January 1970. */
export type Month = number & { readonly [monthNumber]: true };

const FORM = /^(\d{4})-(\d{2})$/;

/** Reads "2026-03"; undefined where it is not of that form or no month. */
export function parseMonth(text: string): Month | undefined {
  const match = FORM.exec(text);
  if (match === null || Number(match[2]) < 1 || Number(match[2]) > 12) return undefined;
  return monthNumbered(Number(match[1]), Number(match[2]));
}

/** The year that a month lies in. */
export function yearOf(month: number): number {
  return Math.floor(month / 12) + 1970;
}

/** Writes "2026-03". */
export function formatMonth(month: number): string {
  const year = yearOf(month);
  return `${String(year).padStart(4, '0')}-${String(month - (year - 1970) * 12 + 1).padStart(2, '0')}`;
}

/** The month that a day lies in. */
export function monthOf(day: number): Month {
  const at = day - FIRST_TABLED_DAY;
  if (at >= 0 && at < TABLED_DAYS) return monthTable()[at]! as Month;
  const { year, month } = civilOf(day);
  return monthNumbered(year, month);
}

/** 1900-01-01, and the days from there to 2199-12-31: the days of claims, asked for line by line. */
const FIRST_TABLED_DAY = -25_567;
const FIRST_TABLED_MONTH = -840;
const TABLED_DAYS = 109_572;
let table: Int16Array | undefined;

function monthTable(): Int16Array {
  if (table !== undefined) return table;
  table = new Int16Array(TABLED_DAYS);
  for (let month = FIRST_TABLED_MONTH, from = 0; from < TABLED_DAYS; month += 1) {
    const next = firstDayOf(month + 1) - FIRST_TABLED_DAY;
    table.fill(month, from, next);
    from = next;
  }
  return table;
}

/** The first day of a month. */
export function firstDayOf(month: number): Day {
  const year = yearOf(month);
  return dayOf(year, month - (year - 1970) * 12 + 1, 1) as Day;
}

/** The last day of a month. */
export function lastDayOf(month: number): Day {
  const year = yearOf(month);
  const monthOfYear = month - (year - 1970) * 12 + 1;
  return dayOf(year, monthOfYear, daysInMonth(year, monthOfYear)) as Day;
}

function monthNumbered(year: number, month: number): Month {
  return ((year - 1970) * 12 + month - 1) as Month;
}
