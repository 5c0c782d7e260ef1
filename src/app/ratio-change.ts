import { firstDayOf } from '../core/calendar/month.ts';
import { isIn, planYearWindow, type Window } from '../core/calendar/plan-year.ts';
import { type Attribution, attributeChange, type RatioPeriod } from '../core/loss-ratio/attribution.ts';
import { type Amount, amountOf, ZERO } from '../core/money/amount.ts';
import { isRefusal, type Refusal, refuse, within } from '../core/refusal.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import { contractPositions, inForce, recoverableOf } from './stop-loss.ts';

/** Which change of the loss ratio is asked for. */
export interface RatioQuestion {
  /** Fiscal years, by the calendar year in which each starts. */
  readonly before: number;
  readonly after: number;
  /** A member's code; all where it is not given. */
  readonly member?: string | undefined;
  /** Net of stop-loss: less what is recoverable, over contributions less its premium. */
  readonly isNet: boolean;
  /** What one person's claims of a year cost above this is large; the least specific deductible where it is not given. */
  readonly largeAbove?: Amount | undefined;
}

/** The answer: the two years as they were taken apart, and what moved the ratio. */
export interface RatioChange extends Attribution {
  readonly periods: readonly [RatioPeriod, RatioPeriod];
  readonly largeAbove: Amount | undefined;
}

/**
 * What moved the loss ratio from one fiscal year to another, of the pool or one member. Exposure is enrolment months,
 * frequency counts lines of claims, operations are what administration was charged. Refused: `unknown_reference` for a
 * member, `undefined_result` for a year without enrolment or contributions.
 */
export async function ratioChange(
  store: BooksStore,
  consortium: Consortium,
  question: RatioQuestion,
): Promise<RatioChange | Refusal> {
  const { members, document } = consortium;
  const memberId = question.member === undefined ? undefined : members.get(question.member);
  if (question.member !== undefined && memberId === undefined)
    return refuse(
      'unknown_reference',
      '--member',
      `one of ${[...members.keys()].join(', ')}`,
      question.member,
    );
  const deductibles = document.stopLoss.flatMap(({ policy }) => policy.specific?.deductible ?? []);
  const largeAbove =
    question.largeAbove ?? (deductibles.length === 0 ? undefined : (Math.min(...deductibles) as Amount));
  const periods: RatioPeriod[] = [];
  for (const name of ['before', 'after'] as const) {
    const window = planYearWindow(question[name], document.fiscalYear.start);
    const period = await periodOf(store, consortium, window, memberId, largeAbove, question.isNet);
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
  memberId: number | undefined,
  largeAbove: Amount | undefined,
  isNet: boolean,
): Promise<RatioPeriod | Refusal> {
  const { consortiumId } = consortium;
  const isMeant = (row: { memberId: number }) => memberId === undefined || row.memberId === memberId;
  const sums = { exposure: 0, earned: 0, ceded: 0, lines: 0, paid: 0, operations: 0 };
  for (const { month, kind, units, amount, ...row } of await store.charges(consortiumId)) {
    if (!isIn(window, firstDayOf(month)) || !isMeant(row)) continue;
    if (kind === 'contribution') sums.exposure += units;
    const name = (
      { contribution: 'earned', administration: 'operations', 'stop-loss premium': 'ceded' } as const
    )[kind];
    sums[name] = amountOf(sums[name] + amount);
  }
  for (const { incurredMonth, lines, planPays, ...row } of await store.claimSums(consortiumId)) {
    if (!isIn(window, firstDayOf(incurredMonth)) || !isMeant(row)) continue;
    sums.lines += lines;
    sums.paid = amountOf(sums.paid + planPays);
  }
  const large = largeAbove === undefined ? [] : await store.largeClaims(consortiumId, window, largeAbove);
  const aboveIt = sumOf(large.filter(isMeant));
  const recovered = isNet ? await recoveredIn(store, consortium, window, memberId) : ZERO;
  if (isRefusal(recovered)) return recovered;
  return {
    exposure: sums.exposure,
    earnedPremium: sums.earned as Amount,
    cededPremium: (isNet ? sums.ceded : 0) as Amount,
    claims: sums.lines,
    ordinaryClaims: (sums.paid - aboveIt) as Amount,
    largeClaims: aboveIt,
    catastropheClaims: ZERO,
    adjustmentExpense: sums.operations as Amount,
    recoveries: recovered,
  };
}

/** What is recoverable under the contracts that came into force in the year; the aggregate part belongs to no member. */
async function recoveredIn(
  store: BooksStore,
  consortium: Consortium,
  window: Window,
  memberId: number | undefined,
): Promise<Amount | Refusal> {
  const positions = await contractPositions(store, consortium);
  if (isRefusal(positions)) return positions;
  const policies = new Map(consortium.document.stopLoss.map(({ contract, policy }) => [contract, policy]));
  const inYear = positions.filter(({ contract }) => isIn(window, inForce(policies.get(contract)!).from));
  return sumOf(
    inYear.flatMap(recoverableOf).filter((part) => memberId === undefined || part.memberId === memberId),
  );
}

function sumOf(rows: readonly { readonly amount: number }[]): Amount {
  return rows.reduce((sum, { amount }) => amountOf(sum + amount), ZERO);
}
