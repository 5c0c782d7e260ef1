// Budget lines as they are pasted: tabs, commas or semicolons, with or without a heading.
import { expect, test } from 'vitest';
import { budgetRows } from './budget-rows.ts';

test.each(['\t', ',', ';', ' , '])('cells apart by %j', (apart) => {
  const text = [
    ['month', 'account', 'amount'],
    ['2026-01', 'administration', '10.00'],
  ]
    .map((row) => row.join(apart))
    .join('\r\n');
  expect(budgetRows(`${text}\r\n\r\n`)).toEqual([
    { month: '2026-01', account: 'administration', amount: '10.00' },
  ]);
});

test('what is missing in a line is left for the service to refuse', () => {
  expect(budgetRows('2026-01\tadministration')).toEqual([
    { month: '2026-01', account: 'administration', amount: '' },
  ]);
});
