import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilOf, dayOf, daysInMonth, formatDay, parseDay, weekdayOf } from './day.ts';

const FROM = dayOf(1600, 1, 1)!;
const TO = dayOf(2400, 12, 31)!;
const EPOCH = Temporal.PlainDate.from('1970-01-01');

describe('a day', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['1970-03-01', 59],
    ['2000-02-29', 11_016],
    ['2024-02-29', 19_782],
    ['2026-11-21', 20_778],
    ['1600-01-01', -135_140],
    ['2400-12-31', 157_419],
  ])('%s is day %d', (text, day) => {
    expect(parseDay(text)).toBe(day);
    expect(formatDay(day)).toBe(text);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-06-31',
    '2026-09-31',
    '2026-11-31',
    '2026-01-32',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-99-99',
  ])('%s does not exist', (text) => {
    expect(parseDay(text)).toBe('no_such_day');
  });

  test.each([
    '',
    '2026-3-31',
    '26-03-31',
    '2026/03/31',
    '2026-03-31T00:00',
    ' 2026-03-31',
    '2026-03-31\n',
    '+02026-03-31',
    '２０２６-03-31',
  ])('%j is no day', (text) => {
    expect(parseDay(text)).toBe('wrong_type');
  });

  test('is that of Temporal, both ways, from 1600 to 2400', () => {
    assert(
      property(integer({ min: FROM, max: TO }), (day) => {
        const date = EPOCH.add({ days: day });
        expect(civilOf(day)).toEqual({ year: date.year, month: date.month, dayOfMonth: date.day });
        expect(formatDay(day)).toBe(date.toString());
        expect(parseDay(date.toString())).toBe(day);
        expect(weekdayOf(day)).toBe(date.dayOfWeek % 7);
        expect(daysInMonth(date.year, date.month)).toBe(date.daysInMonth);
      }),
      { numRuns: 3000 },
    );
  });

  test('follows the day before without a gap, through every month end of 800 years', () => {
    for (let year = 1600, expected: number = FROM; year <= 2400; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        expect(dayOf(year, month, 1)).toBe(expected);
        expected += daysInMonth(year, month);
        expect(dayOf(year, month, daysInMonth(year, month))).toBe(expected - 1);
        expect(dayOf(year, month, daysInMonth(year, month) + 1)).toBeUndefined();
      }
    }
  });
});
