import { memberOwes } from '../../core/claims/adjudicate.ts';
import { adjustmentsOf } from '../../core/claims/adjustments.ts';
import { costSharing, type DecidedLine } from '../../core/claims/cost-sharing.ts';
import {
  accumulate,
  type FamilyBook,
  openFamilyBook,
  personYearIn,
} from '../../core/coverage/accumulators.ts';
import { compilePlan } from '../../core/coverage/compile-plan.ts';
import type { Amount } from '../../core/money/amount.ts';
import { isRefusal, type Refusal, refuse, within } from '../../core/refusal.ts';
import { AccumulatorRows } from './accumulator-rows.ts';
import * as calculator from './calculator.ts';
import { planTerms, planYear } from './plan-design.ts';
import * as shape from './shape.ts';

const planYearName: shape.Shape<number> = {
  schema: { type: 'string', pattern: '^\\d{4}$' },
  read: (value, path) =>
    typeof value === 'string' && /^\d{4}$/.test(value)
      ? Number(value)
      : refuse('wrong_type', path, 'the year in which the plan year starts, such as "2026"', value),
};

const input = shape.object({
  currency: shape.currency,
  planYear,
  plan: planTerms,
  coverage: shape.oneOf('individual', 'family'),
  accumulators: shape.defaulting(
    shape.list(
      shape.object({
        person: shape.text,
        network: shape.text,
        planYear: planYearName,
        deductible: shape.amount(),
        outOfPocket: shape.amount(),
      }),
    ),
    [],
  ),
  claims: shape.list(
    shape.object({
      id: shape.text,
      person: shape.text,
      lines: shape.list(
        shape.object({
          id: shape.text,
          serviceDate: shape.day,
          service: shape.optional(shape.text),
          network: shape.text,
          charge: shape.amount(),
          allowed: shape.amount(),
        }),
      ),
    }),
  ),
});

const { outputAmount: money, outputText: text, outputList: list, outputObject: object } = calculator;
const parts = {
  memberPays: money,
  planPays: money,
  notCovered: money,
  writeOff: money,
  balanceBill: money,
  memberOwes: money,
};

/** Health cost sharing: deductible, copay, coinsurance, out-of-pocket maximum. Source: CALCULATORS.md, cost-sharing. */
export const costSharingCalculator: calculator.Calculator = {
  name: 'cost-sharing',
  input: input.schema,
  output: object(
    {
      lines: list(
        object({
          claim: text,
          line: text,
          allowed: money,
          copay: money,
          deductible: money,
          coinsurance: money,
          ...parts,
          adjustments: list(object({ group: { enum: ['CO', 'PR'] }, reason: text, amount: money })),
        }),
      ),
      accumulators: list(
        object({ person: text, network: text, planYear: text, deductible: money, outOfPocket: money }),
      ),
      totals: object({ charge: money, allowed: money, ...parts }),
      explanation: calculator.outputExplanation,
    },
    'explanation',
  ),
  calculate(document, explain) {
    const read = shape.readDocument(input, document);
    if (isRefusal(read)) return read;
    const plan = compilePlan({ planYearStart: read.planYear.start, ...read.plan }, read.coverage);
    if (isRefusal(plan)) return within('plan', plan);
    const book = openFamilyBook(plan);
    const rows = new AccumulatorRows(book);
    const refusal = openAccumulators(book, rows, read.accumulators);
    if (refusal !== undefined) return refusal;
    const write = calculator.amountWriter(read.currency);
    const result = costSharing(book, read.claims, explain ? write : undefined);
    if (isRefusal(result)) return result;
    for (const claim of read.claims) {
      for (const line of claim.lines) rows.touch(claim.person, line.network, line.serviceDate);
    }
    return {
      lines: result.lines.map((line) => writeLine(line, write)),
      accumulators: rows.write(write),
      totals: calculator.writeAmounts({ ...result.totals }, write),
      ...(explain ? { explanation: result.lines.flatMap(explanationOf) } : {}),
    };
  },
};

interface GivenAccumulator {
  readonly person: string;
  readonly network: string;
  readonly planYear: number;
  readonly deductible: Amount;
  readonly outOfPocket: Amount;
}

function openAccumulators(
  book: FamilyBook,
  rows: AccumulatorRows,
  given: readonly GivenAccumulator[],
): Refusal | undefined {
  for (const [index, { person, network: name, planYear: year, deductible, outOfPocket }] of given.entries()) {
    const at = `accumulators[${index}]`;
    const network = book.plan.networkIndex.get(name);
    if (network === undefined) {
      return refuse(
        'unknown_reference',
        `${at}.network`,
        `one of ${book.plan.networkNames.join(', ')}`,
        name,
      );
    }
    if (!rows.add(person, network, year)) {
      return refuse('inconsistent', at, 'one accumulator for a person, network and plan year', {
        person,
        network: name,
      });
    }
    accumulate(personYearIn(book, person, year), network, deductible, outOfPocket);
  }
  return undefined;
}

function writeLine(line: DecidedLine, write: (minor: number) => string): object {
  const { claim, line: id, allowed, copay, deductible, coinsurance } = line;
  const { memberPays, planPays, notCovered, writeOff, balanceBill } = line;
  return {
    claim,
    line: id,
    ...calculator.writeAmounts({ allowed, copay, deductible, coinsurance, memberPays, planPays }, write),
    ...calculator.writeAmounts({ notCovered, writeOff, balanceBill, memberOwes: memberOwes(line) }, write),
    adjustments: adjustmentsOf(line).map((adjustment) => ({
      ...adjustment,
      amount: write(adjustment.amount),
    })),
  };
}

function explanationOf(line: DecidedLine): calculator.ExplanationStep[] {
  return line.steps.map(({ term, formula, result, source }) => ({
    about: `claim ${line.claim} line ${line.line}`,
    ...{ term, formula, result, source },
  }));
}
