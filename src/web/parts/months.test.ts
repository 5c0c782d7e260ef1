// Months of a calendar: steps over the ends of years, and their last days.
import { expect, test } from 'vitest';
import { lastDayOf, monthAfter } from './months.ts';

test.each([
  ['2026-01', -1, '2025-12'],
  ['2025-12', 1, '2026-01'],
  ['2026-06', 0, '2026-06'],
  ['2026-06', -30, '2023-12'],
  ['2026-06', 19, '2028-01'],
])('%s and %i months is %s', (month, by, expected) => {
  expect(monthAfter(month, by)).toBe(expected);
});

test.each([
  ['2026-02', '2026-02-28'],
  ['2028-02', '2028-02-29'],
  ['2025-12', '2025-12-31'],
  ['2026-04', '2026-04-30'],
])('%s ends on %s', (month, day) => {
  expect(lastDayOf(month)).toBe(day);
});
