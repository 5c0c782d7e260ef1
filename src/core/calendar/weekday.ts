import { type Day, weekdayOf } from './day.ts';

/** The days of the week, Sunday first. */
export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** The first such weekday on or after a day. */
export function onOrAfter(day: number, weekday: Weekday): Day {
  return (day + ((WEEKDAYS.indexOf(weekday) - weekdayOf(day) + 7) % 7)) as Day;
}
