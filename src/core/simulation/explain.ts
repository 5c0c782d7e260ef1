import type { Step } from '../claims/explain.ts';
import type { AggregateLoss, AggregateLossTerms, YearOfClaims } from './aggregate-loss.ts';
import { tenDeviations } from './aggregate-loss.ts';
import type { Moments } from './frequency.ts';

const SOURCE = 'CALCULATORS.md, aggregate-loss';
const BOOK = 'Klugman, Panjer and Willmot, Loss Models';

/** The figures of an answer, as far as they exist. */
interface Figures {
  readonly [name: string]: unknown;
}

/** The steps to an exact answer: moments, lattice and why it, what it holds, the result. */
export function explainLattice(
  terms: AggregateLossTerms,
  year: YearOfClaims,
  loss: AggregateLoss,
  method: 'fft' | 'panjer',
  figures: Figures,
): Step[] {
  const { step, points } = loss.lattice;
  const { total } = year;
  const reach = `${write(total.mean)} + 10 x ${write(Math.sqrt(total.variance))} = ${write(tenDeviations(total))}`;
  const top = terms.aggregate && terms.aggregate.limit !== Infinity ? terms.aggregate.limit : 0;
  const toLayer = terms.aggregate
    ? ` and to 1.5 x (${write(terms.aggregate.attachment)} + ${write(top)})`
    : '';
  return [
    ...momentSteps(terms, year),
    {
      term: 'step',
      formula:
        terms.step === undefined ? `the largest 1, 2 or 5 x 10^k of which 2^14 reach ${reach}` : 'as given',
      result: write(step),
      source: SOURCE,
    },
    {
      term: 'points',
      formula:
        terms.points === undefined
          ? `the smallest power of two to ${reach}${toLayer}, doubled until 1 - 1e-9 is held`
          : 'as given',
      result: `${points}, to ${write((points - 1) * step)}`,
      source: SOURCE,
    },
    {
      term: 'one claim on the lattice',
      formula: `local moment matching on 0, ${write(step)}, ${write(2 * step)}, ...`,
      result: momentsText(loss.claim.moments),
      source: `${BOOK}, section 9.6.5.2`,
    },
    {
      term: 'probability held',
      formula: `the sum of ${points} probabilities by ${METHOD[method]}`,
      result: Math.min(1, loss.held).toFixed(12),
      source: METHOD_SOURCE[method],
    },
    ...totalSteps(terms, year, loss.claim.moments, figures),
  ];
}

const METHOD = { fft: 'the fast Fourier transform', panjer: "Panjer's recursion" };
const METHOD_SOURCE = {
  fft: 'Gruebel and Hermesmeier 1999, ASTIN Bulletin 29 (2)',
  panjer: 'Panjer 1981, ASTIN Bulletin 12',
};

/** The steps to a simulated answer. */
export function explainYears(
  terms: AggregateLossTerms,
  year: YearOfClaims,
  { years, seed }: { readonly years: number; readonly seed: number },
  figures: Figures,
): Step[] {
  const errors = figures.standardErrors as Figures;
  const steps: Step[] = [
    ...momentSteps(terms, year),
    {
      term: 'years',
      formula: `${years} years, each drawn from its own stream of the seed ${seed}`,
      result: `about ${write(years * year.number.mean)} claims`,
      source: SOURCE,
    },
    {
      term: 'mean',
      formula: `the average total; ${write(year.number.mean)} x ${write(year.claim.moments.mean)} expected`,
      result: withError(figures.mean, errors.mean),
      source: SOURCE,
    },
  ];
  if (terms.aggregate === undefined) return steps;
  return [
    ...steps,
    {
      term: 'stop-loss premium',
      formula: `the average of ${excessText(terms)}`,
      result: withError(figures.stopLossPremium, errors.stopLossPremium),
      source: SOURCE,
    },
    {
      term: 'probability of attachment',
      formula: `the share of years over ${write(terms.aggregate.attachment)}`,
      result: withError(figures.probabilityOfAttachment, errors.probabilityOfAttachment),
      source: SOURCE,
    },
  ];
}

function momentSteps({ frequency, severity, perClaim }: AggregateLossTerms, year: YearOfClaims): Step[] {
  const limit = perClaim.limit === Infinity ? '' : `, ${write(perClaim.limit)})`;
  const over = perClaim.deductible === 0 ? 'X' : `(X - ${write(perClaim.deductible)})+`;
  return [
    {
      term: 'number of claims',
      formula: frequency.kind,
      result: momentsText(year.number),
      source: `${BOOK}, appendix B`,
    },
    {
      term: 'one claim',
      formula: `${severity.kind}, paid ${limit === '' ? over : `min(${over}${limit}`}`,
      result: momentsText(year.claim.moments),
      source: `${BOOK}, appendix A`,
    },
  ];
}

function totalSteps(
  terms: AggregateLossTerms,
  { number }: YearOfClaims,
  claim: Moments,
  figures: Figures,
): Step[] {
  const [n, m] = [write(number.mean), write(claim.mean)];
  const steps = [
    { term: 'mean', formula: `${n} x ${m}`, result: figures.mean, source: `${BOOK}, section 9.3` },
    {
      term: 'standard deviation',
      formula: `root of ${n} x ${write(claim.variance)} + ${write(number.variance)} x ${m}^2`,
      result: figures.standardDeviation,
      source: `${BOOK}, section 9.3`,
    },
    {
      term: 'stop-loss premium',
      formula: `E[${excessText(terms)}]`,
      result: figures.stopLossPremium,
      source: SOURCE,
    },
    {
      term: 'probability of attachment',
      formula: `P(S > ${write(terms.aggregate?.attachment ?? 0)})`,
      result: figures.probabilityOfAttachment,
      source: SOURCE,
    },
  ];
  return steps.flatMap(({ result, ...step }) =>
    result === undefined ? [] : [{ ...step, result: write(result) }],
  );
}

function excessText({ aggregate }: AggregateLossTerms): string {
  if (aggregate === undefined) return '';
  const over = `(S - ${write(aggregate.attachment)})+`;
  return aggregate.limit === Infinity ? over : `min(${over}, ${write(aggregate.limit)})`;
}

function momentsText({ mean, variance }: Moments): string {
  const deviation = Number.isFinite(variance) ? write(Math.sqrt(variance)) : 'none';
  return `mean ${write(mean)}, standard deviation ${deviation}`;
}

function withError(figure: unknown, error: unknown): string {
  return error === undefined ? write(figure) : `${write(figure)}, standard error ${write(error)}`;
}

/** A number to ten digits, without zeros at its end. */
function write(figure: unknown): string {
  return String(Number((figure as number).toPrecision(10)));
}
