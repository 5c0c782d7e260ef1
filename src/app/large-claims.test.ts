// From which days on persons' years are counted anew when large claims are taken apart.
import { expect, test } from 'vitest';
import { formatDay } from '../core/calendar/day.ts';
import { parseMonth } from '../core/calendar/month.ts';
import type { Amount } from '../core/money/amount.ts';
import type { ConsortiumDocument } from '../exchange/json/consortium-document.ts';
import { largeClaimTerms } from './large-claims.ts';

const yearStarts = (month: number, dayOfMonth: number) => {
  const document = { fiscalYear: { start: { month, dayOfMonth } } } as ConsortiumDocument;
  return largeClaimTerms(document, parseMonth('2026-07')!, 1 as Amount)!.yearStarts.map(formatDay);
};

test('a fiscal year is the months that begin in it, as in a ratio', () => {
  expect(yearStarts(7, 1)).toEqual(['2022-07-01', '2023-07-01', '2024-07-01', '2025-07-01', '2026-07-01']);
  // July is of the year before: 15 July is no first day of a month.
  expect(yearStarts(7, 15).slice(0, 2)).toEqual(['2022-08-01', '2023-08-01']);
  expect(yearStarts(12, 31).slice(0, 2)).toEqual(['2022-01-01', '2023-01-01']);
});
