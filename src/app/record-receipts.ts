import { parseDay } from '../core/calendar/day.ts';
import { monthOf, parseMonth } from '../core/calendar/month.ts';
import { parseAmount } from '../core/money/amount.ts';
import { BatchEntries } from '../core/postings/batch-entries.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import type { BooksStore, Receipt } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';

/** Records what members paid in; a reference that is known changes nothing. Answers how many were new. */
export async function recordReceipts(
  store: BooksStore,
  consortium: Consortium,
  receipts: readonly Receipt[],
): Promise<number> {
  return store.writeReceipts(consortium.consortiumId, receipts, (fresh) => {
    const entries = new BatchEntries();
    for (const { memberId, receivedDay, amount } of fresh) {
      entries.add('contributions received', monthOf(receivedDay), memberId, amount);
    }
    return entries.entries();
  });
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
  return { memberId, reference: given.reference, receivedDay, amount, billMonth };
}
