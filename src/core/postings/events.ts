import type { Month } from '../calendar/month.ts';
import type { AccountCode } from '../ledger/accounts.ts';
import { type Entry, entryOf } from '../ledger/entry.ts';
import type { Amount } from '../money/amount.ts';

/**
 * What happens to a pool and posts to its ledger: which account is debited and which credited. A negative amount
 * (a refund, a recovery, a position that fell) posts the other way round under the same event.
 */
export const EVENTS = {
  /** The plan owes a claim: adjudicated here, or paid by the administrator for us. */
  'claims incurred': ['claims-incurred', 'claims-payable'],
  /** Money leaves for claims: a payment run, or the funding of an administrator's draw. */
  'claims paid': ['claims-payable', 'claims-fund-cash'],
  /** What claims that nobody has reported yet will cost has risen (or fallen). */
  'claims not reported': ['change-in-incurred-but-not-reported', 'incurred-but-not-reported'],
  'contributions billed': ['contributions-receivable', 'contributions-earned'],
  'contributions received': ['claims-fund-cash', 'contributions-receivable'],
  'administration charged': ['administration', 'administration-payable'],
  'administration paid': ['administration-payable', 'claims-fund-cash'],
  'stop-loss premium charged': ['stop-loss-premium', 'stop-loss-premium-payable'],
  'stop-loss premium paid': ['stop-loss-premium-payable', 'claims-fund-cash'],
  /** What a carrier owes under a contract has risen (or fallen). */
  'stop-loss recoverable': ['stop-loss-recoverable', 'stop-loss-recoveries'],
  'stop-loss received': ['claims-fund-cash', 'stop-loss-recoverable'],
} as const satisfies Record<string, readonly [debit: AccountCode, credit: AccountCode]>;

export type EventKind = keyof typeof EVENTS;

/** The entry of an event of one member (0: the pool itself) in an accounting month. */
export function entryFor(event: EventKind, month: Month, memberId: number, amount: Amount): Entry {
  const [debit, credit] = EVENTS[event];
  return entryOf(event, month, memberId, [
    { account: debit, amount },
    { account: credit, amount: -amount as Amount },
  ]);
}

/** The entry that opens the books in the middle of a year: balances as given, debits positive. They must balance. */
export function openingEntry(
  month: Month,
  memberId: number,
  balances: readonly { readonly account: AccountCode; readonly amount: Amount }[],
): Entry {
  return entryOf('opening balances', month, memberId, balances);
}
