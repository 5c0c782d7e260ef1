import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import {
  type AggregateLossTerms,
  type YearOfClaims,
  yearOfClaims,
} from '../../core/simulation/aggregate-loss.ts';
import { percentileError, standardDeviationError } from '../../core/simulation/simulate-years.ts';
import { aggregateLossCalculator, atLevels, existing, figuresOfYears } from './aggregate-loss.ts';
import { aggregateLossInput, aggregateLossTerms } from './aggregate-loss-terms.ts';
import * as shape from './shape.ts';

/** The figures of a year's total; what does not exist is left out. */
export interface YearFigures {
  readonly mean: number;
  readonly standardDeviation?: number;
  readonly percentiles: { readonly [level: string]: number };
  readonly stopLossPremium?: number;
  readonly probabilityOfAttachment?: number;
}

/** What `poolbook simulate` answers. */
export interface SimulationDocument {
  readonly years: number;
  readonly seed: number;
  readonly simulated: YearFigures;
  readonly standardErrors: Partial<YearFigures>;
  /** The same by the fast Fourier transform; absent where it is refused. */
  readonly exact?: YearFigures;
  /** Why there are no exact figures. */
  readonly exactRefused?: Pick<Refusal, 'code' | 'path' | 'expected' | 'actual'>;
}

/** A simulation that was asked for. */
export interface Simulation {
  readonly document: { readonly [field: string]: unknown };
  readonly terms: AggregateLossTerms;
  readonly year: YearOfClaims;
  readonly years: number;
  readonly seed: number;
}

/** The most claims of all years together, an hour or so of two processors. */
const MOST_CLAIMS = 1e12;

/**
 * Reads the document of the calculator `aggregate-loss` for a simulation, with years and seed in place of its own where
 * they are given. The method may be left out. Refused: what that calculator refuses, and more claims than `mostClaims`.
 */
export function readSimulation(
  given: unknown,
  over: { readonly years?: unknown; readonly seed?: unknown },
  mostClaims = MOST_CLAIMS,
): Simulation | Refusal {
  if (!shape.isObject(given)) return refuse('wrong_type', '', 'an object', given);
  const document = { method: 'monte-carlo', ...given, ...over };
  const read = aggregateLossInput.read(document, '', { code: '', decimals: 0 });
  if (isRefusal(read)) return read;
  const terms = aggregateLossTerms(read);
  const year = yearOfClaims(terms);
  if (isRefusal(year)) return year;
  const { years, seed } = read;
  if (years * year.number.mean > mostClaims) {
    const power = Math.log10(mostClaims);
    return refuse('too_large', 'years', `at most 10^${power} claims in all years`, years * year.number.mean);
  }
  return { document, terms, year, years, seed };
}

/** The answer of a simulation from the totals of its years, in rising order, beside the exact figures. */
export function simulationAnswer(simulation: Simulation, totals: Float64Array): SimulationDocument {
  const { document, terms, year, years, seed } = simulation;
  const { standardErrors, ...simulated } = figuresOfYears(terms, year, totals);
  const { report: _, ...asked } = document;
  const exact = aggregateLossCalculator.calculate({ ...asked, method: 'fft' }, false);
  const deviation = hasFourthMoment(terms) ? standardDeviationError(totals) : undefined;
  const errors = existing({ ...standardErrors, standardDeviation: deviation });
  return {
    years,
    seed,
    simulated: withoutSkewness(simulated),
    standardErrors: { ...errors, percentiles: existing(atLevels((level) => percentileError(totals, level))) },
    ...(isRefusal(exact) ? { exactRefused: reasonOf(exact) } : { exact: withoutSkewness(exact) }),
  };
}

/** The error of a deviation needs the fourth moment, which an unbounded Pareto claim may lack. */
function hasFourthMoment({ severity, perClaim }: AggregateLossTerms): boolean {
  return severity.kind !== 'pareto' || severity.shape > 4 || perClaim.limit !== Infinity;
}

function withoutSkewness(answer: { readonly [field: string]: unknown }): YearFigures {
  const { skewness: _, ...figures } = answer;
  return figures as unknown as YearFigures;
}

function reasonOf({ code, path, expected, actual }: Refusal): SimulationDocument['exactRefused'] {
  return { code, path, expected, actual };
}
