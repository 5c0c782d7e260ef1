import { expect, test } from 'vitest';
import { type Day, parseDay } from '../calendar/day.ts';
import { formatRatio, parseRatio } from '../money/ratio.ts';
import { type Parameter, valueOn } from './parameter.ts';

const citation = {
  text: 'Law 1(a)',
  address: 'https://example.org',
  checked: 'a copy',
  checkedOn: '2026-11-21',
  verified: false,
};
const value = (from: string, ratio: string) => ({
  from: parseDay(from) as Day,
  value: parseRatio(ratio)!,
  citation,
});
const parameter: Parameter = {
  name: 'least loss ratio',
  description: 'The share of premium that has to be spent on claims.',
  unit: 'ratio',
  values: [value('2011-01-01', '0.80'), value('2024-07-01', '0.82'), value('2026-01-01', '0.85')],
};

test.each([
  ['2010-12-31', undefined],
  ['2011-01-01', '0.8'],
  ['2024-06-30', '0.8'],
  ['2024-07-01', '0.82'],
  ['2025-12-31', '0.82'],
  ['2026-01-01', '0.85'],
  ['2999-12-31', '0.85'],
])('on %s the value in force is %s', (day, expected) => {
  const found = valueOn(parameter, parseDay(day) as Day);
  expect(found && formatRatio(found.value)).toBe(expected);
});

test('without values nothing is in force', () => {
  expect(valueOn({ ...parameter, values: [] }, 0)).toBeUndefined();
});
