import type { Step } from '../../core/claims/explain.ts';
import {
  type MlrLaw,
  type MlrRebate,
  type MlrRebateTerms,
  mlrRebate,
} from '../../core/loss-ratio/mlr-rebate.ts';
import { compareRatios, formatRatio, parseRatio, type Ratio, ratioOf } from '../../core/money/ratio.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import * as shape from './shape.ts';

/** Life-years: a JSON number of 0 or more, not always whole, as they are months of coverage over twelve. */
const lifeYears: shape.Shape<Ratio> = {
  schema: { type: 'number', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  read(value, path) {
    const read = typeof value === 'number' ? parseRatio(value) : undefined;
    if (read === undefined) return refuse('wrong_type', path, 'a number', value);
    if (read.numerator < 0n) return refuse('out_of_range', path, '0 or more', value);
    return compareRatios(read, ratioOf(Number.MAX_SAFE_INTEGER)) > 0
      ? refuse('too_large', path, 'at most 2^53 - 1', value)
      : read;
  },
};

const MARKETS = ['individual', 'small-group', 'large-group'] as const;
const MOST_YEARS = 3;

const input = shape.object({
  currency: shape.currency,
  market: shape.oneOf(...MARKETS),
  standard: shape.optional(shape.ratio(1)),
  years: shape.list(
    shape.object({
      year: shape.whole(),
      claims: shape.amount('negative'),
      qualityImprovement: shape.defaulting(shape.amount(), '0'),
      premium: shape.amount(),
      taxesAndFees: shape.defaulting(shape.amount(), '0'),
      lifeYears,
    }),
  ),
  averageDeductible: shape.defaulting(shape.amount(), '0'),
  selfFunded: shape.defaulting(shape.flag, false),
});

/** What the law says of a market in a year; refused where it says nothing yet. `path` is where the year stands. */
export type MlrLawOf = (market: (typeof MARKETS)[number], year: number, path: string) => MlrLaw | Refusal;

const { outputAmount: money, outputRatio: ratio, outputObject: object } = calculator;

/** The medical loss ratio and its rebate, by the law of the latest year. Source: CALCULATORS.md, mlr-rebate. */
export function mlrRebateCalculator(lawOf: MlrLawOf): calculator.Calculator {
  return {
    name: 'mlr-rebate',
    input: input.schema,
    output: object(
      {
        applies: { type: 'boolean' },
        denominator: money,
        preliminaryMlr: ratio,
        credibility: object({
          class: { enum: ['none', 'partial', 'full'] },
          lifeYears: { type: 'number' },
          baseFactor: ratio,
          deductibleFactor: ratio,
          adjustment: ratio,
        }),
        mlr: ratio,
        standard: ratio,
        rebateBase: money,
        rebate: money,
        explanation: calculator.outputExplanation,
      },
      'explanation',
    ),
    calculate(document, explain) {
      const read = shape.readDocument(input, document);
      if (isRefusal(read)) return read;
      const refusal = yearsProblem(read.years.map(({ year }) => year));
      if (refusal !== undefined) return refusal;
      const last = read.years.length - 1;
      const federal = lawOf(read.market, read.years[last]!.year, `years[${last}].year`);
      if (isRefusal(federal)) return federal;
      const law = { ...federal, standard: larger(federal.standard, read.standard) };
      const averageDeductible = ratioOf(read.averageDeductible, 10n ** BigInt(read.currency.decimals));
      const terms = { ...read, averageDeductible };
      const result = mlrRebate(terms, law);
      if (isRefusal(result)) return result;
      const write = calculator.amountWriter(read.currency);
      return {
        ...writeRebate(result, write),
        ...(explain && { explanation: stepsOf(terms, result, write) }),
      };
    },
  };
}

/** One to three consecutive years, the latest last. */
function yearsProblem(years: readonly number[]): Refusal | undefined {
  if (years.length === 0 || years.length > MOST_YEARS) {
    return refuse('out_of_range', 'years', 'one to three years', years.length);
  }
  const at = years.findIndex((year, index) => index > 0 && year !== years[index - 1]! + 1);
  return at === -1
    ? undefined
    : refuse(
        'inconsistent',
        `years[${at}].year`,
        `${years[at - 1]! + 1}, the year after the one before`,
        years[at],
      );
}

function larger(federal: Ratio, other: Ratio | undefined): Ratio {
  return other !== undefined && compareRatios(other, federal) > 0 ? other : federal;
}

function writeRebate(result: MlrRebate, write: (minor: number) => string): calculator.Answer {
  const { credibility } = result;
  return {
    applies: result.applies,
    denominator: write(result.denominator),
    preliminaryMlr: formatRatio(result.preliminaryMlr),
    credibility: {
      class: credibility.class,
      lifeYears: Number(formatRatio(credibility.lifeYears)),
      baseFactor: formatRatio(credibility.baseFactor),
      deductibleFactor: formatRatio(credibility.deductibleFactor),
      adjustment: formatRatio(credibility.adjustment),
    },
    mlr: formatRatio(result.mlr),
    standard: formatRatio(result.standard),
    rebateBase: write(result.rebateBase),
    rebate: write(result.rebate),
  };
}

const WHY_NO_ADJUSTMENT = {
  none: 'not credible: the standard is presumed to be met',
  partial: 'three credible years, each under the standard: no adjustment',
  full: 'fully credible: no adjustment',
};

function stepsOf(terms: MlrRebateTerms, result: MlrRebate, write: (minor: number) => string): Step[] {
  const { credibility } = result;
  const added = terms.years.map(({ lifeYears: count }) => formatRatio(count)).join(' + ');
  const [preliminary, adjustment, mlr, standard] = [
    result.preliminaryMlr,
    credibility.adjustment,
    result.mlr,
    result.standard,
  ].map(formatRatio) as [string, string, string, string];
  const factors = `${formatRatio(credibility.baseFactor)} x ${formatRatio(credibility.deductibleFactor)}`;
  const isAdjusted = credibility.class === 'partial' && !credibility.isWithheld;
  return [
    {
      term: 'preliminary medical loss ratio',
      formula: `${write(result.numerator)} / ${write(result.denominator)}`,
      result: preliminary,
      source: '45 CFR 158.221(a)',
    },
    {
      term: 'life-years',
      formula: added,
      result: formatRatio(credibility.lifeYears),
      source: '45 CFR 158.231',
    },
    {
      term: 'credibility adjustment',
      formula: isAdjusted ? factors : WHY_NO_ADJUSTMENT[credibility.class],
      result: adjustment,
      source: isAdjusted ? '45 CFR 158.232(a)' : '45 CFR 158.230, 158.232',
    },
    {
      term: 'medical loss ratio',
      formula: `${preliminary} + ${adjustment}, half up to three decimals`,
      result: mlr,
      source: '45 CFR 158.221(a)',
    },
    {
      term: 'rebate',
      formula: rebateFormula(result, mlr, standard, write),
      result: write(result.rebate),
      source: '45 CFR 158.240(c)',
    },
  ];
}

function rebateFormula(
  result: MlrRebate,
  mlr: string,
  standard: string,
  write: (minor: number) => string,
): string {
  if (!result.applies) return 'a self-funded plan owes none; the ratio is an indicator';
  if (result.credibility.class === 'none') return 'none, as the standard is presumed to be met';
  return `larger of 0 and (${standard} - ${mlr}) x ${write(result.rebateBase)}`;
}
