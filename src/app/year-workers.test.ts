import { afterAll, expect, test } from 'vitest';
import { isRefusal } from '../core/refusal.ts';
import { claimTable } from '../core/simulation/claim-table.ts';
import type { Frequency } from '../core/simulation/frequency.ts';
import type { Severity } from '../core/simulation/severity.ts';
import { YEARS_PER_BLOCK, type YearTerms, yearBlocks } from '../core/simulation/year-blocks.ts';
import { startYearWorkers } from './year-workers.ts';

const pools = [0, 1, 2, 4].map(startYearWorkers);
afterAll(async () => {
  for (const pool of pools) await pool.close();
});

function termsOf(frequency: Frequency, severity: Severity, seed = 7): YearTerms {
  const table = claimTable(severity, { deductible: 5, limit: 5000 }, 100, 10);
  if (isRefusal(table)) throw new Error(JSON.stringify(table));
  return { frequency, table, seed };
}

const cases: readonly (readonly [Frequency, Severity])[] = [
  [
    { kind: 'poisson', mean: 4000 },
    { kind: 'lognormal', mu: 3, sigma: 1.5 },
  ],
  [
    { kind: 'negative-binomial', r: 0.5, p: 0.01 },
    { kind: 'gamma', shape: 0.7, rate: 0.01 },
  ],
  [
    { kind: 'binomial', n: 30, p: 0.1 },
    { kind: 'empirical', values: [1, 20, 400], weights: [6, 3, 1] },
  ],
  [
    { kind: 'discrete', probabilities: [0.5, 0, 0.5] },
    { kind: 'discrete', probabilities: [0.1, 0.4, 0.5] },
  ],
];

test.each(cases)('years of %j and %j are the same by any number of threads', async (frequency, severity) => {
  const terms = termsOf(frequency, severity);
  const [here, ...drawn] = await Promise.all(pools.map((pool) => pool.draw(terms, 5000)));
  for (const totals of drawn) expect(totals).toEqual(here);
  expect(new Set(here).size).toBeGreaterThan(1);
});

test('more years change none of the first, and another seed changes all', async () => {
  const [frequency, severity] = cases[0]!;
  const [here] = pools as [(typeof pools)[number]];
  const few = await here.draw(termsOf(frequency, severity), 3 * YEARS_PER_BLOCK - 20);
  const more = await here.draw(termsOf(frequency, severity), 200);
  expect(more.subarray(0, few.length)).toEqual(few);
  const other = await here.draw(termsOf(frequency, severity, 8), 200);
  expect(other.every((total, year) => total !== more[year])).toBe(true);
});

test('years of two blocks are not alike, and a block behind is a bug', () => {
  const draw = yearBlocks(termsOf(...cases[0]!));
  const [first, second] = [new Float64Array(4), new Float64Array(4)];
  draw(0, first);
  draw(3, second);
  expect(second.some((total, year) => total === first[year])).toBe(false);
  expect(() => draw(2, first)).toThrow(RangeError);
});

test('progress never goes beyond the years', async () => {
  const told: number[] = [];
  await pools[1]!.draw(termsOf(...cases[0]!), 20_000, (years) => told.push(years));
  expect(told.every((years, index) => years <= 20_000 && years >= (told[index - 1] ?? 0))).toBe(true);
});
