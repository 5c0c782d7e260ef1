import type { Average } from './development-factors.ts';
import type { LastSigma } from './variance.ts';

/** How claims that are not yet known are estimated. */
export type ReserveMethod =
  | 'chain-ladder'
  | 'mack'
  | 'bornhuetter-ferguson'
  | 'cape-cod'
  | 'benktander'
  | 'completion'
  | 'bootstrap';

/**
 * What a reserve is estimated from: a triangle, or what is reported of each origin with its completion. Figures are
 * plain numbers of any unit, 0 or more; the tail is above 0, a completion at most 1.
 */
export interface ReserveTerms {
  readonly method: ReserveMethod;
  readonly triangle?: readonly (readonly number[])[] | undefined;
  readonly average: Average;
  readonly tail: number;
  readonly exposure?: readonly number[] | undefined;
  readonly expectedLossRatio?: number | undefined;
  readonly apriori?: readonly number[] | undefined;
  readonly iterations: number;
  readonly reported?: readonly number[] | undefined;
  readonly completion?: readonly number[] | undefined;
  readonly lastSigma: LastSigma;
  readonly simulations: number;
}

/** The probabilities of which a simulated reserve gives the percentiles. */
export const PROBABILITIES = [0.5, 0.75, 0.9, 0.95, 0.99, 0.995] as const;

/** An estimated reserve, by origin and in total, with the figures that led to it. */
export interface Reserve {
  readonly reported: readonly number[];
  readonly ultimate: readonly number[];
  /** What is estimated still to come; below 0 where more is known than will remain. */
  readonly ibnr: readonly number[];
  readonly standardError?: readonly number[];
  readonly total: {
    readonly reported: number;
    readonly ultimate: number;
    readonly ibnr: number;
    readonly standardError?: number;
  };
  /** From each development to the next, and last the tail where there is one. */
  readonly factors?: readonly number[];
  /** The share of the ultimate that is known, by origin. */
  readonly completion?: readonly number[];
  /** Expected ultimates, by origin. */
  readonly apriori?: readonly number[];
  /** The loss ratio that Cape Cod finds. */
  readonly lossRatio?: number;
  /** sigma squared of each factor. */
  readonly variances?: readonly number[];
  /** phi, the cells and the parameters of the over-dispersed Poisson model. */
  readonly model?: { readonly dispersion: number; readonly cells: number; readonly parameters: number };
  /** Percentiles of the simulated total by probability. */
  readonly percentiles?: ReadonlyMap<number, number>;
}
