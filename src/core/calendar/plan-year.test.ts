import { array, assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, dayOf, formatDay, parseDay } from './day.ts';
import { firstDayOf, monthOf } from './month.ts';
import {
  isIn,
  type PlanYearStart,
  parsePlanYearStart,
  planYearFinder,
  planYearOf,
  planYearWindow,
  wholeMonthsOf,
} from './plan-year.ts';

const start = (text: string) => parsePlanYearStart(text) as PlanYearStart;
const day = (text: string) => parseDay(text) as Day;

describe('the start of a plan year', () => {
  test.each([
    ['01-01', { month: 1, dayOfMonth: 1 }],
    ['07-01', { month: 7, dayOfMonth: 1 }],
    ['02-28', { month: 2, dayOfMonth: 28 }],
    ['12-31', { month: 12, dayOfMonth: 31 }],
  ])('%s', (text, expected) => {
    expect(parsePlanYearStart(text)).toEqual(expected);
  });

  test.each([
    ['02-29', 'no_such_day'],
    ['00-01', 'no_such_day'],
    ['13-01', 'no_such_day'],
    ['04-31', 'no_such_day'],
    ['01-00', 'no_such_day'],
    ['1-1', 'wrong_type'],
    ['2026-01-01', 'wrong_type'],
    ['', 'wrong_type'],
  ])('%j is refused: %s', (text, problem) => {
    expect(parsePlanYearStart(text)).toBe(problem);
  });
});

describe('the plan year of a day', () => {
  test.each([
    ['2026-01-01', '01-01', 2026],
    ['2026-12-31', '01-01', 2026],
    ['2026-06-30', '07-01', 2025],
    ['2026-07-01', '07-01', 2026],
    ['2027-06-30', '07-01', 2026],
    ['2026-12-30', '12-31', 2025],
    ['2026-12-31', '12-31', 2026],
    ['2024-02-29', '02-28', 2024],
    ['2024-02-27', '02-28', 2023],
    ['2024-02-29', '03-01', 2023],
    ['2024-03-01', '03-01', 2024],
  ])('%s with a start on %s is %d', (text, from, year) => {
    expect(planYearOf(day(text), start(from))).toBe(year);
  });

  test.each([
    [2026, '01-01', '2026-01-01', '2026-12-31'],
    [2026, '07-01', '2026-07-01', '2027-06-30'],
    [2026, '12-31', '2026-12-31', '2027-12-30'],
    [2023, '03-01', '2023-03-01', '2024-02-29'],
  ])('%d from %s runs %s to %s', (year, from, first, last) => {
    const window = planYearWindow(year, start(from));
    expect([formatDay(window.from), formatDay(window.to)]).toEqual([first, last]);
  });
});

const starts = constantFrom('01-01', '07-01', '12-31', '02-28', '03-01', '10-15').map(start);
const days = integer({ min: dayOf(1900, 1, 1)!, max: dayOf(2100, 12, 31)! });

test('a day lies in the window of its plan year, which is followed by the next without a gap', () => {
  assert(
    property(days, starts, (at, from) => {
      const year = planYearOf(at, from);
      const window = planYearWindow(year, from);
      expect(isIn(window, at)).toBe(true);
      expect(planYearWindow(year + 1, from).from).toBe(window.to + 1);
      expect(isIn(window, window.from - 1) || isIn(window, window.to + 1)).toBe(false);
    }),
  );
});

test('the whole months of a window are those whose first day lies in it', () => {
  const written = (year: number, from: string) => {
    const months = wholeMonthsOf(planYearWindow(year, start(from)));
    return `${formatDay(months.from)} ${formatDay(months.to)}`;
  };
  expect(written(2026, '01-01')).toBe('2026-01-01 2026-12-31');
  expect(written(2026, '07-15')).toBe('2026-08-01 2027-07-31');
  expect(written(2026, '12-31')).toBe('2027-01-01 2027-12-31');
  assert(
    property(days, starts, (at, from) => {
      const window = planYearWindow(planYearOf(at, from), from);
      expect(isIn(wholeMonthsOf(window), at)).toBe(isIn(window, firstDayOf(monthOf(at))));
    }),
  );
});

test('the finder answers as planYearOf does, in any order of days', () => {
  assert(
    property(array(days), starts, (all, from) => {
      const find = planYearFinder(from);
      expect(all.map(find)).toEqual(all.map((at) => planYearOf(at, from)));
    }),
  );
});

test('the finder knows the edges of the window it remembers', () => {
  const find = planYearFinder(start('07-01'));
  const asked = ['2026-07-01', '2026-06-30', '2026-07-01', '2027-06-30', '2027-07-01', '2026-06-30'];
  expect(asked.map((text) => find(day(text)))).toEqual([2026, 2025, 2026, 2026, 2027, 2025]);
});
