import { allocate } from '../money/allocate.ts';
import { productHalfUp } from '../money/rounding.ts';
import type { ContributionRule } from './tender.ts';

/** What a year or month costs, and who bears it: employer + employee = total. */
export interface Borne {
  readonly total: bigint;
  readonly employer: bigint;
  readonly employee: bigint;
}

/** The employer's part of a tier's rate a month; the rest is the employee's. From 0 to the rate. */
export type EmployerPart = (tier: string, rate: bigint) => bigint;

/** The employer's part by rules: a share of the rate rounded half up, or an amount, at most the rate. */
export function employerPartBy(rules: ReadonlyMap<string, ContributionRule>): EmployerPart {
  return (tier, rate) => {
    const { employerShare, employerAmountPerMonth } = rules.get(tier)!;
    return employerShare === undefined
      ? smaller(BigInt(employerAmountPerMonth ?? 0), rate)
      : productHalfUp(rate, employerShare);
  };
}

/** The employer pays by tier what it pays today, at most the rate: what is more falls to the employees. */
export function employerPaysStill(paid: ReadonlyMap<string, bigint>): EmployerPart {
  return (tier, rate) => smaller(paid.get(tier)!, rate);
}

/** The employees pay by tier what they pay today, at most the rate: what is more falls to the employer. */
export function employeesPayStill(paid: ReadonlyMap<string, bigint>): EmployerPart {
  return (tier, rate) => rate - smaller(paid.get(tier)!, rate);
}

/**
 * What comes back, shared: in proportion to what each paid in, by largest remainder, ties to the employer; or first to
 * the employer, up to what it paid in. What comes back is at most what was paid in, so that nobody gains.
 */
export function shareReturn(returned: bigint, paidIn: Borne, to: 'as-contributed' | 'employer'): Borne {
  if (returned === 0n) return { total: 0n, employer: 0n, employee: 0n };
  const employer =
    to === 'employer'
      ? smaller(returned, paidIn.employer)
      : allocate(returned, [paidIn.employer, paidIn.employee])[0]!;
  return { total: returned, employer, employee: returned - employer };
}

function smaller(first: bigint, second: bigint): bigint {
  return first < second ? first : second;
}
