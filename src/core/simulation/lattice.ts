import { powerOfTwoFrom } from '../arithmetic/elementary.ts';

/** The amounts 0, step, 2 step, ... on which a year's total is calculated. */
export interface Lattice {
  readonly step: number;
  readonly points: number;
}

/** The most points of any lattice. */
export const MOST_POINTS = 2 ** 24;

/** A lattice given or chosen by rule has to hold this much of the probability but for 1. */
export const UNHELD = 1e-9;

const POINTS_TO_TEN_DEVIATIONS = 2 ** 14;

/** The largest 1, 2 or 5 x 10^k of which 2^14 reach an amount; 1 where the amount is 0. */
export function roundStep(reach: number): number {
  const most = reach / POINTS_TO_TEN_DEVIATIONS;
  if (!(most > 0)) return 1;
  let power = Math.floor(Math.log10(most)) + 1;
  for (; ; power -= 1) {
    for (const digit of [5, 2, 1]) {
      // Written and read as a decimal, so that the step is the nearest number to it.
      const step = Number(`${digit}e${power}`);
      if (step <= most * (1 + 1e-12)) return step;
    }
  }
}

/** The smallest power of two whose lattice of a step reaches an amount. */
export function pointsReaching(reach: number, step: number): number {
  return powerOfTwoFrom(Math.max(1, Math.ceil(reach / step)) + 1);
}
