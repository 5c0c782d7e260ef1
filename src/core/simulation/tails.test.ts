// The special functions against published tables.
import { expect, test } from 'vitest';
import { gammaAbove, gammaBelow, logGamma } from './gamma-tail.ts';
import { normalTail, scaledNormalTail } from './normal-tail.ts';

test.each([
  // Abramowitz and Stegun 1964, table 26.1 (Q) and 26.2 (-log10 Q).
  [0, 0.5],
  [0.5, 0.308537538725987],
  [1, 0.158655253931457],
  [2, 0.022750131948179],
  [3, 0.001349898031630095],
  [5, 2.866515718791939e-7],
  [-1, 0.841344746068543],
])('above %f lies %f of the normal distribution', (z, tail) => {
  expect(Math.abs(normalTail(z) / tail - 1)).toBeLessThan(5e-14);
});

test('the scaled tail goes on where the tail itself is below the smallest double', () => {
  for (const z of [0, 0.3, 0.66, 0.67, 2, 5.6, 5.7, 20, 37]) {
    expect(scaledNormalTail(z) / (normalTail(z) * Math.exp((z * z) / 2))).toBeCloseTo(1, 12);
  }
  // Abramowitz and Stegun 26.2.12: 1 / (z sqrt(2 pi)) (1 - 1 / z^2 + ...)
  expect(scaledNormalTail(1e6) * 1e6 * Math.sqrt(2 * Math.PI)).toBeCloseTo(1 - 1e-12, 14);
});

test.each([
  // Abramowitz and Stegun 1964, table 6.1 and 6.4: the logarithm of Gamma.
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [1, 0],
  [1.5, -0.1207822376352452],
  [2, 0],
  [5, Math.log(24)],
  [11, Math.log(3_628_800)],
  [101, 363.7393755555635],
])('the logarithm of gamma at %f is %f', (x, logarithm) => {
  expect(Math.abs(logGamma(x) - logarithm)).toBeLessThan(1e-14 * Math.max(1, logarithm));
});

test.each([1, 2, 5, 20, 90])('gamma of the whole shape %i is a sum of Poisson terms', (shape) => {
  for (const x of [0.01, 0.5, 1, 4, 19.5, 20.5, 60, 120]) {
    let [term, above] = [Math.exp(-x), 0];
    for (let count = 0; count < shape; count += 1) {
      above += term;
      term *= x / (count + 1);
    }
    expect(Math.abs(gammaAbove(shape, x) - above)).toBeLessThan(2e-14);
    expect(Math.abs(gammaBelow(shape, x) + above - 1)).toBeLessThan(2e-14);
  }
});

test('gamma of shape 1/2 is the normal distribution of the root', () => {
  for (const x of [1e-6, 0.1, 0.5, 1, 3, 10, 100]) {
    expect(gammaAbove(0.5, x) / (2 * normalTail(Math.sqrt(2 * x)))).toBeCloseTo(1, 12);
  }
});

test.each([
  // SciPy 1.17, special.gammaincc.
  [1e4, 9900, 0.8413488078064354],
  [1e4, 10_100, 0.15865124955282037],
  [0.3, 2, 0.022025980827146997],
])('gamma of shape %f lies above %f with %f', (shape, x, above) => {
  expect(Math.abs(gammaAbove(shape, x) - above)).toBeLessThan(1e-14);
});
