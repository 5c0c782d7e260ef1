import type { Day } from '../calendar/day.ts';
import { firstDayOf, type Month, monthOf } from '../calendar/month.ts';
import { type PlanYearStart, planYearOf, planYearWindow, type Window } from '../calendar/plan-year.ts';
import type { BoardRules } from './rules.ts';

export type MeetingKind = 'regular' | 'special' | 'emergency';

export const MEETING_KINDS: readonly MeetingKind[] = ['regular', 'special', 'emergency'];

/** The last day on which a meeting of a kind can still be called, or its agenda set: calendar days before it. */
export function lastDayOfNotice(
  { noticeDays }: Pick<BoardRules, 'noticeDays'>,
  kind: MeetingKind,
  meetingDay: Day,
): Day {
  return (kind === 'emergency' ? meetingDay : meetingDay - noticeDays) as Day;
}

/**
 * The last whole period (a quarter of the fiscal year, where the board has to meet every three months) before a day, where
 * no meeting was held in it, nor since; undefined where there was one, or where the board began within the period.
 */
export function periodWithoutMeeting(
  { meetsEveryMonths }: Pick<BoardRules, 'meetsEveryMonths'>,
  fiscalYearStart: PlanYearStart,
  boardSince: Day,
  heldDays: readonly number[],
  on: Day,
): Window | undefined {
  const period = lastWholePeriod(meetsEveryMonths, fiscalYearStart, on);
  if (boardSince > period.from) return undefined;
  return heldDays.some((day) => day >= period.from && day <= on) ? undefined : period;
}

function lastWholePeriod(months: number, start: PlanYearStart, on: Day): Window {
  const year = planYearOf(on, start);
  const [lastYear, thisYear] = [planYearWindow(year - 1, start).from, planYearWindow(year, start).from];
  const begins = [lastYear, thisYear].flatMap((first) =>
    Array.from({ length: 12 / months }, (_, index) => later(first, index * months, start)),
  );
  const current = begins.findLastIndex((day) => day <= on);
  return { from: begins[current - 1]!, to: (begins[current]! - 1) as Day };
}

/** So many months after the first day of a fiscal year, on the same day of the month, which exists in each: 28 at most, else the month's last. */
function later(first: Day, months: number, { dayOfMonth }: PlanYearStart): Day {
  const month = (monthOf(first) + months) as Month;
  const length = firstDayOf(month + 1) - firstDayOf(month);
  return (firstDayOf(month) + Math.min(dayOfMonth, length) - 1) as Day;
}
