import type { Step } from '../../core/claims/explain.ts';
import { type Renewal, type RenewalTerms, renewal } from '../../core/contributions/renewal.ts';
import { formatRatio, ratioOf, subtractRatios } from '../../core/money/ratio.ts';
import { isRefusal, refuse } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import * as shape from './shape.ts';

const { amount, defaulting, object, optional, ratio, whole } = shape;

const MOST_MONTHS = 1200;

/** Months from midpoint to midpoint, as half months: midpoints of periods of whole months lie on no others. */
const halfMonths: shape.Shape<number> = {
  schema: { type: 'number', minimum: 0, maximum: MOST_MONTHS, multipleOf: 0.5 },
  read(value, path) {
    if (typeof value !== 'number' || !Number.isInteger(2 * value)) {
      return refuse('wrong_type', path, 'a number of whole or half months', value);
    }
    return value < 0 || value > MOST_MONTHS
      ? refuse('out_of_range', path, `from 0 to ${MOST_MONTHS}`, value)
      : 2 * value;
  },
};

const LOADS = ['administration', 'stopLoss', 'margin', 'reserve'] as const;
const load = optional(amount());

const input = object({
  currency: shape.currency,
  experience: object({
    memberMonths: whole(),
    paidClaims: amount(),
    claimsOverPooling: defaulting(amount(), '0'),
    completion: ratio(1),
  }),
  trend: object({ annual: ratio(), months: halfMonths }),
  poolingCharge: defaulting(amount(), '0'),
  manual: object({ perMemberPerMonth: amount() }),
  credibility: defaulting(ratio(1), '1'),
  loads: defaulting(object({ administration: load, stopLoss: load, margin: load, reserve: load }), {}),
  current: object({ perMemberPerMonth: amount() }),
});

const { outputAmount: money, outputRatio } = calculator;

/** The rate that a renewal requires. Source: CALCULATORS.md, renewal. */
export const renewalCalculator: calculator.Calculator = {
  name: 'renewal',
  input: input.schema,
  output: calculator.outputObject(
    {
      pooled: money,
      incurred: money,
      experiencePerMemberPerMonth: money,
      trended: money,
      blended: money,
      required: money,
      change: outputRatio,
      explanation: calculator.outputExplanation,
    },
    'explanation',
  ),
  calculate(document, explain) {
    const read = shape.readDocument(input, document);
    if (isRefusal(read)) return read;
    const terms: RenewalTerms = {
      ...read.experience,
      annualTrend: read.trend.annual,
      trendHalfMonths: read.trend.months,
      poolingCharge: read.poolingCharge,
      manual: read.manual.perMemberPerMonth,
      credibility: read.credibility,
      loads: LOADS.map((name) => read.loads[name]).filter((given) => given !== undefined),
      current: read.current.perMemberPerMonth,
    };
    const found = renewal(terms);
    if (isRefusal(found)) return found;
    const write = calculator.amountWriter(read.currency);
    const { change, ...amounts } = found;
    return {
      ...calculator.writeAmounts(amounts, write),
      change: formatRatio(change),
      ...(explain && { explanation: stepsOf(terms, found, write) }),
    };
  },
};

function stepsOf(terms: RenewalTerms, found: Renewal, write: (minor: number) => string): Step[] {
  const step = (term: string, formula: string, result: string): Step => ({
    term,
    formula,
    result,
    source: 'CALCULATORS.md, renewal',
  });
  const [credibility, rest] = [
    formatRatio(terms.credibility),
    formatRatio(subtractRatios(ratioOf(1), terms.credibility)),
  ];
  const figures = calculator.writeAmounts(
    {
      pooled: found.pooled,
      incurred: found.incurred,
      experience: found.experiencePerMemberPerMonth,
      trended: found.trended,
      blended: found.blended,
      required: found.required,
    },
    write,
  );
  return [
    step('pooled claims', `${write(terms.paidClaims)} - ${write(terms.claimsOverPooling)}`, figures.pooled),
    step('incurred claims', `${figures.pooled} / ${formatRatio(terms.completion)}`, figures.incurred),
    step(
      'experience per member per month',
      `${figures.incurred} / ${terms.memberMonths}`,
      figures.experience,
    ),
    step(
      'trended',
      `${figures.experience} x (1 + ${formatRatio(terms.annualTrend)}) ^ (${terms.trendHalfMonths / 2} / 12)`,
      figures.trended,
    ),
    step(
      'blended',
      `${credibility} x (${figures.trended} + ${write(terms.poolingCharge)}) + ${rest} x ${write(terms.manual)}`,
      figures.blended,
    ),
    step(
      'required',
      [figures.blended, ...terms.loads.map((given) => write(given))].join(' + '),
      figures.required,
    ),
    step('change', `${figures.required} / ${write(terms.current)} - 1`, formatRatio(found.change)),
  ];
}
