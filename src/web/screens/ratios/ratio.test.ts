import { expect, test } from 'vitest';
import { fallsOf, lifeYearsOf, mayBeNet, NET, questionOf } from './ratio.ts';

test('a waterfall goes from the ratio before to the one after, each bar from the end of the last', () => {
  const falls = fallsOf(0.9, { frequency: '0.02', catastrophe: '0', rate: '-0.05' });
  expect(falls.map(({ name }) => name)).toEqual(['frequency', 'rate']);
  expect(falls.at(-1)!.to).toBeCloseTo(0.87, 10);
  expect(falls[1]!.from).toBe(falls[0]!.to);
});

test('movers of less than a twentieth of a point are no bar, but the next begins where they ended', () => {
  const [only] = fallsOf(0.9, { severity: '0.0004', rate: '0.1' });
  expect(only).toMatchObject({ name: 'rate', from: 0.9004 });
});

test('net is asked of members and regions alone', () => {
  const filters = { net: 'true' };
  expect(questionOf(filters, 'member', () => true)).toEqual({ by: 'member', net: 'true' });
  expect(questionOf(filters, 'month', () => true)).toEqual({ by: 'month' });
  expect(mayBeNet('region', { benefit: 'medical' })).toBe(false);
});

test('who may not see net ratios is not refused a link to them, but shown gross ones', () => {
  const filters = { net: 'true', member: 'town' };
  expect(questionOf(filters, 'member', (capability) => capability === NET)).toMatchObject({ net: 'true' });
  expect(questionOf(filters, 'member', () => false)).toEqual({ by: 'member', member: 'town' });
});

test('life-years count everybody who is covered, in the months that are charged', () => {
  const months = [
    { subscribers: 100, persons: 230 },
    { subscribers: 110, persons: 250 },
  ];
  expect(lifeYearsOf(210, months)).toBe(40);
  expect(lifeYearsOf(105, months)).toBe(20);
  expect(lifeYearsOf(210, [...months, { subscribers: 5 }])).toBeUndefined();
  expect(lifeYearsOf(0, [])).toBeUndefined();
});
