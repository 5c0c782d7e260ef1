import { array, assert, bigInt, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';

const weights = array(bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 }).filter((all) =>
  all.some((weight) => weight > 0n),
);
const amounts = bigInt({ min: -(10n ** 18n), max: 10n ** 18n });

describe('an amount shared by the largest remainder', () => {
  test.each([
    [100n, [40n, 35n, 25n], [40n, 35n, 25n]],
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [101n, [1n, 1n, 1n], [34n, 34n, 33n]],
    [1n, [1n, 1n], [1n, 0n]],
    [10n, [1n, 2n], [3n, 7n]],
    [0n, [1n, 2n], [0n, 0n]],
    [5n, [0n, 1n, 0n], [0n, 5n, 0n]],
    [2n, [1n, 1n, 1n, 1n], [1n, 1n, 0n, 0n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [-1n, [1n, 3n], [0n, -1n]],
  ])('%d over %o is %o', (amount, by, parts) => {
    expect(allocate(amount, by)).toEqual(parts);
  });

  test.each([[[]], [[0n, 0n]], [[1n, -1n]], [[3n, -1n]]])('weights %o are a bug', (by) => {
    expect(() => allocate(1n, by)).toThrow(RangeError);
  });

  test('sums to the amount, each part within one unit of its exact share', () => {
    assert(
      property(amounts, weights, (amount, by) => {
        const parts = allocate(amount, by);
        const total = by.reduce((sum, weight) => sum + weight, 0n);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
        for (const [index, part] of parts.entries()) {
          const difference = part * total - amount * by[index]!;
          expect(difference < total && difference > -total).toBe(true);
        }
      }),
    );
  });

  test('gives of equal weights the earlier no less, and of a heavier weight no less', () => {
    assert(
      property(bigInt({ min: 0n, max: 10n ** 15n }), weights, (amount, by) => {
        const parts = allocate(amount, by);
        for (const [index, weight] of by.entries()) {
          const later = by.findIndex((other, at) => at > index && other === weight);
          if (later > 0) expect(parts[index]! - parts[later]!).toBeLessThanOrEqual(1n);
          if (later > 0) expect(parts[index]! >= parts[later]!).toBe(true);
        }
      }),
    );
  });

  test('of a negative amount is the opposite', () => {
    assert(
      property(amounts, weights, (amount, by) => {
        expect(allocate(-amount, by)).toEqual(allocate(amount, by).map((part) => -part));
      }),
    );
  });
});
