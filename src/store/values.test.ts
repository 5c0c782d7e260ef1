import { expect, test } from 'vitest';
import { parseWhole } from './values.ts';

test.each([
  ['0', 0],
  ['-1250', -1250],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ['-9007199254740991', Number.MIN_SAFE_INTEGER],
  ['12.000', 12],
])('%s is the number %d', (text, value) => {
  expect(parseWhole(text)).toBe(value);
});

test.each(['9007199254740992', '-9223372036854775808', '0.5', '1.001', 'NaN', 'Infinity', '', '1e3'])(
  '%s is refused as a bug',
  (text) => {
    expect(() => parseWhole(text)).toThrow(/no whole number in the safe range/);
  },
);
