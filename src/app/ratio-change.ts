import { planYearWindow, type Window, wholeMonthsOf } from '../core/calendar/plan-year.ts';
import { type Attribution, attributeChange, type RatioPeriod } from '../core/loss-ratio/attribution.ts';
import { type Amount, amountOf, ZERO } from '../core/money/amount.ts';
import { isRefusal, type Refusal, within } from '../core/refusal.ts';
import { experienceIn, sumOfExperience } from './experience.ts';
import { largeClaimsAbove } from './large-claims.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import { membersMeant, type RatioScope, recoveredIn } from './ratio-scope.ts';

/** Which change of the loss ratio is asked for. */
export interface RatioQuestion extends RatioScope {
  /** Fiscal years, by the calendar year in which each starts. */
  readonly before: number;
  readonly after: number;
  /** What one person's claims of a year cost above this is large; the least specific deductible where it is not given. */
  readonly largeAbove?: Amount | undefined;
}

/** The answer: the two years as they were taken apart, and what moved the ratio. */
export interface RatioChange extends Attribution {
  readonly periods: readonly [RatioPeriod, RatioPeriod];
  readonly largeAbove: Amount | undefined;
}

/**
 * What moved the loss ratio from one fiscal year to another, of the pool or a part of it. Exposure is enrolment
 * months, frequency counts lines of claims, operations are what administration was charged. Refused: what `membersMeant`
 * and `experienceIn` refuse, `undefined_result` for a year without enrolment or contributions.
 */
export async function ratioChange(
  store: BooksStore,
  consortium: Consortium,
  question: RatioQuestion,
): Promise<RatioChange | Refusal> {
  const { document } = consortium;
  const isMeant = membersMeant(consortium, question);
  if (isRefusal(isMeant)) return isMeant;
  const largeAbove = question.largeAbove ?? largeClaimsAbove(document);
  const periods: RatioPeriod[] = [];
  for (const name of ['before', 'after'] as const) {
    const window = planYearWindow(question[name], document.fiscalYear.start);
    const period = await periodOf(store, consortium, window, question, isMeant, largeAbove);
    if (isRefusal(period)) return within(name, period);
    periods.push(period);
  }
  const [before, after] = periods as [RatioPeriod, RatioPeriod];
  const found = attributeChange(before, after);
  return isRefusal(found) ? found : { ...found, periods: [before, after], largeAbove };
}

async function periodOf(
  store: BooksStore,
  consortium: Consortium,
  window: Window,
  question: RatioQuestion,
  isMeant: (memberId: number) => boolean,
  largeAbove: Amount | undefined,
): Promise<RatioPeriod | Refusal> {
  const { benefit, isNet } = question;
  const cells = await experienceIn(store, consortium, window, benefit !== undefined);
  if (isRefusal(cells)) return cells;
  const sums = sumOfExperience(cells.filter((cell) => isMeant(cell.memberId) && cell.benefit === benefit));
  const { consortiumId } = consortium;
  // All else is summed by month.
  const months = wholeMonthsOf(window);
  const large =
    largeAbove === undefined ? [] : await store.largeClaims(consortiumId, months, largeAbove, benefit);
  const aboveIt = sumOf(large.flatMap(({ memberId, amount }) => (isMeant(memberId) ? amount : [])));
  const recovered = isNet ? await recoveredIn(store, consortium, window) : new Map<number, Amount>();
  if (isRefusal(recovered)) return recovered;
  return {
    exposure: sums.enrolmentMonths,
    earnedPremium: sums.contributions,
    cededPremium: isNet ? sums.stopLossPremium : ZERO,
    claims: sums.lines,
    ordinaryClaims: amountOf(sums.claims - aboveIt),
    largeClaims: aboveIt,
    catastropheClaims: ZERO,
    adjustmentExpense: sums.administration,
    recoveries: sumOf([...recovered].flatMap(([memberId, amount]) => (isMeant(memberId) ? amount : []))),
  };
}

function sumOf(amounts: readonly number[]): Amount {
  return amounts.reduce<Amount>((sum, amount) => amountOf(sum + amount), ZERO);
}
