// Seeded documents of `administration-cost`: cost or schedule or both, every basis, members with and without a price of their own.
import type { AdministrationCostInput, AdministrationMember } from './administration-cost.ts';
import { chance, currencies, pick, type Random, units, whole, written } from './generate.ts';

export function generateAdministrationCost(random: Random): AdministrationCostInput {
  const currency = pick(random, currencies);
  const amount = (value: number): string => written(random, value, currency);
  const basis = pick(random, ['employees', 'contribution', 'equal'] as const);
  const scale = pick(random, [3, 60, 3000, 2_000_000]);
  const money = pick(random, [10, 100_000, 10 ** 9, 2 ** 45]);
  const hasStandalone = pick(random, [0, 0.5, 1]);
  const members = Array.from({ length: whole(random, 1, 9) }, (_, at): AdministrationMember => {
    const member: AdministrationMember = { member: `member ${at}`, employees: units(random, scale) };
    if (basis === 'contribution' || chance(random, 0.3)) member.contribution = amount(units(random, money));
    if (chance(random, hasStandalone)) member.standaloneCost = amount(units(random, money));
    return member;
  });
  // Somebody has a weight.
  const first = pick(random, members);
  first.employees += 1;
  if (basis === 'contribution') first.contribution = amount(1 + units(random, money));

  const input: AdministrationCostInput = { currency, basis, members };
  if (chance(random, 0.7)) {
    let upTo = 0;
    const price = pick(random, [0, 9, 5000, 1_000_000]);
    input.schedule = Array.from({ length: whole(random, 0, 4) }, () => {
      upTo += 1 + units(random, scale * 2);
      return { upTo, perEmployeePerMonth: amount(units(random, price)) };
    });
    const employees = members.reduce((sum, member) => sum + member.employees, 0);
    if (chance(random, 0.2)) input.schedule.push({ upTo: upTo + employees, perEmployeePerMonth: amount(1) });
    else input.schedule.push({ perEmployeePerMonth: amount(units(random, price)) });
  }
  if (input.schedule === undefined || chance(random, 0.3)) input.cost = amount(units(random, money));
  if (chance(random, 0.5)) input.months = whole(random, 1, 36);
  return input;
}
