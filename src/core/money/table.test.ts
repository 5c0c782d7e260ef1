import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRatios, formatRatio, parseRatio, ratioOf } from './ratio.ts';
import { type Table, valueAt } from './table.ts';

const table: Table = {
  below: ratioOf(1),
  points: [
    { at: ratioOf(10), value: ratioOf(5) },
    { at: ratioOf(13), value: ratioOf(4) },
    { at: ratioOf(20), value: ratioOf(0) },
  ],
};

describe('the value at a place of a table', () => {
  test.each([
    ['0', '1'],
    ['9.9999', '1'],
    ['10', '5'],
    ['11', '4.6666666667'],
    ['13', '4'],
    ['16.5', '2'],
    ['20', '0'],
    ['1000', '0'],
  ])('at %s is %s', (at, expected) => {
    expect(formatRatio(valueAt(table, parseRatio(at)!))).toBe(expected);
  });

  test('is exact between points', () => {
    expect(valueAt(table, ratioOf(11))).toEqual(ratioOf(14, 3));
  });

  test('never leaves the values of the points beside it', () => {
    assert(
      property(integer({ min: 1000, max: 2500 }), (hundredths) => {
        const value = valueAt(table, ratioOf(hundredths, 100));
        const [from, to] = hundredths < 1300 ? [5, 4] : [4, 0];
        expect(compareRatios(value, ratioOf(from!))).toBeLessThanOrEqual(0);
        expect(compareRatios(value, ratioOf(to!))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
