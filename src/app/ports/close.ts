import type { Month } from '../../core/calendar/month.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { Balance } from '../../core/ledger/statements.ts';
import type { Refusal } from '../../core/refusal.ts';

/** What plans paid for claims of a benefit, by month incurred and month paid; of a member. */
export interface PaidClaims {
  readonly memberId: number;
  readonly benefit: string;
  readonly incurredMonth: Month;
  readonly paidMonth: Month;
  readonly amount: number;
}

/** All that a close depends on, when nobody posts any more. */
export interface BooksAtClose {
  /** The first month that is open; undefined where none was ever closed. */
  readonly openMonth: Month | undefined;
  /** Balances by account and member of all months up to the one to be closed. */
  readonly balances: readonly Balance[];
  /** What was paid up to that month. */
  readonly paid: readonly PaidClaims[];
  /** What is not decided yet: claims and changes that no run has, and partitions of runs that are not done. */
  readonly waiting: { readonly claims: number; readonly changes: number; readonly partitions: number };
  /** The months that were charged, in order. */
  readonly chargedMonths: readonly Month[];
}

/** What is unpaid of the claims of a benefit, as it was estimated. */
export interface EstimatedReserve {
  readonly benefit: string;
  readonly method: string;
  readonly paid: number;
  readonly unpaid: number;
}

/** What a close posts and keeps. */
export interface Closing {
  readonly entries: readonly Entry[];
  readonly reserves: readonly EstimatedReserve[];
}

/** A month that was closed. */
export interface ClosedMonth {
  readonly month: Month;
  readonly reserves: readonly EstimatedReserve[];
}

/** Where months are closed. */
export interface CloseStore {
  /**
   * Closes a month: waits until all postings under way have ended, gives `closingOf` the books, and posts and keeps its
   * answer with the balances that follow. A refusal closes nothing.
   */
  close(
    consortiumId: number,
    month: Month,
    closingOf: (books: BooksAtClose) => Closing | Refusal,
  ): Promise<Closing | Refusal>;
  /** The months that were closed, in order. */
  closedMonths(consortiumId: number): Promise<ClosedMonth[]>;
}
