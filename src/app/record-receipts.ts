import { monthOf } from '../core/calendar/month.ts';
import { BatchEntries } from '../core/postings/batch-entries.ts';
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
