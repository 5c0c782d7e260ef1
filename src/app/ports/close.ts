import type { Day } from '../../core/calendar/day.ts';
import type { Month } from '../../core/calendar/month.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { Balance } from '../../core/ledger/statements.ts';
import type { Amount } from '../../core/money/amount.ts';
import type { Refusal } from '../../core/refusal.ts';

/** What plans paid for claims of a benefit, by month incurred and month paid; of a member. */
export interface PaidClaims {
  readonly memberId: number;
  readonly benefit: string;
  readonly incurredMonth: Month;
  readonly paidMonth: Month;
  readonly amount: number;
}

/** An amount of a member. */
export interface MemberAmount {
  readonly memberId: number;
  readonly amount: number;
}

/** From which amount on what a person's claims of a year cost is taken apart, and the first days of the years. */
export interface LargeClaimTerms {
  readonly above: Amount;
  readonly yearStarts: readonly Day[];
}

/** The books as they stand at the end of a month, with what is on record of claims by then. */
export interface BooksAtMonth {
  /** Balances by account and member of all months up to this one. */
  readonly balances: readonly Balance[];
  /** What was paid up to this month, before the pool came here included. */
  readonly paid: readonly PaidClaims[];
  /** What was decided up to this month, and is paid after it. */
  readonly known: readonly PaidClaims[];
  /** The part of both that lies above the threshold of large claims. */
  readonly large: readonly PaidClaims[];
  /** What was paid elsewhere up to this month and is drawn from the fund after it, less what was drawn before it is paid. */
  readonly unfunded: readonly MemberAmount[];
  /** What was posted as recoverable up to this month, by contract and member. */
  readonly recoverable: readonly (MemberAmount & { readonly contract: string })[];
}

/** What a month has to be closed by. */
export interface Readiness {
  /** The first month that is open; undefined where none was ever closed. */
  readonly openMonth: Month | undefined;
  /** What is not decided yet: claims and changes that no run has, and partitions of runs that are not done. */
  readonly waiting: { readonly claims: number; readonly changes: number; readonly partitions: number };
  /** The months that were charged, in order. */
  readonly chargedMonths: readonly Month[];
}

/** All that a close depends on, when nobody posts any more. */
export interface BooksAtClose extends BooksAtMonth, Readiness {}

/** What is unpaid of the claims of a benefit, as it was estimated. */
export interface EstimatedReserve {
  readonly benefit: string;
  readonly method: string;
  readonly paid: number;
  readonly unpaid: number;
}

/** What a close posts, in its month or the next, and keeps. */
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
  /** Whether a month can be closed, while others may go on posting. */
  readiness(consortiumId: number): Promise<Readiness>;
  /**
   * Closes a month: waits until all postings under way have ended, gives `closingOf` the books, and posts and keeps its
   * answer with the balances that follow. A refusal closes nothing.
   */
  close(
    consortiumId: number,
    month: Month,
    large: LargeClaimTerms | undefined,
    closingOf: (books: BooksAtClose) => Closing | Refusal,
  ): Promise<Closing | Refusal>;
  /** The books at the end of a month, as postings so far make them. */
  booksAt(consortiumId: number, month: Month, large: LargeClaimTerms | undefined): Promise<BooksAtMonth>;
  /** The months that were closed, in order. */
  closedMonths(consortiumId: number): Promise<ClosedMonth[]>;
}
