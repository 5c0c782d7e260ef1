// Seeded documents of `coordination`: all methods, paid and benefits below, at and above what is allowed.
import type { CoordinationInput } from './coordination.ts';
import { chance, currencies, pick, type Random, units, written } from './generate.ts';

export function generateCoordination(random: Random): CoordinationInput {
  const currency = pick(random, currencies);
  const amount = (value: number): string => written(random, value, currency);
  const charge = units(random, pick(random, [5, 1000, 1_000_000, 2 ** 53 - 1]));
  const allowed = [units(random, charge), chance(random, 0.3) ? charge : units(random, charge)];
  const near = (most: number): number => {
    if (chance(random, 0.2)) return most;
    return Math.min(2 ** 53 - 1, units(random, chance(random, 0.2) ? most * 1.5 : most));
  };
  return {
    currency,
    method: pick(random, ['standard', 'carve-out', 'maintenance-of-benefits'] as const),
    charge: amount(charge),
    primary: { allowed: amount(allowed[0]), paid: amount(near(allowed[0])) },
    secondary: { allowed: amount(allowed[1]), normalBenefit: amount(near(allowed[1])) },
  };
}
