import type { Month } from '../core/calendar/month.ts';
import type { Entry } from '../core/ledger/entry.ts';
import { amountOf } from '../core/money/amount.ts';
import { BatchEntries } from '../core/postings/batch-entries.ts';
import type { BooksAtMonth } from './ports/close.ts';
import { type ContractPosition, recoverableOf } from './stop-loss.ts';

/** What is recoverable at the end of a month beyond what is posted by then: the entries, and their sum. */
export interface AccruedRecoverable {
  readonly entries: readonly Entry[];
  readonly amount: number;
}

/**
 * Brings what is recoverable to the position at the end of a month, and takes it back in the next: where later payments were
 * on record already when the position was posted, it was posted in their month, and the balances of this one would lack it.
 * `positions` count what was paid by the end of the month.
 */
export function accruedRecoverable(
  positions: readonly ContractPosition[],
  posted: BooksAtMonth['recoverable'],
  month: Month,
): AccruedRecoverable {
  const lacking = new Map<number, number>();
  const add = (memberId: number, amount: number) =>
    lacking.set(memberId, amountOf((lacking.get(memberId) ?? 0) + amount));
  for (const { memberId, amount } of positions.flatMap(recoverableOf)) add(memberId, amount);
  const contracts = new Set(positions.map(({ contract }) => contract));
  for (const { contract, memberId, amount } of posted) if (contracts.has(contract)) add(memberId, -amount);
  const entries = new BatchEntries();
  for (const [memberId, amount] of lacking) {
    entries.add('stop-loss recoverable', month, memberId, amount);
    entries.add('stop-loss recoverable', (month + 1) as Month, memberId, -amount);
  }
  return {
    entries: entries.entries(),
    amount: [...lacking.values()].reduce((sum, amount) => sum + amount, 0),
  };
}
