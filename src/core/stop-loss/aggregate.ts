import { type Month, monthOf } from '../calendar/month.ts';
import type { Amount } from '../money/amount.ts';
import { ratioOf } from '../money/ratio.ts';
import { productHalfUp } from '../money/rounding.ts';
import type { Attachments } from './attachment.ts';
import { type CappedSum, type CountedPayment, cappedSumOf } from './eligible.ts';
import {
  type AggregateTerms,
  covers,
  type EnrolmentMonth,
  ORDINARY_PERSONS,
  type SpecificTerms,
} from './policy.ts';

/** One month of an aggregate contract. */
export interface AggregateMonth {
  readonly month: Month;
  readonly attachment: Amount;
  readonly cumulativeAttachment: Amount;
  readonly eligible: Amount;
  readonly cumulativeEligible: Amount;
  readonly accommodation: Amount;
}

/** Aggregate stop-loss: the group against its attachment point. A negative `trueUp` is owed back by the plan. */
export interface AggregatePosition {
  readonly months: readonly AggregateMonth[];
  readonly monthlyFactors: ReadonlyMap<string, Amount>;
  readonly annualAttachment: Amount;
  readonly minimumAttachment: Amount;
  readonly eligible: Amount;
  readonly excess: Amount;
  readonly reimbursement: Amount;
  readonly advanced: Amount;
  readonly trueUp: Amount;
}

/**
 * The group's claims against the attachment. A month takes what was paid since the month listed before it, so that
 * the months up to the last enrolled one sum to what was paid by its end; what is paid later counts in the year alone.
 * Source: CALCULATORS.md, stop-loss, Aggregate.
 */
export function aggregatePosition(
  terms: AggregateTerms,
  specific: SpecificTerms | undefined,
  attachments: Attachments,
  enrolment: readonly EnrolmentMonth[],
  counted: readonly CountedPayment[],
): AggregatePosition {
  const { byMonth, eligible } = eligibleByMonth(terms, specific, enrolment, counted);
  const months = monthsOf(terms, attachments, enrolment, byMonth);
  const monthly = terms.period === 'monthly';
  const excesses = monthly
    ? months.map((month) => Math.max(0, month.eligible - month.attachment))
    : [Math.max(0, eligible - attachments.annual)];
  const shared = sum(excesses.map((excess) => Number(productHalfUp(excess, terms.reimbursement))));
  const reimbursement = Math.min(shared, terms.maximum ?? Infinity);
  const advanced = sum(months.map((month) => month.accommodation));
  return {
    months,
    monthlyFactors: terms.factors,
    annualAttachment: attachments.annual,
    minimumAttachment: attachments.minimum,
    eligible: eligible as Amount,
    excess: sum(excesses) as Amount,
    reimbursement: reimbursement as Amount,
    advanced: advanced as Amount,
    trueUp: (reimbursement - advanced) as Amount,
  };
}

/** What counts of each payment: of the specific's benefits at most up to the person's cap, of others all of it. */
function eligibleByMonth(
  terms: AggregateTerms,
  specific: SpecificTerms | undefined,
  enrolment: readonly EnrolmentMonth[],
  counted: readonly CountedPayment[],
): { byMonth: number[]; eligible: number } {
  const byMonth = new Array<number>(enrolment.length).fill(0);
  const capped = new Map<string, CappedSum>();
  let eligible = 0;
  let at = 0;
  for (const { payment, counted: amount } of counted) {
    const isCapped =
      specific !== undefined &&
      payment.person !== ORDINARY_PERSONS &&
      covers(specific.benefits, payment.benefit);
    const counts = isCapped
      ? cappedSumOf(capped, payment.person, capOf(terms, specific, payment.person)).add(amount)
      : amount;
    eligible += counts;
    const month = monthOf(payment.paid);
    while (at < enrolment.length && enrolment[at]!.month < month) at += 1;
    if (at < enrolment.length) byMonth[at]! += counts;
  }
  return { byMonth, eligible };
}

function capOf(terms: AggregateTerms, specific: SpecificTerms, person: string): number {
  const laser = specific.lasers.get(person);
  if (laser === undefined) return specific.deductible;
  return terms.lasersInAggregate === 'laser' ? laser : Math.min(laser, specific.deductible);
}

function monthsOf(
  terms: AggregateTerms,
  attachments: Attachments,
  enrolment: readonly EnrolmentMonth[],
  byMonth: readonly number[],
): AggregateMonth[] {
  let cumulativeAttachment = 0;
  let cumulativeEligible = 0;
  let advanced = 0;
  return enrolment.map(({ month }, index) => {
    cumulativeAttachment += attachments.months[index]!;
    cumulativeEligible += byMonth[index]!;
    let accommodation = 0;
    if (terms.accommodation && terms.period === 'annual') {
      const least = Number(productHalfUp(attachments.minimum, ratioOf(index + 1, 12)));
      const over = cumulativeEligible - Math.max(cumulativeAttachment, least);
      accommodation = Math.max(0, over - advanced);
      advanced += accommodation;
    }
    return {
      month,
      attachment: attachments.months[index]!,
      cumulativeAttachment: cumulativeAttachment as Amount,
      eligible: byMonth[index] as Amount,
      cumulativeEligible: cumulativeEligible as Amount,
      accommodation: accommodation as Amount,
    };
  });
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
