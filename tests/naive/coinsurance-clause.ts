/** Naive twin of the calculator `coinsurance-clause`, written straight from that section of the rules. */
import {
  formatAmount,
  formatRatio,
  larger,
  parseAmount,
  parseRatio,
  type Ratio,
  type RatioInput,
  roundHalfUp,
  smaller,
  times,
} from './decimal.ts';

export interface CoinsuranceClauseInput {
  currency: string;
  value: string;
  insured: string;
  requirement: RatioInput;
  loss: string;
  deductible?: string;
  deductibleOrder?: 'after' | 'before';
  agreedValue?: boolean;
}

export interface CoinsuranceClauseOutput {
  required: string;
  ratio: string;
  payment: string;
  penalty: string;
  insuredBears: string;
}

export function naiveCoinsuranceClause(input: CoinsuranceClauseInput): CoinsuranceClauseOutput {
  const parse = (text: string | undefined): bigint => parseAmount(text ?? '0', input.currency);
  const write = (units: bigint): string => formatAmount(units, input.currency);
  const insured = parse(input.insured);
  const loss = parse(input.loss);
  const deductible = parse(input.deductible);
  const required = times(parse(input.value), parseRatio(input.requirement));
  const isFull = input.agreedValue === true || insured >= required;
  const ratio: Ratio = isFull ? [1n, 1n] : [insured, required];

  // Both orders with the ratio as it is, rounded once.
  function payment([numerator, denominator]: Ratio): bigint {
    const exact =
      input.deductibleOrder === 'before'
        ? larger(0n, loss - deductible) * numerator
        : loss * numerator - deductible * denominator;
    return smaller(insured, larger(0n, roundHalfUp(exact, denominator)));
  }

  const paid = payment(ratio);
  return {
    required: write(required),
    ratio: formatRatio(ratio),
    payment: write(paid),
    penalty: write(payment([1n, 1n]) - paid),
    insuredBears: write(loss - paid),
  };
}
