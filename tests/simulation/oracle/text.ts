// How the naive model reads days and amounts: days stay texts, which sort by themselves; amounts are cents.
import { parseAmount } from '../../naive/decimal.ts';

const MILLISECONDS_OF_DAY = 86_400_000;

export function cents(text: string): number {
  return Number(parseAmount(text, 'USD'));
}

export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayAt(time) === text;
}

/** The day so many days later. */
export function dayAfter(day: string, days: number): string {
  return dayAt(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_OF_DAY);
}

/** The first Friday on or after a day, when claims are paid. */
export function paymentDay(day: string): string {
  let paid = day;
  while (new Date(`${paid}T00:00:00Z`).getUTCDay() !== 5) paid = dayAfter(paid, 1);
  return paid;
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function monthAfter(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The year in which the plan year of a day begins; it begins on "MM-DD". */
export function planYearOf(day: string, start: string): number {
  return Number(day.slice(0, 4)) - (day.slice(5) < start ? 1 : 0);
}

function dayAt(time: number): string {
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);
}
