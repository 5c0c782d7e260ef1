import type { Amount } from '../money/amount.ts';
import { type Ratio, ratioOf } from '../money/ratio.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { type AggregatePosition, aggregatePosition } from './aggregate.ts';
import { attachmentsOf } from './attachment.ts';
import { type CountedPayment, countedPayments } from './eligible.ts';
import type { EnrolmentMonth, Payment, StopLossPolicy } from './policy.ts';
import { type SpecificPosition, specificPosition } from './specific.ts';

/** A person at half of the specific deductible or more, of whom the carrier has to be told. */
export interface Notice {
  readonly person: string;
  readonly share: Ratio;
}

/** Where a pool stands against its stop-loss contract. */
export interface StopLossPosition {
  readonly eligible: Amount;
  readonly specific?: SpecificPosition | undefined;
  readonly aggregate?: AggregatePosition | undefined;
  readonly netToPlan: Amount;
  readonly notices: readonly Notice[];
}

/**
 * The position of the payments given against a contract, with enrolment months in ascending order.
 * Refused: `too_large` where payments or attachments sum beyond 2^53 - 1 minor units.
 * Source: CALCULATORS.md, stop-loss.
 */
export function stopLossPosition(
  policy: StopLossPolicy,
  enrolment: readonly EnrolmentMonth[],
  payments: readonly Payment[],
): StopLossPosition | Refusal {
  // Every partial sum is safe where the sum of all absolute amounts is: checked once, so that no later sum has to be.
  let turnover = 0;
  for (const { amount } of payments) turnover += Math.abs(amount);
  if (turnover > Number.MAX_SAFE_INTEGER) {
    return refuse('too_large', 'payments', 'payments that sum to at most 2^53 - 1 minor units', 'more');
  }
  const { specific: specificTerms, aggregate: aggregateTerms } = policy;
  const forSpecific = specificTerms && countedPayments(policy, specificTerms.benefits, payments);
  const forAggregate = aggregateTerms && countedPayments(policy, aggregateTerms.benefits, payments);
  const specific = specificTerms && specificPosition(specificTerms, forSpecific!);
  let aggregate: AggregatePosition | undefined;
  if (aggregateTerms !== undefined) {
    const attachments = attachmentsOf(aggregateTerms, enrolment);
    if (isRefusal(attachments)) return attachments;
    aggregate = aggregatePosition(aggregateTerms, specificTerms, attachments, enrolment, forAggregate!);
  }
  const eligible = eligibleForEither(forSpecific ?? [], forAggregate ?? []);
  const recovered = (specific?.reimbursement ?? 0) + (aggregate?.reimbursement ?? 0);
  return {
    eligible,
    specific,
    aggregate,
    netToPlan: (eligible - recovered) as Amount,
    notices: noticesOf(specific),
  };
}

/** What counts for either part, each payment once: the larger of its two counts where a run-in maximum parts them. */
function eligibleForEither(
  specific: readonly CountedPayment[],
  aggregate: readonly CountedPayment[],
): Amount {
  const counts = new Map<Payment, number>();
  for (const { payment, counted } of [...specific, ...aggregate]) {
    const other = counts.get(payment);
    if (other === undefined || Math.abs(counted) > Math.abs(other)) counts.set(payment, counted);
  }
  let eligible = 0;
  for (const counted of counts.values()) eligible += counted;
  return eligible as Amount;
}

function noticesOf(specific: SpecificPosition | undefined): Notice[] {
  return (specific?.persons ?? [])
    .filter(({ eligible, deductible }) => deductible > 0 && eligible >= deductible - eligible)
    .map(({ person, eligible, deductible }) => ({ person, share: ratioOf(eligible, deductible) }));
}
