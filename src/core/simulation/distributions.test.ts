import { expect, test } from 'vitest';
import { categorical, lognormal, normal, normalQuantile, pareto, pick, poisson } from './distributions.ts';
import { streamOf } from './random.ts';

const COUNT = 200_000;

function momentsOf(draw: () => number): { mean: number; variance: number } {
  let [sum, squares] = [0, 0];
  for (let index = 0; index < COUNT; index += 1) {
    const number = draw();
    sum += number;
    squares += number * number;
  }
  const mean = sum / COUNT;
  return { mean, variance: squares / COUNT - mean * mean };
}

test.each([
  // Quantiles of the standard normal distribution to 15 digits.
  [1e-300, -37.0470962993612],
  [1e-10, -6.361340902404056],
  [0.001, -3.090232306167813],
  [0.07, -1.4757910281791702],
  [0.3, -0.524400512708041],
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.999, 3.090232306167813],
])('the normal quantile of %f is %f', (probability, quantile) => {
  expect(normalQuantile(probability)).toBeCloseTo(quantile, 13);
});

test('normal and lognormal have their mean and variance', () => {
  const random = streamOf(11);
  const { mean, variance } = momentsOf(() => normal(random, 3, 2));
  expect(mean).toBeCloseTo(3, 1);
  expect(variance).toBeCloseTo(4, 1);
  expect(momentsOf(() => lognormal(random, 0, 0.5)).mean).toBeCloseTo(Math.exp(0.125), 1);
});

test('pareto is never below its scale, and passes ten times it as often as its shape says', () => {
  const random = streamOf(13);
  let above = 0;
  for (let index = 0; index < COUNT; index += 1) {
    const number = pareto(random, 5, 1.5);
    expect(number).toBeGreaterThanOrEqual(5);
    if (number > 50) above += 1;
  }
  expect(above / COUNT).toBeCloseTo(10 ** -1.5, 2);
});

test.each([0, 0.3, 4, 31, 50, 300])('poisson of mean %f has that mean and variance', (mean) => {
  const random = streamOf(17, mean * 10);
  const drawn = momentsOf(() => poisson(random, mean));
  expect(Math.abs(drawn.mean - mean)).toBeLessThanOrEqual(5 * Math.sqrt(mean / COUNT));
  expect(Math.abs(drawn.variance - mean)).toBeLessThanOrEqual(0.02 * mean);
});

test('things are picked in proportion to their weights, one of weight 0 never', () => {
  const random = streamOf(19);
  const weighted = categorical([
    ['a', 1],
    ['b', 0],
    ['c', 3],
  ] as const);
  const counts = { a: 0, b: 0, c: 0 };
  for (let index = 0; index < COUNT; index += 1) counts[pick(random, weighted)] += 1;
  expect(counts.b).toBe(0);
  expect(counts.c / COUNT).toBeCloseTo(0.75, 2);
  expect(() => categorical([['a', 0]])).toThrow(RangeError);
});
