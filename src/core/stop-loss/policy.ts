import type { Day } from '../calendar/day.ts';
import type { Month } from '../calendar/month.ts';
import type { Window } from '../calendar/plan-year.ts';
import type { Amount } from '../money/amount.ts';
import type { Ratio } from '../money/ratio.ts';

/**
 * A stop-loss contract. What is incurred and paid inside both windows is covered (12/12, 12/15, 15/12 ... by their
 * length); `benefits` undefined covers all. Source: CALCULATORS.md, stop-loss.
 */
export interface StopLossPolicy {
  readonly incurred: Window;
  readonly paid: Window;
  readonly runInMaximum?: RunInMaximum | undefined;
  readonly specific?: SpecificTerms | undefined;
  readonly aggregate?: AggregateTerms | undefined;
}

/** The most that counts of what was incurred before a day (run-in). */
export interface RunInMaximum {
  readonly perPerson?: Amount | undefined;
  readonly inAll?: Amount | undefined;
  readonly incurredBefore: Day;
}

/** Specific stop-loss: one person's claims over a deductible, a laser being a person's own deductible. */
export interface SpecificTerms {
  readonly deductible: Amount;
  readonly benefits?: readonly string[] | undefined;
  readonly reimbursement: Ratio;
  readonly maximum?: Amount | undefined;
  readonly aggregatingDeductible: Amount;
  readonly lasers: ReadonlyMap<string, Amount>;
}

/** Aggregate stop-loss: the group's claims over an attachment point that follows enrolment. */
export interface AggregateTerms {
  /** Attachment per unit and month, by tier. */
  readonly factors: ReadonlyMap<string, Amount>;
  readonly benefits?: readonly string[] | undefined;
  readonly period: 'annual' | 'monthly';
  readonly annualBasis: 'months' | 'first-month';
  readonly annualDiscount: Ratio;
  readonly minimumAmount?: Amount | undefined;
  readonly minimumShareOfFirstMonthTimes12?: Ratio | undefined;
  readonly lasersInAggregate: 'base' | 'laser';
  readonly reimbursement: Ratio;
  readonly maximum?: Amount | undefined;
  readonly accommodation: boolean;
}

/**
 * In place of a person: all persons together of whom none has come to a deductible. What is paid for them counts for the
 * group alone, so that it can be given as sums.
 */
export const ORDINARY_PERSONS = '';

/** What the plan paid for a person (a refund is negative), and for which benefit. */
export interface Payment {
  readonly person: string;
  readonly incurred: Day;
  readonly paid: Day;
  readonly amount: Amount;
  readonly benefit: string;
}

/** The units covered in a month, by tier. */
export interface EnrolmentMonth {
  readonly month: Month;
  readonly units: ReadonlyMap<string, number>;
}

/** True where a part of the contract covers a benefit. */
export function covers(benefits: readonly string[] | undefined, benefit: string): boolean {
  return benefits === undefined || benefits.includes(benefit);
}

/** A person's specific deductible: the laser's, where one is set. */
export function deductibleOf(terms: SpecificTerms, person: string): Amount {
  return terms.lasers.get(person) ?? terms.deductible;
}
