import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { isEmployer, membersSeenBy } from '../employer.ts';
import { cursorOf, isDayNumber, isPlainText, pageOf, placeIfAny } from '../page.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ReceiptPlace, ReceiptSearch } from '../ports/members.ts';
import type { Stores } from '../ports/stores.ts';
import type { Viewer } from '../viewer.ts';
import { codeOf } from './bill-month.ts';
import type { PageAsked } from './find-charges.ts';
import { paymentDocument } from './shares-document.ts';
import { writtenDayIfAny } from './written.ts';

/**
 * A page of what members paid in, the latest first; to employers not what other members paid for run-out. Refused: as `membersSeenBy`, a day that is none, a cursor that no page
 * gave.
 */
export async function findReceipts(
  viewer: Viewer,
  { members: store }: Pick<Stores, 'members'>,
  consortium: Consortium,
  asked: PageAsked,
) {
  const search = searchOf(viewer, consortium, asked);
  if (isRefusal(search)) return search;
  const found = await store.receipts(consortium.consortiumId, search);
  const { currency } = consortium.document;
  return pageOf(
    found,
    asked.limit,
    ({ memberId, reference, receivedDay, amount, billMonth, assessmentId, isRunOut }) => ({
      ...{ member: codeOf(consortium.members, memberId), reference, day: formatDay(receivedDay) },
      amount: formatAmount(amount, currency),
      ...(billMonth !== undefined && { bill: formatMonth(billMonth) }),
      ...(assessmentId !== undefined && { assessment: assessmentId }),
      ...(isRunOut === true && { runOut: true }),
    }),
    ({ receivedDay, memberId, reference }) => cursorOf([receivedDay, memberId, reference]),
  );
}

/** A page of what members were paid, the latest first. Refused as `findReceipts` refuses. */
export async function findPayments(
  viewer: Viewer,
  { sharing }: Pick<Stores, 'sharing'>,
  consortium: Consortium,
  asked: PageAsked,
) {
  const search = searchOf(viewer, consortium, asked);
  if (isRefusal(search)) return search;
  const found = await sharing.payments(consortium.consortiumId, search);
  return pageOf(
    found,
    asked.limit,
    (payment) => paymentDocument(consortium, payment),
    ({ paidDay, memberId, reference }) => cursorOf([paidDay, memberId, reference]),
  );
}

function searchOf(viewer: Viewer, consortium: Consortium, asked: PageAsked): ReceiptSearch | Refusal {
  const members = membersSeenBy(viewer, consortium.members, asked.member);
  if (isRefusal(members)) return members;
  const from = writtenDayIfAny('--from', asked.from);
  if (isRefusal(from)) return from;
  const through = writtenDayIfAny('--through', asked.through);
  if (isRefusal(through)) return through;
  const after = placeIfAny<ReceiptPlace>(
    asked.after,
    ([day, memberId, reference]) =>
      isDayNumber(day) && Number.isSafeInteger(memberId) && isPlainText(reference),
  );
  if (isRefusal(after)) return after;
  // What another member pays for its run-out is what claims of a few of its persons cost.
  const runOutOf = isEmployer(viewer) ? (viewer.memberId ?? 0) : undefined;
  return { memberIds: [...members.values()], runOutOf, from, through, after, limit: asked.limit + 1 };
}
