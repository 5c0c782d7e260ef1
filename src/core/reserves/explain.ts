import { MACK_TOTAL, mackFormula, modelSteps, varianceSteps } from './explain-error.ts';
import { ENGLAND_VERRALL, MACK, oldestOrigins, type ReserveStep, RULE, step } from './explanation.ts';
import { PROBABILITIES, type Reserve, type ReserveTerms } from './terms.ts';
import { columnSum, originsReaching, type Triangle } from './triangle.ts';
import { writtenFigure as write } from './written-figure.ts';

/** The steps from the triangle, or from what is reported, to the reserve: the exhibit, line by line. */
export function explainReserve(terms: ReserveTerms, reserve: Reserve): ReserveStep[] {
  const triangle = terms.triangle && { rows: terms.triangle, developments: terms.triangle[0]!.length };
  return [
    ...(triangle ? factorSteps(terms, triangle, reserve) : []),
    ...(triangle && reserve.variances ? varianceSteps(terms, triangle, reserve) : []),
    ...(reserve.model ? modelSteps(reserve.model) : []),
    ...(reserve.lossRatio === undefined ? [] : [ratioStep(terms, reserve)]),
    ...reserve.reported.flatMap((_, origin) => originSteps(terms, triangle, reserve, origin)),
    ...totalSteps(terms, reserve),
  ];
}

function factorSteps(
  { average, tail }: ReserveTerms,
  triangle: Triangle,
  { factors = [] }: Reserve,
): ReserveStep[] {
  return factors.map((factor, at) => {
    if (at === triangle.developments - 1)
      return step('tail', 'factor to the ultimate', 'as given', tail, RULE);
    const origins = originsReaching(triangle, at + 1);
    const of = oldestOrigins(origins);
    const [to, from] = [columnSum(triangle, at + 1, origins), columnSum(triangle, at, origins)];
    const own = triangle.rows.slice(0, origins).map((row) => write(row[at + 1]! / row[at]!));
    const formula =
      average === 'volume'
        ? `${write(to)} / ${write(from)}, the claims of ${of}`
        : `mean of the factors of ${of}: ${own.join(', ')}`;
    return step(`development ${at + 1}`, 'factor to the next', formula, factor, RULE);
  });
}

function ratioStep(
  { exposure = [] }: ReserveTerms,
  { completion = [], lossRatio, total }: Reserve,
): ReserveStep {
  const used = completion.reduce((sum, share, origin) => sum + exposure[origin]! * share, 0);
  const formula = `${write(total.reported)} reported / ${write(used)} of exposure x completion`;
  return step('total', 'loss ratio', formula, lossRatio!, `${RULE}, Cape Cod`);
}

function originSteps(
  terms: ReserveTerms,
  triangle: Triangle | undefined,
  reserve: Reserve,
  origin: number,
): ReserveStep[] {
  const about = `origin ${origin + 1}`;
  const [known, ultimate] = [reserve.reported[origin]!, reserve.ultimate[origin]!];
  const steps = [
    step(about, 'ultimate', ultimateFormula(terms, triangle, reserve, origin), ultimate, RULE),
    step(about, 'IBNR', `${write(ultimate)} - ${write(known)}`, reserve.ibnr[origin]!, RULE),
  ];
  if (reserve.standardError === undefined) return steps;
  const error = reserve.standardError[origin]!;
  if (triangle === undefined || reserve.variances === undefined) {
    const formula = `standard deviation of ${terms.simulations} simulated reserves`;
    return [...steps, step(about, 'standard error', formula, error, ENGLAND_VERRALL)];
  }
  const formula = mackFormula(triangle, reserve, origin);
  return [...steps, step(about, 'standard error', formula, error, `${MACK}, theorem 3`)];
}

function ultimateFormula(
  { method, iterations, simulations }: ReserveTerms,
  triangle: Triangle | undefined,
  { reported, completion, apriori, factors = [], ibnr }: Reserve,
  origin: number,
): string {
  const known = write(reported[origin]!);
  if (method === 'bootstrap') {
    return `${known} + ${write(ibnr[origin]!)}, the mean of ${simulations} simulations`;
  }
  if (completion === undefined) {
    return [known, ...factors.slice(triangle!.rows[origin]!.length - 1).map(write)].join(' x ');
  }
  const seen = write(completion[origin]!);
  if (apriori === undefined) return `${known} / ${seen}`;
  const repeated =
    method === 'benktander' ? `, taken ${iterations} times, each from the result of the last` : '';
  return `${known} + ${write(apriori[origin]!)} x (1 - ${seen})${repeated}`;
}

function totalSteps(
  { simulations }: ReserveTerms,
  { total, variances, percentiles }: Reserve,
): ReserveStep[] {
  const about = 'total';
  const steps = [
    step(about, 'ultimate', 'sum of the origins', total.ultimate, RULE),
    step(about, 'IBNR', `${write(total.ultimate)} - ${write(total.reported)}`, total.ibnr, RULE),
  ];
  if (total.standardError === undefined) return steps;
  const [formula, source] = variances
    ? [MACK_TOTAL, `${MACK}, corollary to theorem 3`]
    : [`standard deviation of ${simulations} simulated totals`, ENGLAND_VERRALL];
  steps.push(step(about, 'standard error', formula, total.standardError, source));
  if (percentiles === undefined) return steps;
  for (const probability of PROBABILITIES) {
    const place = write(probability * (simulations - 1) + 1);
    const at = `place ${place} of the simulated totals, rising, in proportion between neighbours`;
    steps.push(step(about, `percentile ${probability}`, at, percentiles.get(probability)!, RULE));
  }
  return steps;
}
