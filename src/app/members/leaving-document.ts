import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import { codeOf } from './bill-month.ts';
import type { Leaving, RunOut } from './leaving.ts';

/** A withdrawal that is on record, as one document. */
export function leavingDocument({ members }: Consortium, leaving: Leaving) {
  const { memberId, noticeDay, lastMonth, runOut, coveredAfter } = leaving;
  return {
    ...{ member: codeOf(members, memberId), notice: formatDay(noticeDay), lastMonth: formatMonth(lastMonth) },
    ...{ runOut, coveredAfter },
  };
}

/** How the run-out of a member that left stands, as one document. */
export function runOutDocument({ document, members }: Consortium, { facts, difference, ...left }: RunOut) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  return {
    ...{
      member: codeOf(members, left.memberId),
      lastMonth: formatMonth(left.lastMonth),
      borneBy: left.runOut,
    },
    ...(facts !== undefined && {
      ...{
        closedMonth: formatMonth(facts.closedMonth),
        paid: write(facts.paid),
        unpaid: write(facts.unpaid),
      },
      ...{ liability: write(facts.paid + facts.unpaid), posted: write(difference) },
    }),
  };
}
