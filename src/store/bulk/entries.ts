import { firstDayOf } from '../../core/calendar/month.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { LoaderTransaction } from '../loader.ts';
import { CopyRows, dayText } from './rows.ts';

/**
 * Copies a batch's entries, their postings and the deltas of balances that follow from them, and says so in the outbox. An
 * entry of a closed month takes the first open one.
 */
export async function copyEntries(
  loader: LoaderTransaction,
  batchId: number,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  const open = (await loader.openMonth('posting')) ?? -Infinity;
  const [heads, postings, deltas] = [new CopyRows(), new CopyRows(), new CopyRows()];
  const balances = new Map<
    string,
    { month: number; account: string; memberId: number; debit: number; credit: number }
  >();
  for (const [index, entry] of entries.entries()) {
    const month = Math.max(entry.month, open);
    heads.add([batchId, index + 1, entry.event, dayText(firstDayOf(month)), entry.memberId]);
    for (const [line, { account, amount }] of entry.postings.entries()) {
      postings.add([batchId, index + 1, line + 1, account, amount]);
      const key = `${month} ${account} ${entry.memberId}`;
      const balance = balances.get(key) ?? {
        month,
        account,
        memberId: entry.memberId,
        debit: 0,
        credit: 0,
      };
      if (amount >= 0) balance.debit += amount;
      else balance.credit -= amount;
      balances.set(key, balance);
    }
  }
  for (const { month, account, memberId, debit, credit } of balances.values()) {
    deltas.add([batchId, dayText(firstDayOf(month)), account, memberId, debit, credit]);
  }
  await loader.copy(
    'entry',
    ['batch_id', 'entry_number', 'event', 'accounting_month', 'member_id'],
    heads.take(),
  );
  await loader.copy(
    'posting',
    ['batch_id', 'entry_number', 'line_number', 'account', 'amount_cents'],
    postings.take(),
  );
  const columns = ['batch_id', 'accounting_month', 'account', 'member_id', 'debit_cents', 'credit_cents'];
  await loader.copy('balance_delta', columns, deltas.take());
  await loader.insert("INSERT INTO outbox (kind, fact_id, version) VALUES ('entries', $1, 1)", [batchId]);
}
