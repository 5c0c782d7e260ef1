import { type Day, dayOf } from '../../core/calendar/day.ts';
import { type Month, monthOf } from '../../core/calendar/month.ts';

/** The first and last day of service of the demo's two plan years. */
export const FIRST_DAY = dayOf(2024, 1, 1) as Day;
export const LAST_DAY = dayOf(2025, 12, 31) as Day;
export const FIRST_MONTH: Month = monthOf(FIRST_DAY);
export const LAST_MONTH: Month = monthOf(LAST_DAY);

/** The last day on which anything was received or paid: three months of run-out, as under the 12/15 contract. */
export const LAST_RECEIVED = dayOf(2026, 3, 31) as Day;

/** The calendar years, with their first and last days. */
export const YEARS = [2024, 2025].map((year) => ({
  year,
  from: dayOf(year, 1, 1) as Day,
  to: dayOf(year, 12, 31) as Day,
}));

/** What a random stream is for: the first step of its path, so that purposes never share numbers. */
export const PURPOSE = { joining: 1, household: 2, person: 3, claims: 4, episode: 5, register: 6 } as const;
