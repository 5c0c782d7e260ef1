import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import {
  type AggregateLossTerms,
  aggregateLoss,
  stepOf,
  type YearOfClaims,
  yearOfClaims,
} from '../../core/simulation/aggregate-loss.ts';
import { explainLattice, explainYears } from '../../core/simulation/explain.ts';
import * as simulated from '../../core/simulation/simulate-years.ts';
import { excessOf, percentiles } from '../../core/simulation/year-total.ts';
import {
  type AggregateLossDocument,
  aggregateLossInput,
  aggregateLossTerms,
} from './aggregate-loss-terms.ts';
import * as calculator from './calculator.ts';

const LEVELS = [0.5, 0.9, 0.95, 0.99, 0.995];

/** The most claims that a simulation draws. */
const MOST_CLAIMS = 1e9;

const { outputObject: object } = calculator;
const number = { type: 'number' };

/** The distribution of a year's total, and aggregate stop-loss on it. Source: CALCULATORS.md, aggregate-loss. */
export const aggregateLossCalculator: calculator.Calculator = {
  name: 'aggregate-loss',
  input: aggregateLossInput.schema,
  output: object(
    {
      mean: number,
      standardDeviation: number,
      skewness: number,
      percentiles: object(Object.fromEntries(LEVELS.map((level) => [String(level), number]))),
      stopLossPremium: number,
      probabilityOfAttachment: number,
      probabilities: calculator.outputList(number),
      standardErrors: object(
        { mean: number, stopLossPremium: number, probabilityOfAttachment: number },
        'mean',
        'stopLossPremium',
        'probabilityOfAttachment',
      ),
      explanation: calculator.outputExplanation,
    },
    'standardDeviation',
    'skewness',
    'stopLossPremium',
    'probabilityOfAttachment',
    'probabilities',
    'standardErrors',
    'explanation',
  ),
  calculate(document, explain) {
    const read = aggregateLossInput.read(document, '', { code: '', decimals: 0 });
    if (isRefusal(read)) return read;
    const terms = aggregateLossTerms(read);
    const year = yearOfClaims(terms);
    if (isRefusal(year)) return year;
    return read.method === 'monte-carlo'
      ? simulate(terms, year, read, explain)
      : exact(terms, year, read.method, explain);
  },
};

function exact(
  terms: AggregateLossTerms,
  year: YearOfClaims,
  method: 'fft' | 'panjer',
  explain: boolean,
): calculator.Answer | Refusal {
  const loss = aggregateLoss(terms, year, method);
  if (isRefusal(loss)) return loss;
  const { mean, variance, third } = loss.moments;
  const excess = terms.aggregate && excessOf(loss, terms.aggregate);
  const amounts = percentiles(loss, LEVELS);
  const answer = {
    mean,
    ...existing({ standardDeviation: Math.sqrt(variance), skewness: third / variance ** 1.5 }),
    percentiles: atLevels((level) => amounts[LEVELS.indexOf(level)]!),
    ...(excess && { stopLossPremium: excess.mean, probabilityOfAttachment: excess.probability }),
    ...(terms.reported !== undefined && {
      probabilities: Array.from(loss.probabilities.subarray(0, terms.reported), (held) => Math.max(0, held)),
    }),
  };
  return explain ? { ...answer, explanation: explainLattice(terms, year, loss, method, answer) } : answer;
}

function simulate(
  terms: AggregateLossTerms,
  year: YearOfClaims,
  { years, seed }: AggregateLossDocument,
  explain: boolean,
): calculator.Answer | Refusal {
  const { reported } = terms;
  if (years * year.number.mean > MOST_CLAIMS) {
    return refuse('too_large', 'years', 'at most 10^9 claims in all years', years * year.number.mean);
  }
  const step = reported === undefined ? 0 : stepOf(terms, year);
  if (isRefusal(step)) return step;
  const totals = simulated.simulateYears(terms, years, seed);
  const { standardErrors, ...figures } = figuresOfYears(terms, year, totals);
  const answer = {
    ...figures,
    ...(reported !== undefined && { probabilities: [...simulated.sharesOnLattice(totals, step, reported)] }),
    standardErrors,
  };
  return explain ? { ...answer, explanation: explainYears(terms, year, { years, seed }, answer) } : answer;
}

/** What is told of simulated years, given their totals in rising order. */
export function figuresOfYears(
  { aggregate }: AggregateLossTerms,
  { total: { variance, third } }: YearOfClaims,
  totals: Float64Array,
) {
  const total = simulated.estimate(totals, (amount) => amount);
  const excess = aggregate && simulated.estimate(totals, simulated.excessOfTotal(aggregate));
  const over = aggregate && simulated.estimate(totals, simulated.isOver(aggregate));
  // Without a variance of its own a figure has neither a standard deviation nor a standard error.
  const hasVariance = Number.isFinite(variance);
  return {
    mean: total.mean,
    ...existing({
      standardDeviation: hasVariance ? total.standardDeviation : undefined,
      skewness: Number.isFinite(third) ? simulated.skewnessOf(totals) : undefined,
    }),
    percentiles: atLevels((level) => simulated.percentileOf(totals, level)),
    ...(excess && over && { stopLossPremium: excess.mean, probabilityOfAttachment: over.mean }),
    standardErrors: existing({
      mean: hasVariance ? total.standardError : undefined,
      stopLossPremium: hasVariance || aggregate?.limit !== Infinity ? excess?.standardError : undefined,
      probabilityOfAttachment: over?.standardError,
    }),
  };
}

/** The figures that exist: a heavy tail has no variance or third moment, and a total that is certain has no skewness. */
export function existing(figures: { readonly [name: string]: number | undefined }): {
  [name: string]: number;
} {
  return Object.fromEntries(
    Object.entries(figures).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}

/** A figure of each level that is told. */
export function atLevels<T>(of: (level: number) => T): { [level: string]: T } {
  return Object.fromEntries(LEVELS.map((level) => [String(level), of(level)]));
}
