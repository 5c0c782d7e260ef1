import { civilOf, daysInMonth, weekdayOf } from '../../core/calendar/day.ts';
import { firstDayOf, lastDayOf, monthOf } from '../../core/calendar/month.ts';
import { onOrAfter } from '../../core/calendar/weekday.ts';
import type { RandomStream } from '../../core/simulation/random.ts';

/**
 * The share of an incurred month's amount paid by the end of lag month 0, 1, 2 ...; inpatient is slower. With pharmacy,
 * whose manager sends two files a month, they give together about DEMO.md's table.
 */
const PAID_BY = {
  inpatient: [0.02, 0.26, 0.55, 0.73, 0.83, 0.89, 0.925, 0.945, 0.96, 0.97, 0.98, 0.987, 1],
  other: [0.116, 0.526, 0.772, 0.867, 0.919, 0.951, 0.966, 0.976, 0.983, 0.988, 0.992, 0.995, 1],
} as const;

/** What is received is paid in the run of the next Friday, that day included (demo/consortium.json). */
const RUN = 'friday';
const FIRST_FILE = 17;
const SECOND_FILE = 2;

/**
 * The day on which a medical claim is received: a weekday after the service whose payment run lies in the month that
 * the lag gives.
 */
export function medicalReceived(random: RandomStream, kind: keyof typeof PAID_BY, day: number): number {
  const by = PAID_BY[kind];
  const { year, month, dayOfMonth } = civilOf(day);
  const [drawn, place] = [random.uniform(), random.uniform()];
  // The later in the month the service, the less of it is paid within the month; on average as the table says.
  const within = 2 * by[0] * (1.06 - (dayOfMonth - 0.5) / daysInMonth(year, month));
  const lastRun = lastRunOf(monthOf(day));
  if (drawn < within && day <= lastRun) return weekdayBetween(day, lastRun, place);
  const rest = by[0] + Math.max(0, (drawn - within) / (1 - within)) * (1 - by[0]);
  const lag = by.findIndex((share) => rest < share);
  const target = monthOf(day) + Math.max(1, lag < 0 ? by.length - 1 : lag);
  const firstRun = onOrAfter(firstDayOf(target), RUN);
  return weekdayBetween(Math.max(day + 1, firstRun - 6), lastRunOf(target), place);
}

/** The day of the pharmacy manager's file: the 18th for what is bought up to the 15th, else the 3rd of the next month. */
export function pharmacyReceived(day: number): number {
  const first = firstDayOf(monthOf(day));
  return day - first < 15 ? first + FIRST_FILE : firstDayOf(monthOf(day) + 1) + SECOND_FILE;
}

function lastRunOf(month: number): number {
  return onOrAfter(lastDayOf(month) - 6, RUN);
}

/** A day between two, both inclusive; a week-end goes to the Friday before or the Monday after, where there is one. */
function weekdayBetween(from: number, to: number, place: number): number {
  const day = from + Math.floor(place * (to - from + 1));
  const week = weekdayOf(day);
  if (week !== 0 && week !== 6) return day;
  const friday = day - (week === 6 ? 1 : 2);
  const monday = day + (week === 6 ? 2 : 1);
  if (friday >= from) return friday;
  return monday <= to ? monday : day;
}
