import type { Step, WriteAmount } from '../../core/claims/explain.ts';
import {
  type ClausePayment,
  coinsuranceClause,
  type InsuredLoss,
} from '../../core/coinsurance/coinsurance-clause.ts';
import { formatRatio } from '../../core/money/ratio.ts';
import { isRefusal } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import * as shape from './shape.ts';

const input = shape.object({
  currency: shape.currency,
  value: shape.amount(),
  insured: shape.amount(),
  requirement: shape.ratio(1),
  loss: shape.amount(),
  deductible: shape.defaulting(shape.amount(), '0'),
  deductibleOrder: shape.defaulting(shape.oneOf('after', 'before'), 'after'),
  agreedValue: shape.defaulting(shape.flag, false),
});

const { outputAmount: money } = calculator;

/** The property coinsurance clause, which penalises under-insurance. Source: CALCULATORS.md, coinsurance-clause. */
export const coinsuranceClauseCalculator: calculator.Calculator = {
  name: 'coinsurance-clause',
  input: input.schema,
  output: calculator.outputObject(
    {
      required: money,
      ratio: calculator.outputRatio,
      payment: money,
      penalty: money,
      insuredBears: money,
      explanation: calculator.outputExplanation,
    },
    'explanation',
  ),
  calculate(document, explain) {
    const read = shape.readDocument(input, document);
    if (isRefusal(read)) return read;
    const result = coinsuranceClause(read);
    if (isRefusal(result)) return result;
    const write = calculator.amountWriter(read.currency);
    return {
      required: write(result.required),
      ratio: formatRatio(result.ratio),
      payment: write(result.payment),
      penalty: write(result.penalty),
      insuredBears: write(result.insuredBears),
      ...(explain && { explanation: stepsOf(read, result, write) }),
    };
  },
};

const SOURCE = 'CALCULATORS.md, coinsurance-clause';

function stepsOf(terms: InsuredLoss, result: ClausePayment, write: WriteAmount): Step[] {
  const [insured, loss, deductible] = [write(terms.insured), write(terms.loss), write(terms.deductible)];
  const ratio = formatRatio(result.ratio);
  const isAfter = terms.deductibleOrder === 'after';
  const counted = isAfter ? `${loss} x ${ratio} - ${deductible}` : `(${loss} - ${deductible}) x ${ratio}`;
  const bounds = `half up, not below ${write(0)}, at most ${insured} insured`;
  const step = (term: string, formula: string, figure: string): Step => ({
    term,
    formula,
    result: figure,
    source: isAfter ? `${SOURCE} (deductible after, ISO CP 00 10)` : `${SOURCE} (deductible before)`,
  });
  return [
    step(
      'required insurance',
      `${write(terms.value)} x ${formatRatio(terms.requirement)}, half up`,
      write(result.required),
    ),
    step(
      'ratio',
      terms.agreedValue
        ? 'agreed value: the clause is suspended'
        : `${insured} / ${write(result.required)}, at most 1`,
      ratio,
    ),
    step('payment', `${counted}, ${bounds}`, write(result.payment)),
    step(
      'penalty',
      `${write(result.payment + result.penalty)} without the clause - ${write(result.payment)}`,
      write(result.penalty),
    ),
    step('the insured bears', `${loss} - ${write(result.payment)}`, write(result.insuredBears)),
  ];
}
