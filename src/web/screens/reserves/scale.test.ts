import { expect, test } from 'vitest';
import { heatOf, placesFor, rounded, shifted, ticksOf } from './scale.ts';

test.each([
  [-0.1, 0],
  [0, 0],
  [0.4999, 0],
  [0.5, 1],
  [0.94, 4],
  [0.985, 5],
  [1.2, 5],
])('a share of %d has the colour %d', (share, heat) => {
  expect(heatOf(share)).toBe(heat);
});

test.each([
  ['3218574.56', 6, '3.21857456'],
  ['12.50', 6, '0.00001250'],
  ['-1250', 3, '-1.250'],
  ['0.00', 3, '0.00000'],
  ['75.10', 0, '75.10'],
])('%s by %d places is %s', (amount, places, written) => {
  expect(shifted(amount, places)).toBe(written);
});

test.each([
  [999, 0],
  [10_000, 3],
  [1_000_000, 6],
])('%d is written by %d places', (largest, places) => {
  expect(placesFor(largest)).toBe(places);
});

test.each([
  [10.5, 12.6, [10, 11, 12, 13]],
  [0, 1, [0, 0.5, 1]],
  [7, 7, [6, 8]],
])('an axis from %d to %d has round figures around them', (least, most, ticks) => {
  const found = ticksOf(least, most);
  expect(found[0]).toBeLessThanOrEqual(least);
  expect(found.at(-1)).toBeGreaterThanOrEqual(most);
  expect(found).toEqual(ticks);
});

test.each([
  ['3.21857456', '3.22'],
  ['9.995', '10.00'],
  ['-0.005', '-0.01'],
  ['7.5', '7.5'],
])('%s is rounded to %s', (text, written) => {
  expect(rounded(text)).toBe(written);
});
