import { writtenFigure } from './written-figure.ts';

/** One step of an estimate that a person can follow, with the development or origin it is about. */
export interface ReserveStep {
  readonly about: string;
  readonly term: string;
  readonly formula: string;
  readonly result: string;
  readonly source: string;
}

export const RULE = 'CALCULATORS.md, reserve';
export const MACK = 'Mack 1993, ASTIN Bulletin 23';
export const ENGLAND_VERRALL = 'England and Verrall 2002, British Actuarial Journal 8';

/** A step with its result as a person reads it. */
export function step(
  about: string,
  term: string,
  formula: string,
  result: number,
  source: string,
): ReserveStep {
  return { about, term, formula, result: writtenFigure(result), source };
}

/** The oldest origins, as many as there are. */
export function oldestOrigins(count: number): string {
  return count === 1 ? 'origin 1' : `origins 1 to ${count}`;
}
