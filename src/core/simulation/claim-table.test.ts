import { expect, test } from 'vitest';
import { isRefusal } from '../refusal.ts';
import { type ClaimTable, claimTable, type PieceTable, TABLE_TOLERANCE } from './claim-table.ts';
import { streamOf } from './random.ts';
import { continuous, type Severity } from './severity.ts';
import { quantilesOf } from './severity-quantile.ts';

type Continuous = Parameters<typeof quantilesOf>[0];

const severities: readonly Continuous[] = [
  { kind: 'lognormal', mu: 6, sigma: 2.2 },
  { kind: 'lognormal', mu: -3, sigma: 0.01 },
  { kind: 'lognormal', mu: 0, sigma: 8 },
  { kind: 'gamma', shape: 0.05, rate: 3 },
  { kind: 'gamma', shape: 1, rate: 0.01 },
  { kind: 'gamma', shape: 40, rate: 0.1 },
  { kind: 'gamma', shape: 1e4, rate: 1 },
  { kind: 'pareto', shape: 1.2, scale: 700 },
  { kind: 'pareto', shape: 30, scale: 1e6 },
  { kind: 'exponential', rate: 0.02 },
];

const PROBABILITIES = [0.5, 0.3, 0.1, 0.01, 1e-5, 1e-10, 2 ** -54];

test.each(severities)('the quantiles of %j are where its tails have that probability', (severity) => {
  const { below, above } = quantilesOf(severity);
  const { above: tail } = continuous(severity);
  for (const probability of PROBABILITIES) {
    expect(Math.abs(tail(above(probability)) / probability - 1)).toBeLessThan(1e-11);
    // What is below is a difference from 1 here, so only that much of it is known.
    expect(Math.abs(1 - tail(below(probability)) - probability)).toBeLessThan(1e-13);
  }
});

test('the lower quantiles of gamma are those of its series near 0, and 0 where nothing is told from it', () => {
  // P(G <= x) is x^a / Gamma(a + 1) but for a share of x; of shape 1 it is 1 - e^-x.
  const { below } = quantilesOf({ kind: 'gamma', shape: 1, rate: 1 });
  expect(below(1e-15) / 1e-15).toBeCloseTo(1, 12);
  expect(quantilesOf({ kind: 'gamma', shape: 0.01, rate: 1 }).below(1e-10)).toBe(0);
});

/** What a table has for the claim at a distance from its upper (0) or lower (1) tail. */
function amountAt({ bits, values }: PieceTable, side: number, distance: number): number {
  const doubling = Math.floor(Math.log2(distance)) + 53;
  const place = distance / 2 ** (doubling - 53);
  const piece = Math.floor((place - 1) * 2 ** bits);
  const t = place - 1 - (piece + 0.5) / 2 ** bits;
  const at = 8 * ((side * 64 + doubling) * 2 ** bits + piece);
  return values.subarray(at, at + 6).reduceRight((sum, coefficient) => sum * t + coefficient, 0);
}

function tableOf(severity: Severity, mean: number, limit = Infinity): ClaimTable {
  const table = claimTable(severity, { deductible: 0, limit }, mean, 1);
  if (isRefusal(table)) throw new Error(JSON.stringify(table));
  return table;
}

test.each(severities)('the table of %j has its quantiles to the tolerance, at random places', (severity) => {
  const mean = continuous(severity).layer(1, 0, Infinity);
  const table = tableOf(severity, mean) as PieceTable;
  const { below, above } = quantilesOf(severity);
  const random = streamOf(41);
  let farthest = 0;
  for (let draw = 0; draw < 4000; draw += 1) {
    // Half of the places as claims have them, half far out in the tails.
    const far = draw % 2 === 0 ? 1 : 2 ** -random.below(50);
    const distance = Math.max(2 ** -53, random.uniform() * far);
    for (const [side, quantile] of [above, below].entries()) {
      const exact = quantile(distance / 2);
      const off = Math.abs(amountAt(table, side, distance) - exact) / Math.max(exact, mean);
      farthest = Math.max(farthest, off);
    }
  }
  expect(farthest).toBeLessThan(1.5 * TABLE_TOLERANCE);
});

test('a limit bounds what would leave the range of a number', () => {
  const table = tableOf({ kind: 'pareto', shape: 0.5, scale: 1 }, 10, 1000) as PieceTable;
  expect(amountAt(table, 0, 2 ** -50)).toBe(1000);
  expect(amountAt(table, 0, 0.9)).toBeCloseTo(0.45 ** -2 - 1, 8);
});

test('a severity that rises too steeply for a table is refused', () => {
  const steep = claimTable(
    { kind: 'lognormal', mu: 0, sigma: 500 },
    { deductible: 0, limit: 1e200 },
    1e190,
    1,
  );
  expect(steep).toMatchObject({ refused: true, code: 'out_of_range', path: 'severity' });
});

test('columns of points give each its weight, whatever the others are', () => {
  const random = streamOf(43);
  for (let round = 0; round < 50; round += 1) {
    const count = 1 + random.below(40);
    const weights = Array.from({ length: count }, () => (random.uniform() < 0.3 ? 0 : random.uniform()));
    weights[random.below(count)] = 1;
    const values = weights.map((_, index) => 10 * index);
    const table = tableOf({ kind: 'empirical', values, weights }, 1);
    const shares = new Float64Array(count);
    for (let column = 0; column < count; column += 1) {
      const [share, first, second] = table.values.subarray(4 * column, 4 * column + 3) as unknown as number[];
      shares[first! / 10]! += share! / count;
      shares[second! / 10]! += (1 - share!) / count;
    }
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, weight] of weights.entries())
      expect(Math.abs(shares[index]! - weight / whole)).toBeLessThan(1e-14);
  }
});
