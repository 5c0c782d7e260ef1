import { type MlrLaw, type MlrRebate, mlrRebate } from '../../core/loss-ratio/mlr-rebate.ts';
import { compareRatios, formatRatio, parseRatio, type Ratio, ratioOf } from '../../core/money/ratio.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import { type LeastRebate, rebateSteps } from './mlr-rebate-steps.ts';
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

/** Federal law on a market: the numbers of the ratio, and the rebates that are too small to pay. */
export interface FederalMlrLaw extends MlrLaw {
  readonly leastRebates: readonly LeastRebate[];
}

/** What the law says of a market in a year; refused where it says nothing yet. `path` is where the year stands. */
export type MlrLawOf = (
  market: (typeof MARKETS)[number],
  year: number,
  path: string,
) => FederalMlrLaw | Refusal;

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
        ...(explain && { explanation: rebateSteps(terms, result, federal.leastRebates, write) }),
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
