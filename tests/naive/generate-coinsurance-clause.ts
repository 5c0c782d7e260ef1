// Seeded documents of `coinsurance-clause`: insured under, at and over what is required, both orders, agreed values.
import type { CoinsuranceClauseInput } from './coinsurance-clause.ts';
import { parseAmount, parseRatio, type RatioInput, times } from './decimal.ts';
import { chance, currencies, pick, type Random, ratioToOne, units, whole, written } from './generate.ts';

export function generateCoinsuranceClause(random: Random): CoinsuranceClauseInput {
  const currency = pick(random, currencies);
  const amount = (value: number): string => written(random, value, currency);
  const value = 1 + units(random, pick(random, [9, 1000, 100_000_000, 2 ** 53 - 2]));
  const requirement: RatioInput = chance(random, 0.5)
    ? pick(random, ['0.80', '0.90', 1])
    : ratioToOne(random);
  const required = Number(times(BigInt(value), parseRatio(requirement)));
  const near = (most: number): number => Math.min(2 ** 53 - 1, units(random, most * 1.3));
  const loss = near(value);
  const input: CoinsuranceClauseInput = {
    currency,
    value: amount(value),
    insured: amount(chance(random, 0.15) ? required : near(value)),
    requirement,
    loss: amount(loss),
  };
  if (chance(random, 0.7)) input.deductible = amount(chance(random, 0.1) ? loss : near(loss / 3));
  if (chance(random, 0.7)) input.deductibleOrder = pick(random, ['after', 'before'] as const);
  if (chance(random, 0.5)) input.agreedValue = chance(random, 0.3);
  // Nothing required leaves no ratio, but under an agreed value.
  if (required === 0 && input.agreedValue !== true) {
    input.requirement = '1';
    if (parseAmount(input.value, currency) === 0n) input.value = amount(whole(random, 1, 99));
  }
  return input;
}
