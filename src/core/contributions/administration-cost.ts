import { allocate } from '../money/allocate.ts';
import { type Amount, amountOfBigInt } from '../money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { type ScheduleBand, schedulePrice } from './administration-schedule.ts';
import { bandOf } from './volume.ts';

/** By what the members share the cost. */
export type SharingBasis = 'employees' | 'contribution' | 'equal';

/** A member that shares the cost of administration. */
export interface SharingMember {
  readonly member: string;
  readonly employees: number;
  readonly contribution?: Amount | undefined;
  /** What administration would cost it alone. */
  readonly standaloneCost?: Amount | undefined;
}

/** The cost as given or by a volume-discount schedule, the months it is for, and the members that share it. */
export interface AdministrationTerms {
  readonly cost?: Amount | undefined;
  readonly schedule?: readonly ScheduleBand[] | undefined;
  readonly months: number;
  readonly members: readonly SharingMember[];
  readonly basis: SharingBasis;
}

/** A member's share, what standing alone would cost it, and what it saves (less than 0: what it loses). */
export interface AdministrationShare {
  readonly member: string;
  readonly amount: Amount;
  readonly standalone?: Amount | undefined;
  readonly saving?: Amount | undefined;
}

/** The cost and its shares, in the order of the members; what all save together where it is known of all. */
export interface AdministrationCost {
  readonly cost: Amount;
  readonly shares: readonly AdministrationShare[];
  readonly saving?: Amount | undefined;
}

/**
 * Shares the cost of administration by largest remainder, ties to the earlier. A schedule prices the whole group at the
 * band that its employees fall in, and each member alone at the band of its own.
 * Refused: `inconsistent` where a member comes twice; `missing_field` without a cost and a schedule, or a contribution
 * that is shared by; `undefined_result` where nobody has a weight, or no band holds so many employees; `too_large`.
 * Source: CALCULATORS.md, administration-cost.
 */
export function administrationCost(terms: AdministrationTerms): AdministrationCost | Refusal {
  const { members, schedule, months } = terms;
  const weights = sharingWeights(terms);
  if (isRefusal(weights)) return weights;
  const cost = terms.cost ?? groupPrice(terms);
  if (isRefusal(cost)) return cost;
  const parts = allocate(BigInt(cost), weights);
  const shares: AdministrationShare[] = [];
  for (const [place, { member, employees, standaloneCost }] of members.entries()) {
    const amount = Number(parts[place]) as Amount;
    const standalone =
      standaloneCost ??
      (schedule && priced(schedule, BigInt(employees), months, `members[${place}].employees`));
    if (isRefusal(standalone)) return standalone;
    shares.push(
      standalone === undefined
        ? { member, amount }
        : { member, amount, standalone, saving: (standalone - amount) as Amount },
    );
  }
  if (shares.some(({ saving }) => saving === undefined)) return { cost, shares };
  const saving = amountOfBigInt(shares.reduce((sum, share) => sum + BigInt(share.saving!), 0n));
  if (saving === undefined)
    return refuse('too_large', 'members', 'a saving of all up to 2^53 - 1 minor units', members.length);
  return { cost, shares, saving };
}

/** The weight of each member, whole and 0 or more. */
export function sharingWeights({ members, basis }: AdministrationTerms): bigint[] | Refusal {
  const weights: bigint[] = [];
  const seen = new Set<string>();
  for (const [place, { member, employees, contribution }] of members.entries()) {
    if (seen.has(member))
      return refuse('inconsistent', `members[${place}].member`, 'each member once', member);
    seen.add(member);
    const weight = basis === 'equal' ? 1 : basis === 'employees' ? employees : contribution;
    if (weight === undefined) {
      const at = `members[${place}].contribution`;
      return refuse('missing_field', at, 'a contribution, as the cost is shared by it', undefined);
    }
    weights.push(BigInt(weight));
  }
  if (weights.every((weight) => weight === 0n)) {
    const what = basis === 'equal' ? 'members' : basis === 'employees' ? 'employees' : 'contributions';
    return refuse('undefined_result', 'members', `${what} to share by`, members.length);
  }
  return weights;
}

/** The employees of all members. */
export function groupSize(members: readonly SharingMember[]): bigint {
  return members.reduce((sum, { employees }) => sum + BigInt(employees), 0n);
}

function groupPrice({ schedule, months, members }: AdministrationTerms): Amount | Refusal {
  if (schedule === undefined) return refuse('missing_field', 'cost', 'a cost, or a schedule', undefined);
  return priced(schedule, groupSize(members), months, 'schedule');
}

function priced(
  schedule: readonly ScheduleBand[],
  employees: bigint,
  months: number,
  at: string,
): Amount | Refusal {
  const band = bandOf(schedule, employees);
  if (band === undefined)
    return refuse('undefined_result', 'schedule', 'a band for so many employees', employees);
  const price = amountOfBigInt(schedulePrice(band, employees, months));
  return price ?? refuse('too_large', at, 'a price up to 2^53 - 1 minor units', employees);
}
