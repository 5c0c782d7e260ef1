import { type Refusal, refuse } from '../refusal.ts';
import type { PoissonFit } from './residuals.ts';
import type { Triangle } from './triangle.ts';

/** What a simulation draws from, passed in: the same chances give the same answer. */
export interface Chances {
  /** A whole number from 0 to count - 1, all alike. */
  below(count: number): number;
  /** A gamma number with this shape and a scale of 1. */
  gamma(shape: number): number;
}

/** Simulated reserves: mean and standard deviation by origin, and every total, rising. */
export interface SimulatedReserves {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly totals: Float64Array;
}

/**
 * Simulates the reserve: each time residuals are drawn anew, with replacement, onto the fitted increments; the chain
 * ladder of these makes means of the increments to come; and each of those is drawn from a gamma with its mean and
 * the variance phi x mean (where the mean is below 0: the mirrored one). Drawn are first all residuals, row by row,
 * then the increments to come, row by row.
 * Refused (`undefined_result`): a simulated triangle without a chain ladder.
 * Source: England and Verrall 2002, British Actuarial Journal 8, section 8 and appendix 3.
 */
export function simulateReserves(
  triangle: Triangle,
  fit: PoissonFit,
  expected: readonly number[],
  simulations: number,
  chances: Chances,
): SimulatedReserves | Refusal {
  const { rows, developments } = triangle;
  const { fitted, residuals, dispersion, cells } = fit;
  const roots = fitted.map(Math.sqrt);
  const lengths = rows.map(({ length }) => length);
  const [from, to] = [new Float64Array(developments), new Float64Array(developments)];
  const factors = new Float64Array(developments - 1);
  const latest = new Float64Array(rows.length);
  const [sums, squares] = [new Float64Array(rows.length), new Float64Array(rows.length)];
  const totals = new Float64Array(simulations);

  for (let simulation = 0; simulation < simulations; simulation += 1) {
    from.fill(0);
    to.fill(0);
    let cell = 0;
    for (let origin = 0; origin < lengths.length; origin += 1) {
      const last = lengths[origin]! - 1;
      let claims = 0;
      for (let at = 0; at <= last; at += 1) {
        claims += fitted[cell]! + residuals[chances.below(cells)]! * roots[cell]!;
        cell += 1;
        if (at > 0) to[at - 1]! += claims;
        if (at < last) from[at]! += claims;
      }
      latest[origin] = claims;
    }
    for (let at = 0; at < factors.length; at += 1) factors[at] = to[at]! / from[at]!;
    let total = 0;
    for (let origin = 0; origin < lengths.length; origin += 1) {
      let claims = latest[origin]!;
      let reserve = 0;
      for (let at = lengths[origin]! - 1; at < factors.length; at += 1) {
        const next = claims * factors[at]!;
        reserve += drawIncrement(next - claims, dispersion, chances);
        claims = next;
      }
      // Distances from the chain ladder's reserve, so that their squares keep their digits.
      const distance = reserve - expected[origin]!;
      sums[origin]! += distance;
      squares[origin]! += distance * distance;
      total += reserve;
    }
    totals[simulation] = total;
    if (!Number.isFinite(total)) {
      const wanted = 'simulated claims from which factors can be taken';
      return refuse('undefined_result', 'triangle', wanted, `simulation ${simulation + 1}`);
    }
  }

  const means = Array.from(sums, (sum, origin) => expected[origin]! + sum / simulations);
  const deviations = Array.from(sums, (sum, origin) =>
    Math.sqrt(Math.max(0, squares[origin]! - (sum * sum) / simulations) / (simulations - 1)),
  );
  return { means, deviations, totals: totals.sort() };
}

function drawIncrement(mean: number, dispersion: number, chances: Chances): number {
  if (mean === 0 || dispersion === 0 || !Number.isFinite(mean)) return mean;
  const size = chances.gamma(Math.abs(mean) / dispersion) * dispersion;
  return mean < 0 ? -size : size;
}

/** The standard deviation of rising numbers, over their count less 1. */
export function deviationOf(numbers: Float64Array): number {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const squares = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0);
  return Math.sqrt(squares / (numbers.length - 1));
}

/** The percentile of rising numbers: between two neighbours in proportion, the first being 0 and the last 1. */
export function percentileOf(rising: Float64Array, probability: number): number {
  const place = probability * (rising.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, rising.length - 1);
  return rising[below]! + (place - below) * (rising[above]! - rising[below]!);
}
