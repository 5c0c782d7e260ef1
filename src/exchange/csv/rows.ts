import type { Day } from '../../core/calendar/day.ts';
import type { Month } from '../../core/calendar/month.ts';
import type { Amount } from '../../core/money/amount.ts';
import type { Refusal } from '../../core/refusal.ts';

/**
 * Where a row stands in its file: the line (1 is the header) on which it begins, and, where it came from a file, its
 * fields as they stood there, so that a rejected row can be given back as it was.
 */
export interface Located {
  readonly fileLine: number;
  readonly record?: readonly string[] | undefined;
}

/** Coverage of one person: who, under which subscriber, in which member's plan and tier, from and to which day. */
export interface EnrolmentRow extends Located {
  readonly person: string;
  readonly subscriber: string;
  readonly relationship: string;
  readonly member: string;
  readonly plan: string;
  readonly tier: string;
  readonly from: Day;
  readonly to?: Day | undefined;
}

/** What a claim does to the claims before it (X12 CLM05-3): an original, a replacement of that on record, its void. */
export type ClaimFrequency = '1' | '7' | '8';

/** A claim to be adjudicated here, with its lines. Texts that are not given are ''. */
export interface ClaimRow extends Located {
  readonly claim: string;
  readonly person: string;
  readonly received: Day;
  readonly benefit: string;
  readonly provider: string;
  readonly frequency: ClaimFrequency;
  readonly lines: readonly ClaimRowLine[];
}

/** A line of a claim. A negative charge is a refund; its allowed amount is then between the charge and 0. */
export interface ClaimRowLine extends Located {
  readonly line: string;
  readonly serviceDate: Day;
  readonly service: string;
  readonly network: string;
  readonly procedure: string;
  readonly charge: Amount;
  readonly allowed: Amount;
}

/** A payment of a register of claims paid elsewhere. `reverses` names the claim that a negative one gives back. */
export interface PaidClaimRow extends Located {
  readonly claim: string;
  readonly reference: string;
  readonly reverses: string;
  readonly person: string;
  readonly benefit: string;
  readonly incurred: Day;
  readonly paid: Day;
  readonly funded: Day;
  readonly charge: Amount;
  readonly allowed: Amount;
  readonly memberPays: Amount;
  readonly planPays: Amount;
}

/** What a pool brings along from before it used this program; `record` says of which kind a row is. */
export type OpeningRow =
  | (Located & {
      readonly kind: 'ledger';
      readonly account: string;
      /** '' is the pool itself. */
      readonly member: string;
      /** A debit is positive, a credit negative. */
      readonly amount: Amount;
    })
  | (Located & {
      readonly kind: 'accumulator';
      readonly person: string;
      readonly plan: string;
      readonly network: string;
      readonly planYear: number;
      readonly deductible: Amount;
      readonly outOfPocket: Amount;
    })
  | (Located & {
      readonly kind: 'lag';
      readonly member: string;
      readonly benefit: string;
      readonly incurred: Month;
      readonly paid: Month;
      readonly amount: Amount;
    })
  | (Located & {
      readonly kind: 'stop-loss';
      readonly person: string;
      readonly benefit: string;
      readonly incurred: Day;
      readonly paid: Day;
      readonly amount: Amount;
    })
  | (Located & {
      readonly kind: 'recoverable';
      readonly contract: string;
      /** '' is the aggregate part, of the pool itself. */
      readonly member: string;
      /** What the books before had posted, whether it has come or not. */
      readonly amount: Amount;
    })
  | (Located & {
      readonly kind: 'reimbursement';
      readonly contract: string;
      /** The carrier's own for its payment. */
      readonly reference: string;
      readonly member: string;
      readonly paid: Day;
      readonly amount: Amount;
    });

/** A line of a bank's statement, under the bank's own code for it; money out is negative. Texts that are not given are ''. */
export interface BankLineRow extends Located {
  readonly line: string;
  readonly day: Day;
  readonly amount: Amount;
  readonly reference: string;
  readonly description: string;
}

/** What an account is to move in a month. */
export interface BudgetRow extends Located {
  readonly month: Month;
  readonly account: string;
  readonly amount: Amount;
}

/** The sums of a register's rows, or what its trailer says they are; undefined where a trailer does not say. */
export interface RegisterTotals {
  readonly rows: number;
  readonly charge?: Amount | undefined;
  readonly allowed?: Amount | undefined;
  readonly planPays?: Amount | undefined;
}

/** What could be read of a row that falls, so that the totals of its register can be checked all the same. */
export type PartlyRead = Partial<Pick<PaidClaimRow, 'charge' | 'allowed' | 'planPays' | 'funded'>>;

/** Rows that could not be read, with all that was wrong with them; the rows of a claim fall together. */
export class Unreadable {
  readonly rows: readonly Located[];
  readonly problems: readonly Refusal[];
  readonly partly: PartlyRead | undefined;

  constructor(rows: readonly Located[], problems: readonly Refusal[], partly?: PartlyRead) {
    this.rows = rows;
    this.problems = problems;
    this.partly = partly;
  }
}

/** What is wrong with the file as a whole: nothing of it can be taken, whatever else it holds. */
export class Unusable {
  readonly problem: Refusal;

  constructor(problem: Refusal) {
    this.problem = problem;
  }
}

/** The control totals at the end of a register, with the place where they stand. */
export class Trailer {
  readonly totals: RegisterTotals;
  readonly path: string;

  constructor(totals: RegisterTotals, path: string) {
    this.totals = totals;
    this.path = path;
  }
}

/** What comes out of a file, in its order. */
export type Item<Row> = Row | Unreadable | Unusable | Trailer;
