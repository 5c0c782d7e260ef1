import { expect, test } from 'vitest';
import { isRefusal } from '../refusal.ts';
import { claimTable } from './claim-table.ts';
import { normalTail } from './normal-tail.ts';
import { continuous, type Severity } from './severity.ts';
import { YEARS_PER_BLOCK, yearBlocks } from './year-blocks.ts';

const COUNT = 400_000;

/** Single claims: the totals of years that have one claim each. */
function claimsOf(severity: Severity, seed: number): Float64Array {
  const table = claimTable(severity, { deductible: 0, limit: Infinity }, 1, 1);
  if (isRefusal(table)) throw new Error(JSON.stringify(table));
  const draw = yearBlocks({ frequency: { kind: 'discrete', probabilities: [0, 1] }, table, seed });
  const claims = new Float64Array(COUNT);
  for (let first = 0; first < COUNT; first += YEARS_PER_BLOCK) {
    draw(first / YEARS_PER_BLOCK, claims.subarray(first, first + YEARS_PER_BLOCK));
  }
  return claims;
}

/** By how many standard errors the share of claims over an amount is off. */
function scoreOf(claims: Float64Array, amount: number, probability: number): number {
  const over = claims.reduce((count, claim) => count + (claim > amount ? 1 : 0), 0);
  return (over - COUNT * probability) / Math.sqrt(COUNT * probability * (1 - probability));
}

test('logarithms of lognormal claims have the moments and tails of the normal distribution', () => {
  const [mu, sigma] = [6, 2.2];
  const claims = claimsOf({ kind: 'lognormal', mu, sigma }, 3);
  const scores = claims.map((claim) => (Math.log(claim) - mu) / sigma);
  // The means of z, z^2, z^3 and z^4 are 0, 1, 0 and 3; their variances those of 1, 2, 15 and 96.
  for (const [order, mean, variance] of [
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
  ] as const) {
    const power = scores.reduce((sum, score) => sum + score ** order, 0) / COUNT;
    expect(Math.abs(power - mean)).toBeLessThan(4 * Math.sqrt(variance / COUNT));
  }
  for (const z of [-3.5, -2, -1, -0.3, 0, 0.3, 1, 2, 3, 4]) {
    expect(Math.abs(scoreOf(scores, z, normalTail(z)))).toBeLessThan(4);
  }
});

test.each([
  { kind: 'gamma', shape: 0.4, rate: 0.01 },
  { kind: 'gamma', shape: 7, rate: 0.2 },
  { kind: 'pareto', shape: 1.1, scale: 50 },
  { kind: 'exponential', rate: 0.1 },
] as const)('claims of %j are over any amount as often as they should be', (severity) => {
  const claims = claimsOf(severity, 5);
  const { above } = continuous(severity);
  for (const amount of [0.01, 0.5, 3, 10, 30, 60, 150, 500, 5000]) {
    const probability = above(amount);
    if (probability * COUNT > 20 && (1 - probability) * COUNT > 20)
      expect(Math.abs(scoreOf(claims, amount, probability))).toBeLessThan(4);
  }
});

test('claims next to each other, a block apart and of neighbouring seeds are not correlated', () => {
  const one = claimsOf({ kind: 'exponential', rate: 1 }, 7);
  const other = claimsOf({ kind: 'exponential', rate: 1 }, 8);
  const correlation = (first: Float64Array, second: Float64Array, lag: number) => {
    let sum = 0;
    for (let at = lag; at < COUNT; at += 1) sum += (first[at]! - 1) * (second[at - lag]! - 1);
    return sum / Math.sqrt(COUNT - lag);
  };
  for (const lag of [1, 2, YEARS_PER_BLOCK, 2 * YEARS_PER_BLOCK])
    expect(Math.abs(correlation(one, one, lag))).toBeLessThan(4);
  expect(Math.abs(correlation(one, other, 0))).toBeLessThan(4);
});

test('the two claims of a year are not correlated, though they are of two streams', () => {
  const table = claimTable({ kind: 'exponential', rate: 1 }, { deductible: 0, limit: Infinity }, 1, 1);
  if (isRefusal(table)) throw new Error(JSON.stringify(table));
  const draw = yearBlocks({ frequency: { kind: 'discrete', probabilities: [0, 0, 1] }, table, seed: 9 });
  const totals = new Float64Array(YEARS_PER_BLOCK);
  const squares: number[] = [];
  for (let block = 0; block < 2000; block += 1) {
    draw(block, totals);
    for (const total of totals) squares.push((total - 2) ** 2);
  }
  // The variance of a sum of two is 2 only where they do not go together; the fourth central moment is 24.
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  expect(Math.abs(mean - 2)).toBeLessThan(4 * Math.sqrt((24 - 4) / squares.length));
});
