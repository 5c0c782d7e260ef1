import { civilOf, type Day, dayOf } from '../calendar/day.ts';
import { allocate } from '../money/allocate.ts';
import type { Amount } from '../money/amount.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** A member with what it earned the pool in the period assessed, and the day on which it left, where it has. */
export interface AssessedMember {
  readonly member: string;
  readonly premiumEquivalents: Amount;
  readonly left?: Day | undefined;
}

/** A shortfall to be shared: when it arose, when the order was issued, and for how many years back members answer. */
export interface AssessmentTerms {
  readonly shortfall: Amount;
  readonly impairedOn: Day;
  readonly orderedOn: Day;
  readonly members: readonly AssessedMember[];
  readonly lookBackYears: number;
}

/** The days that the law gives: to order an assessment once impaired, to pay it once ordered. */
export interface AssessmentLaw {
  readonly orderWithinDays: number;
  readonly payWithinDays: number;
}

/** Who pays what of a shortfall, and by when. */
export interface Assessment {
  readonly orderBy: Day;
  readonly payBy: Day;
  /** A member that left before this day is not assessed. */
  readonly leftFrom: Day;
  readonly shares: readonly { readonly member: string; readonly amount: Amount }[];
}

/**
 * Shares a shortfall among the members of the look-back period in proportion to premium equivalents, to the minor unit by
 * the largest remainder, ties to the earlier. Who left before the period is not listed.
 * Refused: an order before the impairment (`inconsistent`), and nobody to share it (`undefined_result`).
 * Source: CALCULATORS.md, assessment; New York Insurance Law 4708(b) to (d).
 */
export function assessment(terms: AssessmentTerms, law: AssessmentLaw): Assessment | Refusal {
  const { impairedOn, orderedOn } = terms;
  if (orderedOn < impairedOn) {
    return refuse('inconsistent', 'orderedOn', 'a day on or after `impairedOn`', 'one before it');
  }
  const leftFrom = yearsBefore(orderedOn, terms.lookBackYears);
  const assessed = terms.members.filter(({ left }) => left === undefined || left >= leftFrom);
  const weights = assessed.map(({ premiumEquivalents }) => BigInt(premiumEquivalents));
  if (!weights.some((weight) => weight > 0n)) {
    const expected = 'a member of the look-back period with premium equivalents above 0';
    return refuse('undefined_result', 'members', expected, 'none');
  }
  const amounts = allocate(BigInt(terms.shortfall), weights);
  return {
    orderBy: (impairedOn + law.orderWithinDays) as Day,
    payBy: (orderedOn + law.payWithinDays) as Day,
    leftFrom,
    shares: assessed.map(({ member }, index) => ({ member, amount: Number(amounts[index]) as Amount })),
  };
}

/** The same day so many years before; 28 February where that year has no 29th. */
export function yearsBefore(day: number, years: number): Day {
  const { year, month, dayOfMonth } = civilOf(day);
  return dayOf(year - years, month, dayOfMonth) ?? (dayOf(year - years, month, dayOfMonth - 1) as Day);
}
