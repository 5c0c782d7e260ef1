import { projectedRow } from './chain-ladder.ts';
import { ENGLAND_VERRALL, MACK, oldestOrigins, type ReserveStep, RULE, step } from './explanation.ts';
import type { Reserve, ReserveTerms } from './terms.ts';
import { columnSum, originsReaching, type Triangle } from './triangle.ts';
import { writtenFigure as write } from './written-figure.ts';

/** The steps to each factor's variance. */
export function varianceSteps(
  { lastSigma }: ReserveTerms,
  triangle: Triangle,
  { factors = [], variances = [] }: Reserve,
): ReserveStep[] {
  return variances.map((variance, at) => {
    const origins = originsReaching(triangle, at + 1);
    const about = `development ${at + 1}`;
    if (origins > 1) {
      const distances = `claims x (own factor - ${write(factors[at]!)})^2`;
      const formula = `sum over ${oldestOrigins(origins)} of ${distances}, / ${origins - 1}`;
      return step(about, 'sigma squared', formula, variance, MACK);
    }
    if (lastSigma === 'log-linear') {
      const formula = `straight line through the logarithms of ${variances.slice(0, at).map(write).join(', ')}`;
      return step(about, 'sigma squared', formula, variance, RULE);
    }
    const [a, b] = [write(variances[at - 2]!), write(variances[at - 1]!)];
    const formula = `smallest of ${b}^2 / ${a}, ${a} and ${b}`;
    return step(about, 'sigma squared', formula, variance, MACK);
  });
}

/** The steps to the over-dispersed Poisson model. */
export function modelSteps({ dispersion, cells, parameters }: NonNullable<Reserve['model']>): ReserveStep[] {
  const free = cells - parameters;
  const squares = `sum of squared residuals ${write(dispersion * free)}`;
  return [
    step(
      'triangle',
      'dispersion',
      `${squares} / (${cells} cells - ${parameters} parameters)`,
      dispersion,
      `${ENGLAND_VERRALL}, appendix 3`,
    ),
    step(
      'triangle',
      'adjustment of residuals',
      `square root of ${cells} / ${free}`,
      Math.sqrt(cells / free),
      `${ENGLAND_VERRALL}, appendix 3`,
    ),
  ];
}

/** Mack's formula with the figures of one origin. */
export function mackFormula(
  triangle: Triangle,
  { factors = [], variances = [], ultimate }: Reserve,
  origin: number,
): string {
  const row = triangle.rows[origin]!;
  if (row.length > factors.length) return 'nothing is still to come';
  if (ultimate[origin] === 0) return 'nothing is known, and nothing expected';
  const projected = projectedRow(row, factors);
  const terms = factors.slice(row.length - 1).map((factor, later) => {
    const at = row.length - 1 + later;
    const under = columnSum(triangle, at, originsReaching(triangle, at + 1));
    const relative = `${write(variances[at]!)} / ${write(factor)}^2`;
    return `${relative} x (1 / ${write(projected[at]!)} + 1 / ${write(under)})`;
  });
  return `${write(ultimate[origin]!)} x square root of (${terms.join(' + ')})`;
}

/** What makes the standard error of the total. */
export const MACK_TOTAL = [
  'square root of the sum of the squared standard errors and, as origins share their factors,',
  'of each ultimate x the later ultimates x the sum of 2 x sigma squared / factor^2 / claims under the factor',
].join(' ');
