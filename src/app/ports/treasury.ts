import type { Month } from '../../core/calendar/month.ts';
import type { AccountCode } from '../../core/ledger/accounts.ts';
import type { Match, Movement } from '../../core/ledger/reconciliation.ts';

/** A match as it is recorded, with how it was found. */
export interface RecordedMatch extends Match {
  readonly number: number;
  readonly how: 'exact' | 'likely' | 'by hand';
}

/** All that a bank account is reconciled from. */
export interface BankBooks {
  /** The lines of the bank; their text is reference and description. */
  readonly lines: readonly Movement[];
  /** What the ledger's cash account moved, by receipt, draw, payment run or month; the text is a reference, or ''. */
  readonly items: readonly Movement[];
  /** Matches that were not undone. */
  readonly matches: readonly RecordedMatch[];
  /** Matches that were undone: they are not found again. */
  readonly undone: readonly Match[];
  /** The balance of the cash account in the ledger, of all months. */
  readonly ledgerBalance: number;
}

/** A match to be recorded. */
export interface NewMatch {
  readonly bank: readonly Movement[];
  readonly books: readonly Movement[];
}

/** What an account is to move, or moved, in a month. */
export interface MonthlyAmount {
  readonly month: Month;
  readonly account: AccountCode;
  readonly amount: number;
}

/** What was drawn for a register on a day of funding; `isMatched` says that the bank has it too. */
export interface Draw {
  readonly registerId: number;
  readonly fileName: string;
  readonly fundedDay: number;
  readonly rows: number;
  readonly amount: number;
  readonly isMatched: boolean;
}

/** Bank accounts, and the budget. */
export interface TreasuryStore {
  bankBooks(consortiumId: number, account: string, ledger: AccountCode): Promise<BankBooks>;
  /**
   * Records the matches that `matchesOf` finds in the books as they are, while nobody else matches; answers their numbers.
   */
  match<Refused>(
    consortiumId: number,
    account: string,
    ledger: AccountCode,
    how: RecordedMatch['how'],
    matchesOf: (books: BankBooks) => readonly NewMatch[] | Refused,
  ): Promise<number[] | Refused>;
  /** Undoes a match of an account, with the reason; false where there is none, or it was undone before. */
  undo(consortiumId: number, account: string, number: number, reason: string): Promise<boolean>;
  /** The draws for registers of claims paid elsewhere, by the day of funding. */
  draws(consortiumId: number): Promise<Draw[]>;
  /** What is planned, by month and account, positive for income and expense; the last file that says something counts. */
  budget(consortiumId: number, from: Month, through: Month): Promise<MonthlyAmount[]>;
  /** What accounts moved in the ledger, debits less credits. */
  actual(
    consortiumId: number,
    from: Month,
    through: Month,
    accounts: readonly AccountCode[],
  ): Promise<MonthlyAmount[]>;
}
