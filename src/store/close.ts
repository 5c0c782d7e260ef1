import type { CloseStore, Closing, EstimatedReserve } from '../app/ports/close.ts';
import { firstDayOf, type Month } from '../core/calendar/month.ts';
import type { Balance } from '../core/ledger/statements.ts';
import { isRefusal } from '../core/refusal.ts';
import { booksAtMonth, readinessAt } from './books-at-month.ts';
import { copyEntries } from './bulk/entries.ts';
import { CopyRows, dayText } from './bulk/rows.ts';
import type { Database } from './database.ts';
import { nextIdentifiers } from './identifiers.ts';
import type { Loader, LoaderTransaction } from './loader.ts';
import { monthOf } from './months.ts';

/** The closing of months in a database. */
export function closeStore(database: Database, loader: Loader): CloseStore {
  return {
    readiness: (consortiumId) =>
      database.read(consortiumId, async (query) => {
        const { open } = await query.one<{ open: Month | null }>(
          `SELECT ${monthOf('poolbook.first_open_month()')} AS open`,
        );
        return { ...(await readinessAt(query)), openMonth: open ?? undefined };
      }),

    async close(consortiumId, month, large, closingOf) {
      const batchId = await database.unitOfWork(consortiumId, (query) => nextIdentifiers(query, 'batch'));
      return loader.copyTransaction(consortiumId, async (transaction) => {
        const openMonth = await transaction.openMonth('closing');
        // Read by the application, as the loader may not: all that was posted has committed, and nobody posts.
        const books = await database.read(consortiumId, async (query) => ({
          ...(await booksAtMonth(query, month, large)),
          ...(await readinessAt(query)),
        }));
        const closing = closingOf({ ...books, openMonth });
        if (isRefusal(closing)) return closing;
        await transaction.insert('INSERT INTO batch (batch_id, kind) VALUES ($1, $2)', [
          batchId,
          'month close',
        ]);
        await copyEntries(transaction, batchId, closing.entries);
        await copyClose(transaction, batchId, month, books.balances, closing);
        return closing;
      });
    },

    booksAt: (consortiumId, month, large) =>
      database.read(consortiumId, (query) => booksAtMonth(query, month, large)),

    closedMonths: (consortiumId) =>
      database.read(consortiumId, async (query) => {
        const months = await query.rows<{ month: Month }>(
          `SELECT ${monthOf('accounting_month')} AS month FROM period_close ORDER BY 1`,
        );
        const reserves = await query.rows<EstimatedReserve & { month: Month }>(
          `SELECT ${monthOf('accounting_month')} AS month, benefit, method, paid_cents AS paid, unpaid_cents AS unpaid
           FROM period_reserve ORDER BY 1, benefit`,
        );
        const byMonth = Map.groupBy(reserves, ({ month }) => month);
        return months.map(({ month }) => ({
          month,
          reserves: (byMonth.get(month) ?? []).map(({ month: _, ...reserve }) => reserve),
        }));
      }),
  };
}

async function copyClose(
  transaction: LoaderTransaction,
  batchId: number,
  month: Month,
  before: readonly Balance[],
  { entries, reserves }: Closing,
): Promise<void> {
  const day = dayText(firstDayOf(month));
  await transaction.insert('INSERT INTO period_close (accounting_month, batch_id) VALUES ($1, $2)', [
    day,
    batchId,
  ]);
  const balances = new Map<string, { account: string; memberId: number; balance: number }>();
  const add = (account: string, memberId: number, amount: number) => {
    const key = `${account} ${memberId}`;
    const found = balances.get(key);
    if (found === undefined) balances.set(key, { account, memberId, balance: amount });
    else found.balance += amount;
  };
  for (const { account, memberId, debit, credit } of before) add(account, memberId, debit - credit);
  // What is taken back in the next month is none of this one's balances.
  for (const { memberId, postings } of entries.filter((entry) => entry.month <= month))
    for (const { account, amount } of postings) add(account, memberId, amount);
  const [kept, estimated] = [new CopyRows(), new CopyRows()];
  for (const { account, memberId, balance } of balances.values()) kept.add([day, account, memberId, balance]);
  for (const { benefit, method, paid, unpaid } of reserves)
    estimated.add([day, benefit, method, paid, unpaid]);
  const columns = ['accounting_month', 'account', 'member_id', 'balance_cents'];
  await transaction.copy('period_balance', columns, kept.take());
  const estimates = ['accounting_month', 'benefit', 'method', 'paid_cents', 'unpaid_cents'];
  await transaction.copy('period_reserve', estimates, estimated.take());
}
