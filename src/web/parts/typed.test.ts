import { expect, test } from 'vitest';
import { shareTyped, typedAmount, typedName, typedShare } from './typed.ts';

test.each([
  ['$1,250.5', '1250.50'],
  ['007', '7.00'],
  ['0', '0.00'],
  ['1.234', undefined],
  ['', undefined],
])('the amount "%s" is %s', (typed, amount) => {
  expect(typedAmount(typed)).toBe(amount);
});

test.each([
  ['60', '0.60', '60'],
  ['5 %', '0.05', '5'],
  ['33.3', '0.333', '33.3'],
  ['100', '1.00', '100'],
  ['0', '0.00', '0'],
  ['1/3', '1/3', '1/3'],
])('the share "%s" is %s, and is written %s again', (typed, share, again) => {
  expect(typedShare(typed)).toBe(share);
  expect(shareTyped(share)).toBe(again);
});

test('what is no share is none', () => {
  for (const typed of ['', 'all', '-5', '1/0', '5.']) expect(typedShare(typed)).toBeUndefined();
  expect(shareTyped(0.6)).toBe('60');
});

test('a name is not nothing', () => {
  expect(typedName(' ')).toBeUndefined();
  expect(typedName('North')).toBe('North');
});
