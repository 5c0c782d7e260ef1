import { describe, expect, test } from 'vitest';
import { isRefusal } from '../refusal.ts';
import { seenOf } from './completion.ts';
import { developmentFactors, factorsToUltimate } from './development-factors.ts';
import { latestOf, originsReaching, type Triangle, triangleOf } from './triangle.ts';
import { factorVariances } from './variance.ts';

function triangle(rows: number[][]): Triangle {
  const read = triangleOf(rows);
  if (isRefusal(read)) throw new Error(read.path);
  return read;
}

describe('a triangle', () => {
  test('may have full rows on top and end before its last development', () => {
    const rows = [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8],
    ];
    const read = triangle(rows);
    expect(latestOf(read)).toEqual([3, 6, 8]);
    expect([0, 1, 2, 3].map((development) => originsReaching(read, development))).toEqual([3, 3, 2, 0]);
  });

  test('says what length a row may have', () => {
    expect(triangleOf([[1, 2, 3], [1]])).toMatchObject({
      path: 'triangle[1]',
      expected: 'a length of 3 or 2',
      actual: '1',
    });
    expect(
      triangleOf([
        [1, 2, 3],
        [1, 2],
        [1, 2],
      ]),
    ).toMatchObject({ expected: 'a length of 1', actual: '2' });
    expect(triangleOf([[1, 2], [1], [1]])).toMatchObject({ expected: 'no further origin' });
    expect(triangleOf([[1], [1], []])).toMatchObject({
      path: 'triangle[2]',
      expected: 'one development or more',
    });
  });
});

describe('factors', () => {
  const fallen = triangle([[100, 150, 120], [-120, 30], [50]]);

  test('are of the claims of origins that have reached the next development', () => {
    const factors = developmentFactors(triangle([[100, 150, 165], [200, 240], [999]]), 'volume');
    expect(factors).toEqual([1.3, 1.1]);
    expect(factorsToUltimate(factors as number[], 2)).toEqual([1.3 * (1.1 * 2), 1.1 * 2, 2]);
  });

  test('are refused over claims that are not above 0', () => {
    expect(developmentFactors(fallen, 'volume')).toMatchObject({
      code: 'undefined_result',
      path: 'triangle',
      expected: 'claims that sum above 0 in development 1',
      actual: '-20',
    });
    expect(developmentFactors(fallen, 'simple')).toMatchObject({ path: 'triangle[1][0]', actual: '-120' });
    expect(developmentFactors(triangle([[0, 1], [0]]), 'volume')).toMatchObject({ actual: '0' });
  });

  test('leave a completion only where they are above 0', () => {
    for (const last of [0, -1]) {
      expect(seenOf(fallen, [1, last, 1])).toMatchObject({
        code: 'undefined_result',
        expected: 'a factor above 0 from development 2 to the ultimate',
      });
    }
    expect(seenOf(fallen, [4, 2, 0.8])).toEqual({ reported: [120, 30, 50], completion: [1.25, 0.5, 0.25] });
  });
});

test('variances count no difference that is rounding alone', () => {
  const one = [3, 7, 11, 13].map((claims) => claims * 0.1);
  const rows = [1, 3, 7, 9, 11].map((times) => one.map((claims) => claims * times));
  const even = triangle(rows);
  const factors = developmentFactors(even, 'volume') as number[];
  const single = rows.map((row) => row[1]! / row[0]!);
  expect(single.some((factor) => factor !== factors[0])).toBe(true);
  expect(factorVariances(even, factors, 'log-linear')).toEqual([0, 0, 0]);
});
