import { expect, test } from 'vitest';
import { daysUntil, fewestOf, votedUnder } from './procedure.ts';

test('the fewest that reach or exceed a share', () => {
  expect(fewestOf(8, '1/2', true)).toBe(5);
  expect(fewestOf(7, '1/2', true)).toBe(4);
  expect(fewestOf(8, '2/3', false)).toBe(6);
  expect(fewestOf(9, '2/3', false)).toBe(6);
  expect(fewestOf(10, '0.6', false)).toBe(6);
  expect(fewestOf(10, '0.6', true)).toBe(7);
});

test('days over the turn of a year and of summer time', () => {
  expect(daysUntil('2026-12-30', '2027-01-02')).toBe(3);
  expect(daysUntil('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysUntil('2026-03-30', '2026-03-28')).toBe(-2);
});

test('what is on consent is voted on together until it is pulled', () => {
  expect(votedUnder({ item: 3, marking: 'consent', pulled: false })).toBe(0);
  expect(votedUnder({ item: 3, marking: 'consent', pulled: true })).toBe(3);
  expect(votedUnder({ item: 3, marking: 'action', pulled: false })).toBe(3);
  expect(votedUnder({ item: 3, marking: 'information', pulled: false })).toBeUndefined();
});
