import { parseDay } from '../core/calendar/day.ts';
import { monthOf, parseMonth } from '../core/calendar/month.ts';
import { parseAmount } from '../core/money/amount.ts';
import { BatchEntries } from '../core/postings/batch-entries.ts';
import type { EventKind } from '../core/postings/events.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import type { BooksStore, Receipt } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import type { SharingStore } from './ports/sharing.ts';

/** Records what members paid in; a reference that is known changes nothing. Answers how many were new. */
export async function recordReceipts(
  store: BooksStore,
  consortium: Consortium,
  receipts: readonly Receipt[],
): Promise<number> {
  return store.writeReceipts(consortium.consortiumId, receipts, (fresh) => {
    const entries = new BatchEntries();
    for (const receipt of fresh)
      entries.add(eventOf(receipt), monthOf(receipt.receivedDay), receipt.memberId, receipt.amount);
    return entries.entries();
  });
}

function eventOf({ assessmentId, isRunOut }: Receipt): EventKind {
  if (assessmentId !== undefined) return 'assessment received';
  return isRunOut === true ? 'run-out received' : 'contributions received';
}

/** Refuses (`unknown_reference`) a receipt for an assessment that there is not, or in which the member has no share. */
export async function assessmentProblem(
  store: SharingStore,
  { consortiumId }: Consortium,
  { memberId, assessmentId }: Receipt,
): Promise<Refusal | undefined> {
  if (assessmentId === undefined) return undefined;
  const assessments = await store.assessments(consortiumId);
  const own = assessments.filter(({ shares }) => shares.some((share) => share.memberId === memberId));
  if (own.some(({ number }) => number === assessmentId)) return undefined;
  const expected =
    own.length === 0 ? 'an assessment of the member' : `one of ${own.map(({ number }) => number).join(', ')}`;
  return refuse('unknown_reference', '--assessment', expected, assessmentId);
}

/** A receipt from what a person wrote. Refused: an unknown member, a day, amount or month that cannot be read, an amount of 0 or less. */
export function readReceipt(
  { document, members }: Consortium,
  given: {
    readonly member: string;
    readonly reference: string;
    readonly day: string;
    readonly amount: string;
    readonly bill?: string | undefined;
    readonly assessment?: string | undefined;
    readonly runOut?: boolean | undefined;
  },
): Receipt | Refusal {
  const memberId = members.get(given.member);
  if (memberId === undefined) {
    return refuse('unknown_reference', '--member', `one of ${[...members.keys()].join(', ')}`, given.member);
  }
  const receivedDay = parseDay(given.day);
  if (typeof receivedDay === 'string') {
    return refuse(receivedDay, '--day', 'a day that exists, such as 2026-03-12', given.day);
  }
  const amount = parseAmount(given.amount, document.currency);
  if (typeof amount === 'string') {
    return refuse(
      amount,
      '--amount',
      `an amount in ${document.currency.code} such as 12500.00`,
      given.amount,
    );
  }
  if (amount <= 0) return refuse('out_of_range', '--amount', 'an amount above 0', given.amount);
  const billMonth = given.bill === undefined ? undefined : parseMonth(given.bill);
  if (given.bill !== undefined && billMonth === undefined)
    return refuse('wrong_type', '--bill', 'the month of a bill, such as 2026-03', given.bill);
  if (given.assessment !== undefined && !/^[1-9]\d{0,14}$/.test(given.assessment))
    return refuse('wrong_type', '--assessment', 'the number of an assessment, such as 1', given.assessment);
  const assessmentId = given.assessment === undefined ? undefined : Number(given.assessment);
  const isRunOut = given.runOut === true;
  if ([billMonth !== undefined, assessmentId !== undefined, isRunOut].filter(Boolean).length > 1)
    return refuse('inconsistent', '--bill', 'one of --bill, --assessment and --run-out', 'several');
  return { memberId, reference: given.reference, receivedDay, amount, billMonth, assessmentId, isRunOut };
}
