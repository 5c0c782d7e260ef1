import { expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import type { Month } from '../calendar/month.ts';
import { ACCOUNT_CODES, CHART, isAccountCode } from './accounts.ts';
import { entryOf } from './entry.ts';

const month = 680 as Month;
const MOST = Number.MAX_SAFE_INTEGER;

test('an entry balances', () => {
  const postings = [
    { account: 'claims-incurred' as const, amount: minor(70) },
    { account: 'administration' as const, amount: minor(30) },
    { account: 'claims-payable' as const, amount: minor(-100) },
  ];
  expect(entryOf('claims incurred', month, 7, postings)).toEqual({
    event: 'claims incurred',
    month,
    memberId: 7,
    postings,
  });
});

test('one that does not is a bug, also by a unit that doubles would lose', () => {
  const post =
    (...amounts: number[]) =>
    () =>
      entryOf(
        'x',
        month,
        0,
        amounts.map((amount) => ({ account: 'claims-payable' as const, amount: minor(amount) })),
      );
  expect(post(1)).toThrow('out of balance by 1 ');
  expect(post(100, -99)).toThrow('out of balance');
  expect(post(MOST, MOST, 1, -MOST, -MOST)).toThrow('out of balance by 1 ');
  expect(post(MOST, MOST, -MOST, -MOST)).not.toThrow();
});

test('the chart has each number once, in order, the first digit saying the kind', () => {
  const accounts = ACCOUNT_CODES.map((code) => CHART[code]);
  const numbers = accounts.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].sort());
  const kinds = { 1: 'asset', 2: 'liability', 3: 'net position', 4: 'income', 5: 'expense', 6: 'expense' };
  for (const { number, kind } of accounts) expect(kind).toBe(kinds[Number(number[0]) as keyof typeof kinds]);
});

test('only codes of the chart are codes', () => {
  expect(ACCOUNT_CODES.every(isAccountCode)).toBe(true);
  expect(['', '1000', 'constructor', 'toString'].some(isAccountCode)).toBe(false);
});
