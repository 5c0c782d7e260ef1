import { expect, test } from 'vitest';
import { RandomStream, streamOf } from './random.ts';

test('xoshiro128** gives the numbers of its reference from the state 1, 2, 3, 4', () => {
  // The first outputs of Blackman and Vigna's C code, as the rand_xoshiro crate also tests them.
  const stream = new RandomStream(1, 2, 3, 4);
  const drawn = Array.from({ length: 10 }, () => stream.next());
  expect(drawn).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test('the same seed and path give the same stream, any other an independent one', () => {
  const numbers = (...path: number[]) => {
    const stream = streamOf(7, ...path);
    return Array.from({ length: 4 }, () => stream.next()).join();
  };
  expect(numbers(1, 2)).toBe(numbers(1, 2));
  const paths = Array.from({ length: 20_000 }, (_, index) => numbers(Math.floor(index / 100), index % 100));
  expect(new Set(paths).size).toBe(20_000);
  expect(numbers(1, 2)).not.toBe(numbers(2, 1));
  expect(numbers(2 ** 40)).not.toBe(numbers(0));
});

test('first numbers of neighbouring streams are even and not correlated', () => {
  const count = 100_000;
  const first = Array.from({ length: count }, (_, index) => streamOf(1, index).uniform());
  const mean = first.reduce((sum, number) => sum + number, 0) / count;
  let together = 0;
  for (let index = 1; index < count; index += 1)
    together += (first[index]! - 0.5) * (first[index - 1]! - 0.5);
  expect(mean).toBeCloseTo(0.5, 2);
  expect(together / count / (1 / 12)).toBeCloseTo(0, 1.5);
});

test('uniform stays from 0 to below 1, below stays below', () => {
  const stream = streamOf(3);
  for (let draw = 0; draw < 100_000; draw += 1) {
    const number = stream.uniform();
    expect(number >= 0 && number < 1).toBe(true);
    const whole = stream.below(7);
    expect(Number.isInteger(whole) && whole >= 0 && whole < 7).toBe(true);
  }
});
