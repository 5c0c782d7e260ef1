/**
 * Naive twin of the calculator `loss-ratio`, written straight from the section "loss-ratio" of the
 * calculators' rules. It checks nothing and looks up no rules: band and minimum are what is given.
 */
import {
  formatAmount,
  formatRatio,
  parseAmount,
  parseRatio,
  type Ratio,
  type RatioInput,
} from './decimal.ts';

export interface LossRatioInput {
  currency: string;
  incurredClaims: string;
  lossAdjustmentExpense?: string;
  recoveries?: string;
  earnedPremium: string;
  cededPremium?: string;
  writtenPremium?: string;
  underwritingExpense?: string;
  expenseBasis?: 'earned' | 'written';
  band?: { from?: RatioInput; to?: RatioInput };
  minimum?: RatioInput;
  line?: string;
  jurisdiction?: string;
  day?: string;
}

export interface LossRatioOutput {
  lossRatio: string;
  netLossRatio: string;
  expenseRatio?: string;
  combinedRatio?: string;
  margin: string;
  underwritingResult?: string;
  alerts: { code: string }[];
}

function isUnder([numerator, denominator]: Ratio, [otherNumerator, otherDenominator]: Ratio): boolean {
  return numerator * otherDenominator < otherNumerator * denominator;
}

export function naiveLossRatio(input: LossRatioInput): LossRatioOutput {
  const parse = (text: string | undefined): bigint => parseAmount(text ?? '0', input.currency);
  const claims = parse(input.incurredClaims);
  const adjustment = parse(input.lossAdjustmentExpense);
  const recoveries = parse(input.recoveries);
  const earned = parse(input.earnedPremium);
  const ceded = parse(input.cededPremium);

  const lossRatio: Ratio = [claims + adjustment, earned];
  const netLossRatio: Ratio = [claims + adjustment - recoveries, earned - ceded];
  const margin: Ratio = [earned - (claims + adjustment), earned];

  const output: LossRatioOutput = {
    lossRatio: formatRatio(lossRatio),
    netLossRatio: formatRatio(netLossRatio),
    margin: formatRatio(margin),
    alerts: [],
  };

  if (input.underwritingExpense !== undefined) {
    const expense = parse(input.underwritingExpense);
    const basis = input.expenseBasis === 'written' ? parse(input.writtenPremium) : earned;
    output.expenseRatio = formatRatio([expense, basis]);
    output.combinedRatio = formatRatio([(claims + adjustment) * basis + expense * earned, earned * basis]);
    output.underwritingResult = formatAmount(earned - claims - adjustment - expense, input.currency);
  }

  if (isUnder([1n, 1n], lossRatio)) output.alerts.push({ code: 'over_100_percent' });
  if (input.minimum !== undefined && isUnder(lossRatio, parseRatio(input.minimum))) {
    output.alerts.push({ code: 'below_minimum' });
  }
  const { from, to } = input.band ?? {};
  if (
    (from !== undefined && isUnder(lossRatio, parseRatio(from))) ||
    (to !== undefined && isUnder(parseRatio(to), lossRatio))
  ) {
    output.alerts.push({ code: 'outside_band' });
  }
  return output;
}
