import type { Month } from '../../core/calendar/month.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { RecoverablePosting } from './books.ts';

/** What was posted as recoverable under a contract, in its month of the ledger; below 0 where a position fell. */
export interface PostedRecoverable extends RecoverablePosting {
  readonly contract: string;
  readonly month: Month;
}

/** What a carrier paid under a contract. The reference is the carrier's own for it, once. */
export interface Reimbursement {
  readonly contract: string;
  readonly reference: string;
  readonly receivedDay: number;
  readonly amount: number;
}

/** What of a reimbursement is for a member (0: the pool) and part. */
export interface ReimbursementShare extends Reimbursement {
  readonly memberId: number;
  readonly part: RecoverablePosting['part'];
}

/** What contracts owed, and what their carriers paid. */
export interface RecoverablesOnRecord {
  /** In the order in which it was posted. */
  readonly posted: readonly PostedRecoverable[];
  /** In order of the day on which it came. */
  readonly received: readonly ReimbursementShare[];
}

/** A reimbursement as it settles what is open, with the entries that post it. */
export interface SettledReimbursement {
  readonly shares: readonly ReimbursementShare[];
  readonly entries: readonly Entry[];
}

/** What carriers owe and pay back. */
export interface ReimbursementStore {
  recoverables(consortiumId: number): Promise<RecoverablesOnRecord>;
  /**
   * Writes a reimbursement as `settledBy` says, which is given what is on record while nobody else posts; where it answers
   * nothing, nothing is written. Answers whether something was.
   */
  receive(
    consortiumId: number,
    settledBy: (onRecord: RecoverablesOnRecord) => SettledReimbursement | undefined | Refusal,
  ): Promise<boolean | Refusal>;
}
