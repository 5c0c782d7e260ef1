import { assert, bigInt, constantFrom, integer, oneof, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRatio, ratioOf } from './ratio.ts';
import { compileRate, productHalfUp, roundHalfUp, shareOf } from './rounding.ts';

const MOST = Number.MAX_SAFE_INTEGER;

describe('half up', () => {
  test.each([
    [1n, 2n, 1n],
    [3n, 2n, 2n],
    [-1n, 2n, 0n],
    [-3n, 2n, -1n],
    [-5n, 2n, -2n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-1n, 3n, 0n],
    [-2n, 3n, -1n],
    [0n, 7n, 0n],
    [7n, 7n, 1n],
    [-7n, 7n, -1n],
    [49n, 100n, 0n],
    [50n, 100n, 1n],
    [-50n, 100n, 0n],
    [-51n, 100n, -1n],
  ])('%d / %d is %d', (numerator, denominator, rounded) => {
    expect(roundHalfUp(numerator, denominator)).toBe(rounded);
  });

  test('is the whole number r with r - 1/2 <= q < r + 1/2', () => {
    const whole = bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    assert(
      property(whole, bigInt({ min: 1n, max: 10n ** 20n }), (numerator, denominator) => {
        const twice = 2n * roundHalfUp(numerator, denominator);
        expect((twice - 1n) * denominator <= 2n * numerator).toBe(true);
        expect(2n * numerator < (twice + 1n) * denominator).toBe(true);
      }),
    );
  });
});

describe('a compiled rate', () => {
  test.each([
    [12_345, '0.20', 2469],
    [5, '0.5', 3],
    [5, '0.3', 2],
    [100, '1/3', 33],
    [200, '1/3', 67],
    [7, '0', 0],
    [7, '1', 7],
    [0, '0.2', 0],
    [1, '0.5', 1],
    [1, '0.4999999999', 0],
    [MOST, '1', MOST],
    [MOST, '0', 0],
    [MOST, '1/2', 2 ** 52],
    [MOST, '1/3', 3_002_399_751_580_330],
    [MOST, '0.9999999999', 9_007_199_253_840_271],
  ])('takes of %d at %s the share %d', (amount, rate, share) => {
    expect(shareOf(amount, compileRate(parseRatio(rate)!))).toBe(share);
  });

  // Amounts and rates about the places where plain arithmetic gives way to BigInt.
  const nearEdge = tuple(
    constantFrom(0, 1, 2 ** 31, 2 ** 50, 2 ** 52, MOST),
    integer({ min: -40, max: 40 }),
  ).map(([edge, off]) => Math.min(MOST, Math.max(0, edge + off)));
  const anyAmount = oneof(nearEdge, integer({ min: 0, max: MOST }), integer({ min: 0, max: 1_000_000 }));
  const anyRate = oneof(
    tuple(integer({ min: 0, max: 10_000 }), constantFrom(1n, 100n, 10_000n)).map(([n, d]) => [BigInt(n), d]),
    tuple(bigInt({ min: 0n, max: 2n ** 60n }), bigInt({ min: 1n, max: 2n ** 60n })),
  ).map(([n, d]) => (n! <= d! ? ratioOf(n!, d!) : ratioOf(d!, n!)));

  test('gives what BigInt gives, at every size of amount and rate', () => {
    assert(
      property(anyAmount, anyRate, (amount, ratio) => {
        const exact = roundHalfUp(BigInt(amount) * ratio.numerator, ratio.denominator);
        expect(BigInt(shareOf(amount, compileRate(ratio)))).toBe(exact);
        expect(productHalfUp(amount, ratio)).toBe(exact);
      }),
      { numRuns: 20_000 },
    );
  });

  test('gives what BigInt gives on both sides of its own boundary', () => {
    assert(
      property(anyRate, integer({ min: -3, max: 3 }), (ratio, off) => {
        const rate = compileRate(ratio);
        const amount = Math.min(MOST, Math.max(0, rate.exactUpTo + off));
        expect(BigInt(shareOf(amount, rate))).toBe(
          roundHalfUp(BigInt(amount) * ratio.numerator, ratio.denominator),
        );
      }),
      { numRuns: 5000 },
    );
  });

  test('is never more than the amount, nor less than nothing', () => {
    assert(
      property(anyAmount, anyRate, (amount, ratio) => {
        const share = shareOf(amount, compileRate(ratio));
        expect(share >= 0 && share <= amount).toBe(true);
      }),
    );
  });
});

test('a product may be negative, and larger than an amount', () => {
  expect(productHalfUp(-25, ratioOf(1, 10))).toBe(-2n);
  expect(productHalfUp(-26, ratioOf(1, 10))).toBe(-3n);
  expect(productHalfUp(MOST, ratioOf(3))).toBe(3n * BigInt(MOST));
});
