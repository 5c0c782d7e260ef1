import { expect, test } from 'vitest';
import { streamOf } from '../simulation/random.ts';
import {
  exponential,
  exponentialLessOne,
  logarithm,
  logarithmOfOneAnd,
  power,
  powerOfTwoFrom,
} from './elementary.ts';

const COUNT = 200_000;

test('exponential and logarithm agree with the platform to a few units in the last place', () => {
  const random = streamOf(5);
  let [worstExponential, worstLogarithm] = [0, 0];
  for (let index = 0; index < COUNT; index += 1) {
    const x = random.uniform() * 1400 - 700;
    const y = Math.exp(x);
    // Math.max keeps what is not a number, so that it is found.
    worstExponential = Math.max(worstExponential, Math.abs(exponential(x) / y - 1));
    worstLogarithm = Math.max(
      worstLogarithm,
      Math.abs(logarithm(y) - Math.log(y)) / Math.max(1, Math.abs(x)),
    );
  }
  expect(worstExponential).toBeLessThan(4e-16);
  expect(worstLogarithm).toBeLessThanOrEqual(3e-16);
  expect([exponential(0), logarithm(1), exponential(-800), exponential(800)]).toEqual([1, 0, 0, Infinity]);
  expect(power(2, 10)).toBeCloseTo(1024, 9);
});

test('so do they near 0 and 1, and for the smallest numbers', () => {
  const random = streamOf(6);
  let [worstLogarithm, worstExponential] = [0, 0];
  for (let index = 0; index < COUNT; index += 1) {
    const x = exponential(random.uniform() * 90 - 80);
    worstLogarithm = Math.max(worstLogarithm, Math.abs(logarithmOfOneAnd(x) / Math.log1p(x) - 1));
    for (const signed of [Math.min(x, 700), -x]) {
      const off = Math.abs(exponentialLessOne(signed) / Math.expm1(signed) - 1);
      worstExponential = Math.max(worstExponential, off);
    }
  }
  expect(worstLogarithm).toBeLessThan(8e-16);
  expect(worstExponential).toBeLessThan(1.2e-15);
  expect([0, 800, -800, 1e-300].map(exponentialLessOne)).toEqual([0, Infinity, -1, 1e-300]);
  expect([0, 1e-300].map(logarithmOfOneAnd)).toEqual([0, 1e-300]);
  for (const tiny of [5e-324, 1e-310, 2 ** -1022]) expect(logarithm(tiny)).toBeCloseTo(Math.log(tiny), 12);
});

test('powers of two are exact', () => {
  expect([0, 1, 2, 3, 2 ** 24, 2 ** 24 + 1].map(powerOfTwoFrom)).toEqual([1, 1, 2, 4, 2 ** 24, 2 ** 25]);
});
