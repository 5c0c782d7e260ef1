import { expect, test } from 'vitest';
import { fourierTransform } from './fourier.ts';
import { streamOf } from './random.ts';

test.each([1, 2, 4, 8, 64])(
  'of %i numbers is the sum of its definition, in bit-reversed order, and comes back',
  (length) => {
    const random = streamOf(3, length);
    const given = Array.from({ length }, () => [random.uniform() - 0.5, random.uniform() - 0.5] as const);
    const numbers = {
      real: Float64Array.from(given, ([re]) => re),
      imaginary: Float64Array.from(given, ([, im]) => im),
    };
    const transform = fourierTransform(length);
    transform.forward(numbers);
    const bits = Math.log2(length);
    for (let place = 0; place < length; place += 1) {
      let frequency = 0;
      for (let bit = 0; bit < bits; bit += 1) if (place & (1 << bit)) frequency += 2 ** (bits - 1 - bit);
      let [re, im] = [0, 0];
      for (const [index, [x, y]] of given.entries()) {
        const angle = (-2 * Math.PI * frequency * index) / length;
        re += x * Math.cos(angle) - y * Math.sin(angle);
        im += x * Math.sin(angle) + y * Math.cos(angle);
      }
      expect(numbers.real[place]).toBeCloseTo(re, 12);
      expect(numbers.imaginary[place]).toBeCloseTo(im, 12);
    }
    transform.inverse(numbers);
    for (const [index, [re, im]] of given.entries()) {
      expect(numbers.real[index]).toBeCloseTo(re, 14);
      expect(numbers.imaginary[index]).toBeCloseTo(im, 14);
    }
  },
);

test('a million numbers come back to within some roundings', () => {
  const length = 2 ** 20;
  const random = streamOf(4);
  const given = Float64Array.from({ length }, () => random.uniform());
  const numbers = { real: given.slice(), imaginary: new Float64Array(length) };
  const transform = fourierTransform(length);
  transform.forward(numbers);
  transform.inverse(numbers);
  let worst = 0;
  for (let index = 0; index < length; index += 1) {
    worst = Math.max(worst, Math.abs(numbers.real[index]! - given[index]!));
  }
  expect(worst).toBeLessThan(2e-14);
});
