/** Naive twin of the calculator `administration-cost`, written straight from that section of the rules. */
import { formatAmount, parseAmount } from './decimal.ts';

export interface AdministrationMember {
  member: string;
  employees: number;
  contribution?: string;
  standaloneCost?: string;
}

export interface AdministrationCostInput {
  currency: string;
  cost?: string;
  schedule?: { upTo?: number; perEmployeePerMonth: string }[];
  months?: number;
  members: AdministrationMember[];
  basis: 'employees' | 'contribution' | 'equal';
}

export function naiveAdministrationCost(input: AdministrationCostInput): object {
  const parse = (text: string): bigint => parseAmount(text, input.currency);
  const write = (units: bigint): string => formatAmount(units, input.currency);

  /** Every employee at the price of the band that so many fall in. */
  function priceOf(employees: bigint): bigint {
    for (const { upTo, perEmployeePerMonth } of input.schedule ?? []) {
      if (upTo !== undefined && employees > BigInt(upTo)) continue;
      return employees * parse(perEmployeePerMonth) * BigInt(input.months ?? 12);
    }
    throw new Error('no band');
  }

  const all = input.members.reduce((sum, { employees }) => sum + BigInt(employees), 0n);
  const cost = input.cost === undefined ? priceOf(all) : parse(input.cost);

  const weights = input.members.map(({ employees, contribution }) => {
    if (input.basis === 'equal') return 1n;
    return input.basis === 'employees' ? BigInt(employees) : parse(contribution ?? '');
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const amounts = weights.map((weight) => (cost * weight) / total);
  const given = amounts.reduce((sum, amount) => sum + amount, 0n);
  const rests = weights.map((weight, at) => ({ at, rest: (cost * weight) % total }));
  rests.sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  for (const { at } of rests.slice(0, Number(cost - given))) amounts[at] += 1n;

  let savings = 0n;
  let isKnownOfAll = true;
  const shares = input.members.map(({ member, employees, standaloneCost }, at) => {
    if (standaloneCost === undefined && input.schedule === undefined) {
      isKnownOfAll = false;
      return { member, amount: write(amounts[at]) };
    }
    const standalone = standaloneCost === undefined ? priceOf(BigInt(employees)) : parse(standaloneCost);
    savings += standalone - amounts[at];
    return {
      member,
      amount: write(amounts[at]),
      standalone: write(standalone),
      saving: write(standalone - amounts[at]),
    };
  });
  return { cost: write(cost), shares, ...(isKnownOfAll ? { saving: write(savings) } : {}) };
}
