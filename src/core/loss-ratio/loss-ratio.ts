import type { Amount } from '../money/amount.ts';
import { addRatios, compareRatios, type Ratio, ratioOf, subtractRatios } from '../money/ratio.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** The range a loss ratio should lie in; an end that is not given does not bind. */
export interface Band {
  readonly from?: Ratio | undefined;
  readonly to?: Ratio | undefined;
}

/** What a loss ratio is made of. Incurred claims may be negative (recoveries over a quiet period). */
export interface LossRatioTerms {
  readonly incurredClaims: Amount;
  readonly lossAdjustmentExpense: Amount;
  readonly recoveries: Amount;
  readonly earnedPremium: Amount;
  readonly cededPremium: Amount;
  readonly writtenPremium?: Amount | undefined;
  readonly underwritingExpense?: Amount | undefined;
  readonly expenseBasis: 'earned' | 'written';
  readonly band?: Band | undefined;
  readonly minimum?: Ratio | undefined;
}

export type LossRatioAlert = 'over_100_percent' | 'below_minimum' | 'outside_band';

/** Loss, expense and combined ratio, exact. */
export interface LossRatios {
  readonly lossRatio: Ratio;
  readonly netLossRatio: Ratio;
  readonly expenseRatio?: Ratio | undefined;
  readonly combinedRatio?: Ratio | undefined;
  readonly margin: Ratio;
  readonly underwritingResult?: bigint | undefined;
  readonly alerts: readonly LossRatioAlert[];
}

const ONE = ratioOf(1);

/**
 * Loss ratio = (claims + adjustment expense) / earned premium; net of recoveries and ceded premium beside it; expense
 * ratio over earned or written premium; combined = loss + expense. Alerts look at the gross ratio.
 * Refused: `undefined_result` where a premium that a ratio needs is 0 or less, `missing_field` where expenses are over
 * a written premium that is not given. Source: CALCULATORS.md, loss-ratio.
 */
export function lossRatios(terms: LossRatioTerms): LossRatios | Refusal {
  const claims = BigInt(terms.incurredClaims) + BigInt(terms.lossAdjustmentExpense);
  const earned = BigInt(terms.earnedPremium);
  const net = earned - BigInt(terms.cededPremium);
  if (earned <= 0n)
    return refuse('undefined_result', 'earnedPremium', 'a premium above 0', terms.earnedPremium);
  if (net <= 0n)
    return refuse('undefined_result', 'cededPremium', 'less than the earned premium', terms.cededPremium);
  const lossRatio = ratioOf(claims, earned);
  const expenses = expenseOf(terms);
  if (expenses !== undefined && 'refused' in expenses) return expenses;
  return {
    lossRatio,
    netLossRatio: ratioOf(claims - BigInt(terms.recoveries), net),
    expenseRatio: expenses?.ratio,
    combinedRatio: expenses && addRatios(lossRatio, expenses.ratio),
    margin: subtractRatios(ONE, lossRatio),
    underwritingResult: expenses && earned - claims - expenses.expense,
    alerts: alertsOf(lossRatio, terms),
  };
}

function expenseOf(terms: LossRatioTerms): { ratio: Ratio; expense: bigint } | Refusal | undefined {
  if (terms.underwritingExpense === undefined) return undefined;
  const expense = BigInt(terms.underwritingExpense);
  if (terms.expenseBasis === 'earned')
    return { ratio: ratioOf(expense, BigInt(terms.earnedPremium)), expense };
  if (terms.writtenPremium === undefined) {
    return refuse('missing_field', 'writtenPremium', 'a written premium, as expenses are over it', undefined);
  }
  if (terms.writtenPremium <= 0) {
    return refuse('undefined_result', 'writtenPremium', 'a premium above 0', terms.writtenPremium);
  }
  return { ratio: ratioOf(expense, BigInt(terms.writtenPremium)), expense };
}

function alertsOf(lossRatio: Ratio, { band, minimum }: LossRatioTerms): LossRatioAlert[] {
  const alerts: LossRatioAlert[] = [];
  if (compareRatios(lossRatio, ONE) > 0) alerts.push('over_100_percent');
  if (minimum !== undefined && compareRatios(lossRatio, minimum) < 0) alerts.push('below_minimum');
  const isUnder = band?.from !== undefined && compareRatios(lossRatio, band.from) < 0;
  const isOver = band?.to !== undefined && compareRatios(lossRatio, band.to) > 0;
  if (isUnder || isOver) alerts.push('outside_band');
  return alerts;
}
