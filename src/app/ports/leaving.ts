import type { Month } from '../../core/calendar/month.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { ResolutionUse } from './board.ts';

/** A member that leaves at the end of a month, and who bears its claims that are paid later. */
export interface Withdrawal {
  readonly memberId: number;
  readonly noticeDay: number;
  readonly lastMonth: Month;
  readonly runOut: 'member' | 'pool';
}

/** What the books of a closed month hold of the run-out of a member that left by then. */
export interface RunOutFacts {
  readonly closedMonth: Month;
  /** Paid after it left, by the end of the month, for claims incurred before. */
  readonly paid: number;
  /** What its claims will still cost by then: known, and its share of the reserve for what is not. */
  readonly unpaid: number;
  /** What the member was charged for it so far. */
  readonly charged: number;
}

/** Where members that leave are kept. */
export interface LeavingStore {
  withdrawals(consortiumId: number): Promise<Withdrawal[]>;
  /**
   * Records a withdrawal, and uses the resolution of the board where one is needed; false, and nothing is written, where the
   * member leaves already. Refused as `requireResolution`.
   */
  writeWithdrawal(
    consortiumId: number,
    withdrawal: Withdrawal,
    use: ResolutionUse | undefined,
  ): Promise<boolean | Refusal>;
  /** How many persons of a member are covered after a month. */
  coveredAfter(consortiumId: number, memberId: number, month: Month): Promise<number>;
  /** What the last month that was closed holds of a member's run-out; undefined where none was closed since it left. */
  runOutFacts(consortiumId: number, withdrawal: Withdrawal): Promise<RunOutFacts | undefined>;
  /** Posts what a member's run-out is more (or less) than it was charged, where it is; answers the facts before. */
  postRunOut(
    consortiumId: number,
    withdrawal: Withdrawal,
    entriesOf: (facts: RunOutFacts, difference: number) => readonly Entry[],
  ): Promise<RunOutFacts | undefined>;
}
