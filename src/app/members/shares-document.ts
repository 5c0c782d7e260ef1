import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import type {
  MemberPayment,
  MemberShare,
  Numbered,
  OrderedAssessment,
  SurplusDistribution,
} from '../ports/sharing.ts';
import { codeOf } from './bill-month.ts';

/** The shares of members, as they stand in a document; of `members` alone where they are given. */
export function shareDocuments(
  { document, members: all }: Consortium,
  shares: readonly MemberShare[],
  members: ReadonlyMap<string, number> = all,
) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  const seen = new Set(members.values());
  return shares
    .filter(({ memberId }) => seen.has(memberId))
    .map(({ memberId, weight, amount }) => ({
      ...{ member: codeOf(all, memberId), contributions: write(weight), amount: write(amount) },
    }));
}

/** An assessment that was ordered. */
export function assessmentDocument(
  consortium: Consortium,
  members: ReadonlyMap<string, number>,
  {
    number,
    shortfall,
    impairedDay,
    orderedDay,
    payByDay,
    lookBackYears,
    ...one
  }: Numbered<OrderedAssessment>,
) {
  return {
    ...{ number, shortfall: formatAmount(shortfall, consortium.document.currency) },
    ...{ impaired: formatDay(impairedDay), ordered: formatDay(orderedDay), payBy: formatDay(payByDay) },
    ...{ from: formatMonth(one.fromMonth), through: formatMonth(one.throughMonth), lookBackYears },
    shares: shareDocuments(consortium, one.shares, members),
  };
}

/** A distribution that was declared. */
export function distributionDocument(
  consortium: Consortium,
  members: ReadonlyMap<string, number>,
  { number, amount, declaredDay, fromMonth, throughMonth, shares }: Numbered<SurplusDistribution>,
) {
  return {
    ...{ number, amount: formatAmount(amount, consortium.document.currency) },
    ...{ declared: formatDay(declaredDay), from: formatMonth(fromMonth), through: formatMonth(throughMonth) },
    shares: shareDocuments(consortium, shares, members),
  };
}

/** What a member was paid. */
export function paymentDocument(
  { document, members }: Consortium,
  { memberId, reference, paidDay, amount }: MemberPayment,
) {
  return {
    ...{ member: codeOf(members, memberId), reference, day: formatDay(paidDay) },
    amount: formatAmount(amount, document.currency),
  };
}
