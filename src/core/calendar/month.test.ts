import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, daysInMonth, formatDay, parseDay } from './day.ts';
import { firstDayOf, formatMonth, lastDayOf, monthOf, parseMonth } from './month.ts';

const day = (text: string) => parseDay(text) as Day;

describe('a month', () => {
  test.each([
    ['1970-01', 0],
    ['1969-12', -1],
    ['2026-03', 674],
    ['2025-12', 671],
    ['0000-01', -23_640],
  ])('%s is month %d', (text, month) => {
    expect(parseMonth(text)).toBe(month);
    expect(formatMonth(month)).toBe(text);
  });

  test.each(['2026-00', '2026-13', '2026-3', '2026-03-01', '202603', '', '2026-03\n'])(
    '%j is none',
    (text) => {
      expect(parseMonth(text)).toBeUndefined();
    },
  );

  test.each([
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['1969-12', '1969-12-01', '1969-12-31'],
  ])('%s runs from %s to %s', (text, first, last) => {
    const month = parseMonth(text)!;
    expect([formatDay(firstDayOf(month)), formatDay(lastDayOf(month))]).toEqual([first, last]);
  });

  test('holds its first day to its last, and the next month begins the day after', () => {
    assert(
      property(integer({ min: -4440, max: 5171 }), (month) => {
        const [first, last] = [firstDayOf(month), lastDayOf(month)];
        expect([monthOf(first), monthOf(last), monthOf(last + 1)]).toEqual([month, month, month + 1]);
        const [year, monthOfYear] = formatMonth(month).split('-').map(Number) as [number, number];
        expect(last - first + 1).toBe(daysInMonth(year, monthOfYear));
        expect(parseMonth(formatMonth(month))).toBe(month);
      }),
      { numRuns: 2000 },
    );
  });

  test('of a day is that of its text', () => {
    expect(monthOf(day('2026-11-21'))).toBe(parseMonth('2026-11'));
  });
});
