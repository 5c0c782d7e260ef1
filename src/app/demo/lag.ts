import { civilOf, daysInMonth, weekdayOf } from '../../core/calendar/day.ts';
import { firstDayOf, lastDayOf, monthOf } from '../../core/calendar/month.ts';
import type { RandomStream } from '../../core/simulation/random.ts';

/**
 * The share of an incurred month's amount received by the end of lag month 0, 1, 2 ...; inpatient is slower.
 * With pharmacy, whose manager sends two files a month, they give together about DEMO.md's table.
 */
const RECEIVED_BY = {
  inpatient: [0.02, 0.26, 0.55, 0.73, 0.83, 0.89, 0.925, 0.945, 0.96, 0.97, 0.98, 0.987, 1],
  other: [0.116, 0.526, 0.772, 0.867, 0.919, 0.951, 0.966, 0.976, 0.983, 0.988, 0.992, 0.995, 1],
} as const;

/** The day on which a medical claim is received: a weekday in the month that its lag gives. */
export function medicalReceived(random: RandomStream, kind: keyof typeof RECEIVED_BY, day: number): number {
  const by = RECEIVED_BY[kind];
  const { year, month, dayOfMonth } = civilOf(day);
  // The later in the month the service, the less of it is received within the month; on average as the table says.
  const within = 2 * by[0] * (1 - (dayOfMonth - 0.5) / daysInMonth(year, month));
  const drawn = random.uniform();
  const place = random.uniform();
  if (drawn < within) return weekday(day, lastDayOf(monthOf(day)), place);
  const rest = by[0] + ((drawn - within) / (1 - within)) * (1 - by[0]);
  const lag = by.findIndex((share) => rest < share);
  const target = monthOf(day) + (lag < 0 ? by.length - 1 : lag);
  return weekday(firstDayOf(target), lastDayOf(target), place);
}

/** The day of the pharmacy manager's file: the 18th for what is bought up to the 15th, else the 3rd of the next month. */
export function pharmacyReceived(day: number): number {
  const first = firstDayOf(monthOf(day));
  return day - first < 15 ? first + 17 : lastDayOf(monthOf(day)) + 3;
}

/** A day between two, both inclusive; a week-end goes to the Friday before or the Monday after, where there is one. */
function weekday(from: number, to: number, place: number): number {
  const day = from + Math.floor(place * (to - from + 1));
  const week = weekdayOf(day);
  if (week !== 0 && week !== 6) return day;
  const friday = day - (week === 6 ? 1 : 2);
  const monday = day + (week === 6 ? 2 : 1);
  if (friday >= from) return friday;
  return monday <= to ? monday : day;
}
