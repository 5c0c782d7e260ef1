import { formatMonth } from '../../core/calendar/month.ts';
import {
  type ComparedBid,
  type Comparison,
  compareBids,
  holds,
  perEmployeePerMonth,
} from '../../core/contributions/comparison.ts';
import type { Borne } from '../../core/contributions/contribution-split.ts';
import type { RiseAnswers } from '../../core/contributions/cost-rise.ts';
import { explainComparison } from '../../core/contributions/explain-comparison.ts';
import { MONTHS } from '../../core/contributions/tender.ts';
import type { YearCost, YearOutcome } from '../../core/contributions/year-cost.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { formatRatio, type Ratio } from '../../core/money/ratio.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import { readTender, type Tender, tenderSchema } from './tender.ts';

const {
  outputAmount: money,
  outputText: text,
  outputRatio: ratio,
  outputList: list,
  outputObject: object,
} = calculator;

const borne = { total: money, employer: money, employee: money };
const outcome = object({ ...borne, returned: money, perEmployeePerMonth: money });
const years = object({ good: outcome, expected: outcome, worst: outcome });
const tiers = list(object({ tier: text, rate: money, employer: money, employee: money }));

/** Bids side by side, and the answers to a rise in cost. Source: docs/compare.md. */
export const comparisonCalculator: calculator.Calculator = {
  name: 'compare',
  input: tenderSchema,
  output: object(
    {
      currency: text,
      planYearFrom: text,
      employees: { type: 'integer' },
      participation: ratio,
      bids: list(
        object(
          {
            name: text,
            form: { enum: ['fully-insured', 'level-funded', 'self-funded', 'pool'] },
            holds: { type: 'boolean' },
            reasons: list(object({ code: text, minimum: text, actual: text })),
            volumeDiscount: ratio,
            commissionAdded: money,
            tiers,
            fixedCost: money,
            expectedClaims: money,
            fund: money,
            mostAboveFixedCost: money,
            monthlyPayment: money,
            years,
            secondYearFixedCostMost: money,
            returnedFrom: text,
          },
          'secondYearFixedCostMost',
          'returnedFrom',
        ),
      ),
      lowest: object({ expected: text, worst: text }),
      rise: object({
        bid: text,
        current: object(borne),
        answers: list(
          object({
            answer: text,
            bid: text,
            tiers,
            years,
            change: object(borne),
            outOfPocketIncrease: money,
          }),
        ),
      }),
      explanation: calculator.outputExplanation,
    },
    'lowest',
    'rise',
    'explanation',
  ),
  calculate: compareDocument,
};

/** Compares the bids of a tender's document. */
export function compareDocument(document: unknown, explain: boolean): ComparisonDocument | Refusal {
  const tender = readTender(document);
  if (isRefusal(tender)) return tender;
  const comparison = compareBids(tender.group, tender.bids, tender.rise);
  return isRefusal(comparison) ? comparison : writeComparison(tender, comparison, explain);
}

/** A comparison as it is written: what docs/compare.md describes. */
export type ComparisonDocument = ReturnType<typeof writeComparison>;

type Write = (minor: bigint | number) => string;

function writeComparison(tender: Tender, comparison: Comparison, explain: boolean) {
  const write: Write = (minor) => formatAmount(minor, tender.currency);
  const { employees, bids, rise } = comparison;
  const lowest = lowestOf(bids);
  return {
    currency: tender.currency.code,
    planYearFrom: formatMonth(tender.group.planYearFrom),
    employees: Number(employees),
    participation: formatRatio(comparison.participation),
    bids: bids.map((bid) => writeBid(bid, employees, write)),
    ...(lowest && { lowest: { expected: lowest.expected.bid, worst: lowest.worst.bid } }),
    ...(rise && { rise: writeRise(rise, employees, write) }),
    ...(explain && { explanation: explainComparison(tender.group, tender.bids, comparison, write) }),
  };
}

/** The bids that hold with the lowest expected and the lowest worst year; the first of equals. */
function lowestOf(bids: readonly ComparedBid[]): { expected: ComparedBid; worst: ComparedBid } | undefined {
  const holding = bids.filter(holds);
  const [expected] = holding;
  if (expected === undefined) return undefined;
  const worst = holding.reduce((best, bid) => (bid.cost.worst.total < best.cost.worst.total ? bid : best));
  return { expected, worst };
}

function writeBid(bid: ComparedBid, employees: bigint, write: Write) {
  const { price, cost } = bid;
  const commission = MONTHS * price.tiers.reduce((sum, tier) => sum + tier.employees * tier.commission, 0n);
  const figure = (value: Ratio | number | bigint) =>
    typeof value === 'object' ? formatRatio(value) : String(value);
  return {
    name: bid.bid,
    form: bid.form,
    holds: holds(bid),
    reasons: bid.disqualifications.map(({ code, minimum, actual }) => ({
      code,
      minimum: figure(minimum),
      actual: figure(actual),
    })),
    volumeDiscount: formatRatio(price.discount),
    commissionAdded: write(commission),
    tiers: writeTiers(cost, write),
    fixedCost: write(cost.fixedCost),
    expectedClaims: write(cost.expectedClaims),
    fund: write(cost.fund),
    mostAboveFixedCost: write(cost.most),
    monthlyPayment: write(cost.monthlyPayment),
    years: writeYears(cost, employees, write),
    ...(bid.secondYearMost !== undefined && { secondYearFixedCostMost: write(bid.secondYearMost) }),
    ...(bid.returnedFrom !== undefined && { returnedFrom: formatMonth(bid.returnedFrom) }),
  };
}

function writeRise({ bid, current, answers }: RiseAnswers, employees: bigint, write: Write) {
  return {
    bid,
    current: writeBorne(current, write),
    answers: answers.map((each) => ({
      answer: each.answer,
      bid: each.bid,
      tiers: writeTiers(each.cost, write),
      years: writeYears(each.cost, employees, write),
      change: writeBorne(each.change, write),
      outOfPocketIncrease: write(each.outOfPocketIncrease),
    })),
  };
}

function writeTiers({ tiers: contributions }: YearCost, write: Write) {
  return contributions.map(({ tier, total, employer, employee }) => ({
    tier,
    rate: write(total),
    employer: write(employer),
    employee: write(employee),
  }));
}

function writeYears({ good, expected, worst }: YearCost, employees: bigint, write: Write) {
  const year = (of: YearOutcome) => ({
    ...writeBorne(of, write),
    returned: write(of.returned),
    perEmployeePerMonth: write(perEmployeePerMonth(of.total, employees)),
  });
  return { good: year(good), expected: year(expected), worst: year(worst) };
}

function writeBorne({ total, employer, employee }: Borne, write: Write) {
  return { total: write(total), employer: write(employer), employee: write(employee) };
}
