/** A seeded generator of valid documents for mlr-rebate, of every class of credibility and near every point of its tables. */
import { CURRENCIES, chance, pick, thousandths, whole, written } from './choices.ts';
import { currencyDecimals } from './decimal.ts';
import type { Random } from './generate.ts';
import type { MlrRebateInput, MlrYear } from './mlr-rebate.ts';

const POINTS = [1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 75_000];

export function generateMlrRebate(random: Random): MlrRebateInput {
  const currency = pick(random, CURRENCIES);
  const count = whole(random, 1, 3);
  const scale = pick(random, [100, 100_000, 1_000_000_000, 2 ** 50]);
  const last = whole(random, 2013, 2026);
  const years = Array.from({ length: count }, (_, index) =>
    yearOf(random, last - count + 1 + index, currency, scale, count),
  );
  const input: MlrRebateInput = {
    currency,
    market: pick(random, ['individual', 'small-group', 'large-group']),
    years,
  };
  if (chance(random, 0.3)) input.standard = thousandths(random, whole(random, 700, 1000));
  if (chance(random, 0.5)) {
    const one = 10 ** currencyDecimals(currency);
    const near = pick(random, [0, 2_500, 5_000, 10_000]) * one + whole(random, -2, 2);
    const deductible = chance(random, 0.5) ? near : whole(random, 0, 12_000 * one);
    input.averageDeductible = written(random, Math.max(0, deductible), currency);
  }
  if (chance(random, 0.3)) input.selfFunded = chance(random, 0.3);
  return input;
}

function yearOf(random: Random, year: number, currency: string, scale: number, count: number): MlrYear {
  const amount = (most: number): string => written(random, Math.floor(most * random()), currency);
  const premium = 1 + Math.floor(scale * random());
  // Ratios mostly near the standards, in steps that meet them exactly.
  const claims = chance(random, 0.8)
    ? Math.floor((premium * whole(random, 600, 1000)) / 1000)
    : Math.floor(premium * 2 * random());
  const found: MlrYear = {
    year,
    claims:
      chance(random, 0.03) && claims > 0
        ? `-${written(random, claims, currency)}`
        : written(random, claims, currency),
    premium: written(random, premium, currency),
    lifeYears: lifeYearsOf(random, count),
  };
  if (chance(random, 0.4)) found.qualityImprovement = amount(premium / 50);
  // Taxes leave some premium, so that all years together have a ratio.
  if (chance(random, 0.4)) found.taxesAndFees = amount(Math.min(premium - 1, premium / 5));
  return found;
}

/** Near a point of the table, over all years or in one, or anywhere; whole or in twelfths. */
function lifeYearsOf(random: Random, count: number): number {
  const near = pick(random, POINTS) / (chance(random, 0.5) ? count : 1);
  if (chance(random, 0.4)) return Math.max(0, Math.round(near) + whole(random, -1, 1));
  const anywhere = pick(random, [1_000, 5_000, 40_000]) * random() * 2;
  return chance(random, 0.5) ? Math.floor(anywhere) : Math.floor(anywhere * 12) / 12;
}
