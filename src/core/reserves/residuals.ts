import { type Refusal, refuse } from '../refusal.ts';
import type { Triangle } from './triangle.ts';

/** The over-dispersed Poisson model of a triangle's increments, as the chain ladder fits it. */
export interface PoissonFit {
  /** The increments that the factors expect of the known cells, row by row. */
  readonly fitted: Float64Array;
  /** Pearson residuals of the known increments, row by row, adjusted for degrees of freedom. */
  readonly residuals: Float64Array;
  /** phi: the variance of an increment over its mean. */
  readonly dispersion: number;
  readonly cells: number;
  readonly parameters: number;
}

/**
 * Fits the model: past claims by backward recursion from each origin's latest, increments m, residuals
 * (C - m) / sqrt(m), phi = sum of their squares / (cells - parameters), each residual times
 * sqrt(cells / (cells - parameters)). Parameters: one for each origin and development, less 1.
 * Refused (`undefined_result`): no degree of freedom, and increments of which the model cannot be true: a factor below
 * 1 (an expected increment below 0), or claims where none are expected.
 * Source: England and Verrall 2002, British Actuarial Journal 8, section 8 and appendix 3.
 */
export function fitPoisson(triangle: Triangle, factors: readonly number[]): PoissonFit | Refusal {
  const cells = triangle.rows.reduce((sum, { length }) => sum + length, 0);
  const parameters = triangle.rows.length + triangle.developments - 1;
  if (cells <= parameters) {
    return refuse('undefined_result', 'triangle', `more than ${parameters} cells, one a parameter`, cells);
  }
  const below1 = factors.findIndex((factor) => factor < 1);
  if (below1 >= 0) {
    const expected = `claims that do not fall from development ${below1 + 1} to the next`;
    return refuse('undefined_result', 'triangle', expected, factors[below1]);
  }
  const fitted = new Float64Array(cells);
  const residuals = new Float64Array(cells);
  let [cell, squares] = [0, 0];
  for (const [origin, row] of triangle.rows.entries()) {
    const expected = expectedIncrements(row, factors);
    for (const [at, mean] of expected.entries()) {
      const increment = row[at]! - (row[at - 1] ?? 0);
      if (mean === 0 && increment !== 0) {
        const path = `triangle[${origin}][${at}]`;
        return refuse('undefined_result', path, 'no claims, as the factors expect none', increment);
      }
      fitted[cell] = mean;
      residuals[cell] = mean === 0 ? 0 : (increment - mean) / Math.sqrt(mean);
      squares += residuals[cell]! ** 2;
      cell += 1;
    }
  }
  const adjustment = Math.sqrt(cells / (cells - parameters));
  for (let at = 0; at < cells; at += 1) residuals[at]! *= adjustment;
  return { fitted, residuals, dispersion: squares / (cells - parameters), cells, parameters };
}

/** A row's increments as the factors expect them, from its latest cell backwards. */
function expectedIncrements(row: readonly number[], factors: readonly number[]): number[] {
  const increments: number[] = [];
  let claims = row[row.length - 1]!;
  for (let at = row.length - 1; at > 0; at -= 1) {
    const before = claims / factors[at - 1]!;
    increments.unshift(claims - before);
    claims = before;
  }
  return [claims, ...increments];
}
