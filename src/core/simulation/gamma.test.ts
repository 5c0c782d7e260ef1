import { expect, test } from 'vitest';
import { exponential } from '../arithmetic/elementary.ts';
import { gamma } from './gamma.ts';
import { streamOf } from './random.ts';

const COUNT = 200_000;

test.each([0.05, 0.5, 1, 2.5, 40, 1e6])('gamma of shape %f has its mean, variance and skewness', (shape) => {
  const random = streamOf(23, shape * 100);
  const drawn = Array.from({ length: COUNT }, () => gamma(random, shape));
  const mean = drawn.reduce((sum, number) => sum + number, 0) / COUNT;
  const power = (exponent: number) =>
    drawn.reduce((sum, number) => sum + ((number - mean) / Math.sqrt(shape)) ** exponent, 0) / COUNT;
  expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / COUNT));
  // The variance of a squared standardised gamma is 2 + 6 / shape.
  expect(Math.abs(power(2) - 1)).toBeLessThan(4 * Math.sqrt((2 + 6 / shape) / COUNT));
  if (shape >= 0.5) expect(Math.abs(power(3) - 2 / Math.sqrt(shape))).toBeLessThan(0.15);
});

test('gamma of shape 1 is exponential', () => {
  const random = streamOf(29);
  const above = [0, 0, 0];
  for (let draw = 0; draw < COUNT; draw += 1) {
    const number = gamma(random, 1);
    for (const [at, bound] of [0.1, 1, 3].entries()) if (number > bound) above[at]! += 1;
  }
  for (const [at, bound] of [0.1, 1, 3].entries())
    expect(above[at]! / COUNT).toBeCloseTo(exponential(-bound), 2);
});

test('gamma stays above 0 or at it, and finite, at shapes near 0 and very large', () => {
  const random = streamOf(31);
  for (const shape of [0, 1e-300, 1e-9, 1e30]) {
    for (let draw = 0; draw < 1000; draw += 1) {
      const number = gamma(random, shape);
      expect(number >= 0 && Number.isFinite(number)).toBe(true);
    }
  }
});

test('gamma of no shape is a bug, and throws', () => {
  for (const shape of [-1, Number.NaN]) expect(() => gamma(streamOf(1), shape)).toThrow(RangeError);
});
