import {
  type AdministrationCost,
  type AdministrationTerms,
  administrationCost,
  groupSize,
  sharingWeights,
} from '../../core/contributions/administration-cost.ts';
import { bandOf, checkBands } from '../../core/contributions/volume.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';
import { isRefusal } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import * as shape from './shape.ts';

const input = shape.object({
  currency: shape.currency,
  cost: shape.optional(shape.amount()),
  schedule: shape.optional(
    shape.list(shape.object({ upTo: shape.optional(shape.whole(1)), perEmployeePerMonth: shape.amount() })),
  ),
  months: shape.defaulting(shape.whole(1), 12),
  members: shape.list(
    shape.object({
      member: shape.text,
      employees: shape.whole(),
      contribution: shape.optional(shape.amount()),
      standaloneCost: shape.optional(shape.amount()),
    }),
  ),
  basis: shape.oneOf('employees', 'contribution', 'equal'),
});

const { outputAmount: money, outputText: text } = calculator;

/** The cost of administration, shared, and what each member saves. Source: CALCULATORS.md, administration-cost. */
export const administrationCostCalculator: calculator.Calculator = {
  name: 'administration-cost',
  input: input.schema,
  output: calculator.outputObject(
    {
      cost: money,
      shares: calculator.outputList(
        calculator.outputObject(
          { member: text, amount: money, standalone: money, saving: money },
          'standalone',
          'saving',
        ),
      ),
      saving: money,
      explanation: calculator.outputExplanation,
    },
    'saving',
    'explanation',
  ),
  calculate(document, explain) {
    const read = shape.readDocument(input, document);
    if (isRefusal(read)) return read;
    const unordered = checkBands(read.schedule ?? [], 'schedule');
    if (unordered !== undefined) return unordered;
    const result = administrationCost(read);
    if (isRefusal(result)) return result;
    const write = calculator.amountWriter(read.currency);
    return {
      cost: write(result.cost),
      shares: result.shares.map(({ member, ...amounts }) => ({
        member,
        ...calculator.writeAmounts(amounts as { amount: number }, write),
      })),
      ...(result.saving !== undefined && { saving: write(result.saving) }),
      ...(explain && { explanation: stepsOf(read, result, read.currency) }),
    };
  },
};

const SOURCE = 'CALCULATORS.md, administration-cost';

function stepsOf(
  terms: AdministrationTerms,
  result: AdministrationCost,
  currency: Currency,
): calculator.ExplanationStep[] {
  const write = calculator.amountWriter(currency);
  const steps: calculator.ExplanationStep[] = [];
  const add = (about: string, term: string, formula: string, figure: number) =>
    steps.push({ about, term, formula, result: write(figure), source: SOURCE });
  const byBand = (employees: bigint) => {
    const price = write(bandOf(terms.schedule!, employees)!.perEmployeePerMonth);
    return `${employees} employees x ${price} x ${terms.months} months`;
  };
  const group = groupSize(terms.members);
  add('group', 'cost', terms.cost === undefined ? byBand(group) : 'as given', result.cost);
  const weights = sharingWeights(terms) as bigint[];
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const shown = (weight: bigint) =>
    terms.basis === 'contribution' ? formatAmount(weight, currency) : String(weight);
  for (const [place, { member, amount, standalone, saving }] of result.shares.entries()) {
    const { employees, standaloneCost } = terms.members[place]!;
    const share = `${shown(weights[place]!)} / ${shown(total)} (${terms.basis}) x ${write(result.cost)} by largest remainder`;
    add(member, 'share', share, amount);
    if (standalone === undefined || saving === undefined) continue;
    const alone = standaloneCost === undefined ? byBand(BigInt(employees)) : 'as given';
    add(member, 'standing alone', alone, standalone);
    add(member, 'saving', `${write(standalone)} - ${write(amount)}`, saving);
  }
  if (result.saving !== undefined) add('group', 'saving', 'sum of the savings', result.saving);
  return steps;
}
