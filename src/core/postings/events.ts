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
  /** Members are ordered to make up a shortfall. */
  'assessment ordered': ['assessments-receivable', 'assessments'],
  'assessment received': ['claims-fund-cash', 'assessments-receivable'],
  /** What a member that left owes for claims incurred before and paid after has risen (or fallen). */
  'run-out charged': ['run-out-receivable', 'run-out-charged'],
  'run-out received': ['claims-fund-cash', 'run-out-receivable'],
  /** Surplus is given back: owed to members first, then paid. */
  'surplus distributed': ['surplus-distributed', 'due-to-members'],
  'member paid': ['due-to-members', 'claims-fund-cash'],
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
