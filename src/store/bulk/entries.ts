import { firstDayOf } from '../../core/calendar/month.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { LoaderTransaction } from '../loader.ts';
import { CopyRows, dayText, type Value } from './rows.ts';

export const ENTRY_COLUMNS = {
  entry: ['batch_id', 'entry_number', 'event', 'accounting_month', 'member_id'],
  posting: ['batch_id', 'entry_number', 'line_number', 'account', 'amount_cents'],
  balance_delta: ['batch_id', 'accounting_month', 'account', 'member_id', 'debit_cents', 'credit_cents'],
} as const;

/** The rows of a batch's entries, their postings and the deltas of balances that follow from them. */
export type EntryRows = Record<keyof typeof ENTRY_COLUMNS, Value[][]>;

/** An entry of a closed month takes the first open one; `open` is undefined where no month was ever closed. */
export function entryRows(
  batchId: number,
  entries: readonly Entry[],
  open: number = Number.NEGATIVE_INFINITY,
): EntryRows {
  const rows: EntryRows = { entry: [], posting: [], balance_delta: [] };
  const balances = new Map<
    string,
    { month: number; account: string; memberId: number; debit: number; credit: number }
  >();
  for (const [index, entry] of entries.entries()) {
    const month = Math.max(entry.month, open);
    rows.entry.push([batchId, index + 1, entry.event, dayText(firstDayOf(month)), entry.memberId]);
    for (const [line, { account, amount }] of entry.postings.entries()) {
      rows.posting.push([batchId, index + 1, line + 1, account, amount]);
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
  for (const { month, account, memberId, debit, credit } of balances.values())
    rows.balance_delta.push([batchId, dayText(firstDayOf(month)), account, memberId, debit, credit]);
  return rows;
}

/** Copies a batch's entries with all that follows from them, and says so in the outbox. */
export async function copyEntries(
  loader: LoaderTransaction,
  batchId: number,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entryRows(batchId, entries, await loader.openMonth('posting'));
  for (const table of ['entry', 'posting', 'balance_delta'] as const) {
    const copied = new CopyRows();
    for (const row of rows[table]) copied.add(row);
    await loader.copy(table, ENTRY_COLUMNS[table], copied.take());
  }
  await loader.insert("INSERT INTO outbox (kind, fact_id, version) VALUES ('entries', $1, 1)", [batchId]);
}
