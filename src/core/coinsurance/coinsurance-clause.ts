import type { Amount } from '../money/amount.ts';
import { compareRatios, type Ratio, ratioOf } from '../money/ratio.ts';
import { productHalfUp } from '../money/rounding.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** A property insured under a coinsurance clause, and a loss to it. The requirement is from 0 to 1. */
export interface InsuredLoss {
  readonly value: Amount;
  readonly insured: Amount;
  readonly requirement: Ratio;
  readonly loss: Amount;
  readonly deductible: Amount;
  /** Whether the deductible comes off after the clause (ISO CP 00 10) or before it. */
  readonly deductibleOrder: 'after' | 'before';
  /** An agreed value suspends the clause. */
  readonly agreedValue: boolean;
}

/** What the clause asks for, and what it makes of a loss. */
export interface ClausePayment {
  readonly required: Amount;
  readonly ratio: Ratio;
  readonly payment: Amount;
  readonly penalty: Amount;
  readonly insuredBears: Amount;
}

const ONE = ratioOf(1);

/** The amount that must be insured: value x requirement, half up. */
export function requiredInsurance(value: Amount, requirement: Ratio): Amount {
  return Number(productHalfUp(value, requirement)) as Amount;
}

/**
 * The ratio in which a loss counts: insured over required, at most 1; 1 under an agreed value.
 * Refused: `undefined_result` where nothing is required, as nothing can be in proportion to it.
 */
export function clauseRatio(required: Amount, insured: Amount, agreedValue: boolean): Ratio | Refusal {
  if (agreedValue) return ONE;
  if (required === 0) {
    return refuse('undefined_result', 'requirement', 'a value and requirement that ask for some', required);
  }
  const ratio = ratioOf(insured, required);
  return compareRatios(ratio, ONE) > 0 ? ONE : ratio;
}

/** A loss as the clause lets it count: loss x ratio, half up. */
export function adjustedLoss(loss: Amount, ratio: Ratio): Amount {
  return Number(productHalfUp(loss, ratio)) as Amount;
}

/**
 * The property coinsurance clause: who insures less than the required share of the value recovers a loss in the ratio
 * of insured to required. The penalty is what the clause takes off. Source: CALCULATORS.md, coinsurance-clause.
 */
export function coinsuranceClause(terms: InsuredLoss): ClausePayment | Refusal {
  const { insured, loss } = terms;
  const required = requiredInsurance(terms.value, terms.requirement);
  const ratio = clauseRatio(required, insured, terms.agreedValue);
  if ('refused' in ratio) return ratio;
  const payment = paymentAt(terms, ratio);
  return {
    required,
    ratio,
    payment,
    penalty: (paymentAt(terms, ONE) - payment) as Amount,
    insuredBears: (loss - payment) as Amount,
  };
}

function paymentAt({ insured, loss, deductible, deductibleOrder }: InsuredLoss, ratio: Ratio): Amount {
  const counted =
    deductibleOrder === 'after'
      ? adjustedLoss(loss, ratio) - deductible
      : adjustedLoss(Math.max(0, loss - deductible) as Amount, ratio);
  return Math.min(insured, Math.max(0, counted)) as Amount;
}
