import { assert, bigInt, constantFrom, double, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addRatios,
  compareRatios,
  formatRatio,
  multiplyRatios,
  parseRatio,
  type Ratio,
  ratioOf,
  subtractRatios,
} from './ratio.ts';

const anyRatio = tuple(
  bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  bigInt({ min: 1n, max: 10n ** 30n }),
).map(([numerator, denominator]) => ratioOf(numerator, denominator));

/** The decimal of a ratio to 10 places half even, digit by digit from the definition. */
function naiveDecimal({ numerator, denominator }: Ratio): string {
  const negative = numerator < 0n;
  const scaled = (negative ? -numerator : numerator) * 10n ** 10n;
  const [whole, rest] = [scaled / denominator, scaled % denominator];
  const isUp = 2n * rest > denominator || (2n * rest === denominator && whole % 2n === 1n);
  const rounded = whole + (isUp ? 1n : 0n);
  const text = `${rounded / 10n ** 10n}.${String(rounded % 10n ** 10n).padStart(10, '0')}`.replace(
    /\.?0+$/,
    '',
  );
  return negative && rounded !== 0n ? `-${text}` : text;
}

describe('a ratio', () => {
  test.each([
    ['0.20', 1n, 5n],
    ['1/3', 1n, 3n],
    ['6/4', 3n, 2n],
    ['-1/3', -1n, 3n],
    ['0', 0n, 1n],
    ['-0', 0n, 1n],
    ['0/7', 0n, 1n],
    ['-0.5', -1n, 2n],
    [0.2, 1n, 5n],
    [-0, 0n, 1n],
    [1e-7, 1n, 10_000_000n],
    [1.5e-7, 3n, 20_000_000n],
    [1e21, 10n ** 21n, 1n],
    [1.25e22, 125n * 10n ** 20n, 1n],
    [-2.5e-10, -1n, 4_000_000_000n],
    [0.15000000000000002, 7_500_000_000_000_001n, 50_000_000_000_000_000n],
    [5e-324, 1n, 2n * 10n ** 323n],
  ])('%o is read exactly', (written, numerator, denominator) => {
    expect(parseRatio(written)).toEqual({ numerator, denominator });
  });

  test.each([
    '',
    '.2',
    '1.',
    '20%',
    '1e-3',
    '1/0',
    '0/0',
    '1/-3',
    '1/3/5',
    '1.5/2',
    ' 1',
    '1 ',
    '0,2',
    `1/${'3'.repeat(1000)}`,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    true,
    undefined,
    {},
    ['0.2'],
    1n,
  ])('%o is none', (written) => {
    expect(parseRatio(written)).toBeUndefined();
  });

  test('over zero is a bug', () => {
    expect(() => ratioOf(1, 0)).toThrow(RangeError);
  });

  test('stands in lowest terms over a positive denominator', () => {
    expect(ratioOf(-6, -4)).toEqual({ numerator: 3n, denominator: 2n });
    expect(ratioOf(6, -4)).toEqual({ numerator: -3n, denominator: 2n });
    expect(ratioOf(0, -9)).toEqual({ numerator: 0n, denominator: 1n });
  });

  test('of a number is the one its shortest decimal says', () => {
    assert(
      property(double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { numerator, denominator } = parseRatio(value)!;
        expect(Number(`${numerator}`) / 1 === value || toNumber(numerator, denominator) === value).toBe(true);
      }),
    );
  });
});

/** The nearest double of a ratio, by its decimal expansion to 400 places. */
function toNumber(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n;
  const scaled = ((negative ? -numerator : numerator) * 10n ** 400n) / denominator;
  const magnitude = Number(`${scaled}e-400`);
  return negative ? -magnitude : magnitude;
}

describe('a ratio as text', () => {
  test.each([
    [ratioOf(1, 3), '0.3333333333'],
    [ratioOf(2, 3), '0.6666666667'],
    [ratioOf(1, 5), '0.2'],
    [ratioOf(3), '3'],
    [ratioOf(0), '0'],
    [ratioOf(-1, 3), '-0.3333333333'],
    // Halves go to the even digit: 0.00000000005 down to 0, 0.00000000015 up to 2, 0.00000000025 down to 2.
    [ratioOf(5n, 10n ** 11n), '0'],
    [ratioOf(15n, 10n ** 11n), '0.0000000002'],
    [ratioOf(25n, 10n ** 11n), '0.0000000002'],
    [ratioOf(35n, 10n ** 11n), '0.0000000004'],
    [ratioOf(-15n, 10n ** 11n), '-0.0000000002'],
    [ratioOf(-25n, 10n ** 11n), '-0.0000000002'],
    // Just over a half goes up.
    [ratioOf(250_000_000_001n, 10n ** 21n), '0.0000000003'],
    // What rounds to nothing has no sign.
    [ratioOf(-1n, 10n ** 11n), '0'],
    [ratioOf(99_999_999_999n, 10n ** 11n), '1'],
    [ratioOf(10n ** 30n, 7n), '142857142857142857142857142857.1428571429'],
  ])('%o is %s', (ratio, text) => {
    expect(formatRatio(ratio)).toBe(text);
  });

  test('is rounded half even at ten decimals', () => {
    assert(
      property(anyRatio, (ratio) => {
        expect(formatRatio(ratio)).toBe(naiveDecimal(ratio));
      }),
    );
    const halves = tuple(integer({ min: -1e9, max: 1e9 }), constantFrom(5n, -5n));
    assert(
      property(halves, ([tenths, half]) => {
        const ratio = ratioOf(BigInt(tenths) * 10n + half, 10n ** 11n);
        expect(formatRatio(ratio)).toBe(naiveDecimal(ratio));
      }),
    );
  });

  test('is read back where ten decimals hold it', () => {
    assert(
      property(bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), (tenths) => {
        const ratio = ratioOf(tenths, 10n ** 10n);
        expect(parseRatio(formatRatio(ratio))).toEqual(ratio);
      }),
    );
  });
});

describe('arithmetic on ratios', () => {
  test('is exact: a + b - b = a, a x b = b x a, and order follows the difference', () => {
    assert(
      property(anyRatio, anyRatio, (a, b) => {
        expect(subtractRatios(addRatios(a, b), b)).toEqual(a);
        expect(multiplyRatios(a, b)).toEqual(multiplyRatios(b, a));
        const { numerator } = subtractRatios(a, b);
        expect(compareRatios(a, b)).toBe(numerator < 0n ? -1 : numerator > 0n ? 1 : 0);
      }),
    );
  });

  test('thirds add up', () => {
    const third = ratioOf(1, 3);
    expect(addRatios(addRatios(third, third), third)).toEqual(ratioOf(1));
    expect(compareRatios(parseRatio('0.3333333333')!, third)).toBe(-1);
  });
});
