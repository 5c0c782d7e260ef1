import { formatMonth } from '../../core/calendar/month.ts';
import { formatRatio } from '../../core/money/ratio.ts';
import { isRefusal, joinPath, refuse } from '../../core/refusal.ts';
import type { AggregatePosition } from '../../core/stop-loss/aggregate.ts';
import { explainPosition } from '../../core/stop-loss/explain.ts';
import type { EnrolmentMonth } from '../../core/stop-loss/policy.ts';
import { type StopLossPosition, stopLossPosition } from '../../core/stop-loss/position.ts';
import * as calculator from './calculator.ts';
import * as shape from './shape.ts';
import { stopLossPolicy } from './stop-loss-policy.ts';

/** A month of enrolment: `month` beside whole units under the names of tiers. */
export const enrolmentMonth: shape.Shape<EnrolmentMonth> = {
  schema: {
    type: 'object',
    properties: { month: shape.month.schema },
    required: ['month'],
    additionalProperties: shape.whole().schema,
  },
  read(value, path, currency) {
    if (!shape.isObject(value)) return refuse('wrong_type', path, 'an object', value);
    const { month, ...tiers } = value;
    const at = joinPath(path, 'month');
    if (month === undefined) return refuse('missing_field', at, 'a month such as "2026-03"', undefined);
    const read = shape.month.read(month, at, currency);
    if (isRefusal(read)) return read;
    const units = shape.byName(shape.whole()).read(tiers, path, currency);
    return isRefusal(units) ? units : { month: read, units };
  },
};

const input = shape.object({
  currency: shape.currency,
  policy: stopLossPolicy,
  enrolment: shape.list(enrolmentMonth),
  payments: shape.list(
    shape.object({
      person: shape.text,
      incurred: shape.day,
      paid: shape.day,
      amount: shape.amount('negative'),
      benefit: shape.defaulting(shape.text, 'medical'),
    }),
  ),
});

const {
  outputAmount: money,
  outputText: text,
  outputRatio: ratio,
  outputList: list,
  outputObject: object,
} = calculator;

/** Specific and aggregate stop-loss. Source: CALCULATORS.md, stop-loss. */
export const stopLossCalculator: calculator.Calculator = {
  name: 'stop-loss',
  input: input.schema,
  output: object(
    {
      eligible: money,
      specific: object({
        persons: list(
          object({
            person: text,
            eligible: money,
            deductible: money,
            excess: money,
            retainedByAggregating: money,
            reimbursement: money,
          }),
        ),
        reimbursement: money,
      }),
      aggregate: object({
        months: list(
          object({
            month: text,
            attachment: money,
            cumulativeAttachment: money,
            eligible: money,
            cumulativeEligible: money,
            accommodation: money,
          }),
        ),
        monthlyFactors: { type: 'object', additionalProperties: money },
        annualAttachment: money,
        minimumAttachment: money,
        eligible: money,
        excess: money,
        reimbursement: money,
        advanced: money,
        trueUp: money,
      }),
      netToPlan: money,
      notices: list(object({ person: text, share: ratio })),
      explanation: calculator.outputExplanation,
    },
    'specific',
    'aggregate',
    'explanation',
  ),
  calculate(document, explain) {
    const read = shape.readDocument(input, document);
    if (isRefusal(read)) return read;
    const enrolment = inOrder(read.enrolment, [...(read.policy.aggregate?.factors.keys() ?? [])]);
    if (isRefusal(enrolment)) return enrolment;
    const position = stopLossPosition(read.policy, enrolment, read.payments);
    if (isRefusal(position)) return position;
    const write = calculator.amountWriter(read.currency);
    return {
      ...writePosition(position, write),
      ...(explain && { explanation: explainPosition(read.policy, position, write) }),
    };
  },
};

/** The enrolment months in order; a month twice is refused, and with an aggregate a tier it has no factor for. */
export function inOrder(
  enrolment: readonly EnrolmentMonth[],
  tiers: readonly string[],
): EnrolmentMonth[] | ReturnType<typeof refuse> {
  const seen = new Set<number>();
  for (const [index, { month, units }] of enrolment.entries()) {
    const at = `enrolment[${index}]`;
    if (seen.has(month)) return refuse('inconsistent', `${at}.month`, 'each month once', formatMonth(month));
    seen.add(month);
    for (const tier of tiers.length === 0 ? [] : units.keys()) {
      if (!tiers.includes(tier))
        return refuse('unknown_reference', `${at}.${tier}`, `one of the tiers ${tiers.join(', ')}`, tier);
    }
  }
  return [...enrolment].sort((a, b) => a.month - b.month);
}

/** A position as the calculator's answer writes it. */
export function writePosition(
  position: StopLossPosition,
  write: (minor: number) => string,
): calculator.Answer {
  const { specific, aggregate } = position;
  return {
    eligible: write(position.eligible),
    ...(specific && {
      specific: {
        persons: specific.persons.map(({ person, ...amounts }) => ({
          person,
          ...calculator.writeAmounts(amounts, write),
        })),
        reimbursement: write(specific.reimbursement),
      },
    }),
    ...(aggregate && { aggregate: writeAggregate(aggregate, write) }),
    netToPlan: write(position.netToPlan),
    notices: position.notices.map(({ person, share }) => ({ person, share: formatRatio(share) })),
  };
}

function writeAggregate(aggregate: AggregatePosition, write: (minor: number) => string): calculator.Answer {
  const { months, monthlyFactors, ...amounts } = aggregate;
  return {
    months: months.map(({ month, ...figures }) => ({
      month: formatMonth(month),
      ...calculator.writeAmounts(figures, write),
    })),
    monthlyFactors: Object.fromEntries([...monthlyFactors].map(([tier, factor]) => [tier, write(factor)])),
    ...calculator.writeAmounts(amounts, write),
  };
}
