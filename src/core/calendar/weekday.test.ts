import { assert, constantFrom, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { type Day, formatDay, parseDay, weekdayOf } from './day.ts';
import { onOrAfter, WEEKDAYS } from './weekday.ts';

test.each([
  ['2026-11-21', 'friday', '2026-11-27'],
  ['2026-11-20', 'friday', '2026-11-20'],
  ['2026-11-21', 'saturday', '2026-11-21'],
  ['2026-11-21', 'sunday', '2026-11-22'],
  ['2024-02-28', 'friday', '2024-03-01'],
  ['1969-12-31', 'friday', '1970-01-02'],
] as const)('on or after %s the first %s is %s', (from, weekday, to) => {
  expect(formatDay(onOrAfter(parseDay(from) as Day, weekday))).toBe(to);
});

test('it is that weekday, within seven days', () => {
  assert(
    property(integer({ min: -200_000, max: 200_000 }), constantFrom(...WEEKDAYS), (day, weekday) => {
      const found = onOrAfter(day, weekday);
      expect(WEEKDAYS[weekdayOf(found)]).toBe(weekday);
      expect(found - day >= 0 && found - day < 7).toBe(true);
    }),
  );
});
