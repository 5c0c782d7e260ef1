// What of a member’s account is overdue, from what the API says of it.
import { expect, test } from 'vitest';
import { negated, overdueOf } from './account.ts';
import type { Arrears } from './reads.ts';

const account = (change: Partial<Arrears>): Arrears => ({
  ...{ member: 'town', owed: '0.00', unbilled: '0.00', credit: '0.00', broughtAlong: '0.00' },
  ...{ daysPastDue: {}, bills: [], ...change },
});

test('overdue is every age but what is not due', () => {
  const daysPastDue = { 'not due': '100.00', '1 to 30': '1.00', 'over 90': '2.00' };
  expect(overdueOf(account({ daysPastDue }))).toBe('3.00');
});

test('the other sign of an amount', () => {
  expect(negated('-1.50')).toBe('1.50');
  expect(negated('1.50')).toBe('-1.50');
});
