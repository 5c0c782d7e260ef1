// Rates as they step up, and rates that members share.
import { expect, test } from 'vitest';
import { rateSteps, sharedRates } from './rate-table.ts';

test('each rate stands beside the one before it, of the same plan, member and tier', () => {
  const steps = rateSteps([
    { from: '2026-01', plan: 'ppo', rates: { single: '110.00' } },
    { from: '2025-01', plan: 'ppo', rates: { single: '100.00' } },
    { from: '2026-01', plan: 'ppo', member: 'town', rates: { single: '90.00' } },
  ]);
  expect(steps).toEqual([
    { from: '2025-01', plan: 'ppo', member: undefined, tier: 'single', rate: '100.00', before: undefined },
    { from: '2026-01', plan: 'ppo', member: undefined, tier: 'single', rate: '110.00', before: '100.00' },
    { from: '2026-01', plan: 'ppo', member: 'town', tier: 'single', rate: '90.00', before: undefined },
  ]);
});

test('members with the same rate are together, and one with another is not', () => {
  const rate = (member: string, amount: string) => ({ member, plan: 'ppo', tier: 'single', rate: amount });
  const [first, second] = sharedRates([rate('town', '1.00'), rate('school', '2.00'), rate('city', '1.00')]);
  expect(first?.members).toEqual(['town', 'city']);
  expect(second?.members).toEqual(['school']);
});
