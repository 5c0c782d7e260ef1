import { civilOf, type Day, type DayProblem, dayOf } from './day.ts';
import { firstDayOf, lastDayOf, monthOf } from './month.ts';

/** When a plan year starts: a month and a day of month that exist in every year (so never 29 February). */
export interface PlanYearStart {
  readonly month: number;
  readonly dayOfMonth: number;
}

const FORM = /^(\d{2})-(\d{2})$/;
const A_YEAR_WITHOUT_29_FEBRUARY = 2001;

/** Reads "07-01". */
export function parsePlanYearStart(text: string): PlanYearStart | DayProblem {
  const match = FORM.exec(text);
  if (match === null) return 'wrong_type';
  const [month, dayOfMonth] = [Number(match[1]), Number(match[2])];
  return dayOf(A_YEAR_WITHOUT_29_FEBRUARY, month, dayOfMonth) === undefined
    ? 'no_such_day'
    : { month, dayOfMonth };
}

/** The plan year of a day, named by the calendar year in which it starts. */
export function planYearOf(day: number, start: PlanYearStart): number {
  const { year, month, dayOfMonth } = civilOf(day);
  return month > start.month || (month === start.month && dayOfMonth >= start.dayOfMonth) ? year : year - 1;
}

/** First and last day of the plan year that starts in a calendar year. */
export function planYearWindow(planYear: number, start: PlanYearStart): Window {
  const from = dayOf(planYear, start.month, start.dayOfMonth) as Day;
  const next = dayOf(planYear + 1, start.month, start.dayOfMonth) as Day;
  return { from, to: (next - 1) as Day };
}

/** A window of days, both inclusive. */
export interface Window {
  readonly from: Day;
  readonly to: Day;
}

/** True where a day lies in a window. */
export function isIn(window: Window, day: number): boolean {
  return day >= window.from && day <= window.to;
}

/** The days of all months that begin in a window: what sums by month take for it. */
export function wholeMonthsOf({ from, to }: Window): Window {
  const first = firstDayOf(monthOf(from)) === from ? monthOf(from) : monthOf(from) + 1;
  return { from: firstDayOf(first), to: lastDayOf(monthOf(to)) };
}

/** Answers the plan year of many days quickly: days of one plan year come in runs, so the last window is remembered. */
export function planYearFinder(start: PlanYearStart): (day: number) => number {
  let year = 0;
  let window: Window | undefined;
  return (day) => {
    if (window === undefined || !isIn(window, day)) {
      year = planYearOf(day, start);
      window = planYearWindow(year, start);
    }
    return year;
  };
}
