import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth, type Month } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { MotionDraft } from '../board/move.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { AssessmentOrder } from './assess.ts';
import type { DistributionOrder } from './distribute.ts';
import type { LeavingTerms } from './leaving.ts';

type Document = Consortium['document'];

/** The motion on the terms on which a member leaves. */
export function withdrawalMotion(
  { withdrawal }: Document,
  { member, noticeDay, lastMonth }: LeavingTerms,
): MotionDraft {
  const days = { notice: formatDay(noticeDay), lastMonth: formatMonth(lastMonth) };
  return {
    ...{ kind: 'withdrawal terms', title: `Withdrawal of ${member} after ${days.lastMonth}` },
    content: { withdrawal: { member, ...days, runOut: withdrawal.runOut } },
  };
}

/**
 * The motion to assess members. Its content is what is ordered and not what follows from it, as that of the next: shares
 * are by what members contributed, and a contribution that is corrected after the vote changes them by right.
 */
export function assessmentMotion(
  { currency }: Document,
  { shortfall, impairedDay, orderedDay, lookBackYears, ...months }: AssessmentOrder,
): MotionDraft {
  const order = {
    ...{ shortfall: formatAmount(shortfall, currency), impaired: formatDay(impairedDay) },
    ...{ ordered: formatDay(orderedDay), ...monthsOf(months), lookBackYears },
  };
  const title = `Assessment of ${order.shortfall} ${currency.code}, ordered on ${order.ordered}`;
  return { kind: 'assessment', title, content: { assessment: order } };
}

/** The motion to give surplus back. */
export function distributionMotion(
  { currency }: Document,
  { amount, declaredDay, ...months }: DistributionOrder,
): MotionDraft {
  const order = {
    ...{ amount: formatAmount(amount, currency), declared: formatDay(declaredDay) },
    ...monthsOf(months),
  };
  const title = `Surplus of ${order.amount} ${currency.code}, declared on ${order.declared}`;
  return { kind: 'surplus distribution', title, content: { surplusDistribution: order } };
}

function monthsOf({ from, through }: { readonly from: Month; readonly through: Month }) {
  return { from: formatMonth(from), through: formatMonth(through) };
}
