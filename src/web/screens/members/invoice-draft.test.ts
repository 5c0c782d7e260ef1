import { expect, test } from 'vitest';
import { EMPTY_LINE, invoiceOf, productOf, totalOf } from './invoice-draft.ts';

test.each([
  ['3', '40.00', '120.00'],
  ['-1', '40.00', '-40.00'],
  ['0', '40.00', '0.00'],
  ['7', '0.01', '0.07'],
  ['12', '1250', '15000'],
  ['999999999', '123456789.01', '123456788886543210.99'],
  ['1.5', '40.00', undefined],
  ['3', '', undefined],
])('%s x %s is %s', (count, rate, amount) => {
  expect(productOf({ count, rate })).toBe(amount);
});

test('an invoice is what was typed, without what was left alone, and its total the sum of its lines', () => {
  const draft = {
    ...{ charge: 'administration', month: '2026-03' },
    lines: [
      { ...EMPTY_LINE, member: 'town', count: '3', rate: '40.00' },
      { ...EMPTY_LINE, month: '2026-02', count: '-1', rate: '40.00', subscribers: ' bob, ann;\n' },
    ],
  };
  expect(invoiceOf(draft, 'USD')).toEqual({
    ...{ currency: 'USD', charge: 'administration', month: '2026-03', total: '80.00' },
    lines: [
      { member: 'town', count: 3, rate: '40.00', amount: '120.00' },
      { month: '2026-02', count: -1, rate: '40.00', amount: '-40.00', subscribers: ['bob', 'ann'] },
    ],
  });
  expect(totalOf({ ...draft, lines: [...draft.lines, EMPTY_LINE] })).toBeUndefined();
});
