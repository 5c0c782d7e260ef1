import { describe, expect, test } from 'vitest';
import { dayOf } from '../../core/calendar/day.ts';
import { currencyOf } from '../../core/money/currency.ts';
import { AMOUNT_FORMS, type AmountFormName, DAY_FORMS, type DayForm, type DayFormName } from './forms.ts';

const USD = currencyOf('USD')!;
const JPY = currencyOf('JPY')!;
const LARGEST = Number.MAX_SAFE_INTEGER;

describe('amounts', () => {
  test.each<[AmountFormName, string, number | string]>([
    ['decimal', '1250.00', 125_000],
    ['decimal', '-1250', -125_000],
    ['decimal', '1,250.00', 'wrong_type'],
    ['decimal', '$1250.00', 'wrong_type'],
    ['decimal', '1250.001', 'too_precise'],
    ['decimal', '90071992547409.91', LARGEST],
    ['decimal', '90071992547409.92', 'too_large'],
    ['grouped', '1,250.00', 125_000],
    ['grouped', '1250.5', 125_050],
    ['grouped', '$1,234,567.89', 123_456_789],
    ['grouped', '$ 12.00', 1200],
    ['grouped', '(1,250.00)', -125_000],
    ['grouped', '($1,250.00)', -125_000],
    ['grouped', '$(1,250.00)', -125_000],
    ['grouped', '-$1,250.00', -125_000],
    ['grouped', '$-1,250.00', -125_000],
    ['grouped', '-1,250.00', -125_000],
    ['grouped', '1,250.00-', -125_000],
    ['grouped', '(0.00)', 0],
    ['grouped', '12,50', 'wrong_type'],
    ['grouped', '1,2500.00', 'wrong_type'],
    ['grouped', ',250.00', 'wrong_type'],
    ['grouped', '(1,250.00', 'wrong_type'],
    ['grouped', '1,250.00)', 'wrong_type'],
    ['grouped', '(-1,250.00)', 'wrong_type'],
    ['grouped', '--5.00', 'wrong_type'],
    ['grouped', '-5.00-', 'wrong_type'],
    ['grouped', '1.2.3', 'wrong_type'],
    ['grouped', '$', 'wrong_type'],
    ['grouped', '', 'wrong_type'],
    ['grouped', '1.005', 'too_precise'],
    ['grouped', '(90,071,992,547,409.91)', -LARGEST],
    ['grouped', '90,071,992,547,409.92', 'too_large'],
    ['minor units', '125000', 125_000],
    ['minor units', '+000125000', 125_000],
    ['minor units', '-125000', -125_000],
    ['minor units', '125000-', -125_000],
    ['minor units', '-0', 0],
    ['minor units', '-125000-', 'wrong_type'],
    ['minor units', '1250.00', 'wrong_type'],
    ['minor units', '9007199254740991', LARGEST],
    ['minor units', '9007199254740992', 'too_large'],
  ])('%s %s', (form, text, expected) => {
    expect(AMOUNT_FORMS[form].read(text, USD)).toBe(expected);
  });

  test('have the decimals of the currency', () => {
    expect(AMOUNT_FORMS.grouped.read('1,250', JPY)).toBe(1250);
    expect(AMOUNT_FORMS.grouped.read('1,250.0', JPY)).toBe('too_precise');
  });
});

test.each<[DayFormName, string, number | string]>([
  ['YYYY-MM-DD', '2026-03-31', dayOf(2026, 3, 31)!],
  ['YYYY-MM-DD', '2026-02-29', 'no_such_day'],
  ['YYYY-MM-DD', '03/31/2026', 'wrong_type'],
  ['MM/DD/YYYY', '03/31/2026', dayOf(2026, 3, 31)!],
  ['MM/DD/YYYY', '3/1/2026', dayOf(2026, 3, 1)!],
  ['MM/DD/YYYY', '31/03/2026', 'no_such_day'],
  ['MM/DD/YYYY', '03/31/26', 'wrong_type'],
  ['YYYYMMDD', '20260331', dayOf(2026, 3, 31)!],
  ['YYYYMMDD', '20260431', 'no_such_day'],
  ['YYYYMMDD', '2026331', 'wrong_type'],
])('days %s %s', (form, text, expected) => {
  const { read }: DayForm = DAY_FORMS[form];
  expect(read(text, USD)).toBe(expected);
});
