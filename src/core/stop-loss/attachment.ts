import { type Amount, amountOfBigInt } from '../money/amount.ts';
import { productHalfUp } from '../money/rounding.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { AggregateTerms, EnrolmentMonth } from './policy.ts';

/** The attachment points of an aggregate contract: by month (each month's units x factors), for the year, and the least. */
export interface Attachments {
  readonly months: readonly Amount[];
  readonly annual: Amount;
  readonly minimum: Amount;
}

/**
 * Attachments from enrolment. The annual one is the larger of the minimum and B - round(B x annual discount), B being
 * the sum of the months or first month x 12; with a monthly period it is the months' sum and there is no minimum.
 * Refused: `too_large` beyond 2^53 - 1 minor units. Source: CALCULATORS.md, stop-loss, Aggregate.
 */
export function attachmentsOf(
  terms: AggregateTerms,
  enrolment: readonly EnrolmentMonth[],
): Attachments | Refusal {
  const months = enrolment.map(({ units }) => {
    let sum = 0n;
    for (const [tier, count] of units) sum += BigInt(count) * BigInt(terms.factors.get(tier) ?? 0);
    return sum;
  });
  const sum = months.reduce((total, month) => total + month, 0n);
  const firstTimes12 = (months[0] ?? 0n) * 12n;
  let annual = sum;
  let minimum = 0n;
  if (terms.period === 'annual') {
    const share = terms.minimumShareOfFirstMonthTimes12;
    minimum = larger(
      BigInt(terms.minimumAmount ?? 0),
      share === undefined ? 0n : productHalfUp(firstTimes12, share),
    );
    const basis = terms.annualBasis === 'months' ? sum : firstTimes12;
    annual = larger(minimum, basis - productHalfUp(basis, terms.annualDiscount));
  }
  const largest = amountOfBigInt(larger(larger(sum, firstTimes12), annual));
  if (largest === undefined) {
    return refuse('too_large', 'enrolment', 'attachments up to 2^53 - 1 minor units', 'larger ones');
  }
  return {
    months: months.map((month) => Number(month) as Amount),
    annual: Number(annual) as Amount,
    minimum: Number(minimum) as Amount,
  };
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
