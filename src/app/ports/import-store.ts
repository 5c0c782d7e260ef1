import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { BankLineRow, BudgetRow, ClaimRow, EnrolmentRow, PaidClaimRow } from '../import/rows.ts';
import type { RecoverablePosting } from './books.ts';
import type { ReimbursementShare } from './reimbursements.ts';
import type { PartitionOutput } from './run.ts';

export type { BankLineRow, BudgetRow } from '../import/rows.ts';

/** The kinds of imports; the same bytes are taken once of each kind. */
export type ImportKind = 'enrolment' | 'claims' | 'paid-claims' | 'opening' | 'bank-lines' | 'budget';

/** How many rows were read, taken, known already and rejected; read is the sum of the others. */
export interface RowCounts {
  readonly read: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly rejected: number;
}

/** An import as it is recorded; `batchId` where it posted. */
export interface ImportRecord {
  readonly importId: number;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly batchId?: number | undefined;
  readonly rows: RowCounts;
}

/** Coverage of a person in force, with what the enrolment said beside it. */
export interface EnrolledSpan extends CoverageSpan {
  readonly personId: number;
  readonly subscriberId: number;
  readonly relationship: string;
}

/** An enrolment as it is recorded. */
export interface StoredEnrolment {
  readonly enrolmentId: number;
  readonly personId: number;
  readonly subscriberId: number;
  readonly memberId: number;
  readonly planId: number;
  readonly row: EnrolmentRow;
}

/** A version of a claim as it is recorded: 1 the first. */
export interface StoredClaim {
  readonly claimId: number;
  readonly version: number;
  readonly personId: number;
  readonly subscriberId: number;
  readonly contentHash: string;
  /** Equal for claims that bill the same; '' where nothing can be said. */
  readonly billingHash: string;
  readonly row: ClaimRow;
}

/** A row of a register as it is recorded. */
export interface StoredPaidClaim {
  readonly paidClaimId: number;
  readonly personId: number;
  readonly memberId: number;
  readonly planId: number;
  readonly contentHash: string;
  readonly row: PaidClaimRow;
}

/** A claim that an earlier import brought, in its current version. */
export interface ClaimOnRecord {
  readonly code: string;
  readonly claimId: number;
  readonly version: number;
  readonly voided: boolean;
  readonly personId: number;
  readonly subscriberId: number;
  readonly contentHash: string;
  readonly importId: number;
}

/**
 * What may make decisions of a family otherwise: a version of one of its claims, the coverage of a person on some days,
 * the terms of a plan on some days, what was used in the plan year of these days before. Zero stands for all persons or
 * plans; no end where `to` is undefined. `receivedDay` is when it became known.
 */
export interface Change {
  readonly kind: 'claim' | 'coverage' | 'plan' | 'accumulator';
  readonly subscriberId: number;
  readonly personId: number;
  readonly planId: number;
  readonly from: number;
  readonly to: number | undefined;
  readonly receivedDay: number;
}

/** A day of service of a claim that is not voided, in its current version. */
export interface ClaimDay {
  readonly claimId: number;
  readonly version: number;
  readonly personId: number;
  readonly subscriberId: number;
  readonly day: number;
}

/** A claim that goes from one family to that of another subscriber, from this version of it. */
export interface ClaimMove {
  readonly claimId: number;
  readonly version: number;
  readonly personId: number;
  readonly from: number;
  readonly subscriberId: number;
}

/** A row of a register that an earlier import brought. */
export interface KnownClaim {
  readonly code: string;
  readonly reference: string;
  readonly reverses: string;
  readonly contentHash: string;
  readonly importId: number;
}

/** A difference between a register and its funding request or bank draw that was accepted. */
export interface ControlDifference {
  readonly control: string;
  readonly fundedDay: number;
  readonly register: number;
  readonly amount: number;
  readonly reason: string;
}

/** What a person had used of limits when the pool began to use this program. */
export interface OpeningAccumulator {
  readonly subscriberId: number;
  readonly personId: number;
  readonly planId: number;
  readonly planYear: number;
  readonly network: string;
  readonly deductible: number;
  readonly outOfPocket: number;
}

/** A cell of the lag triangle from before; months count from January 1970. */
export interface OpeningLag {
  readonly memberId: number;
  readonly benefit: string;
  readonly incurredMonth: number;
  readonly paidMonth: number;
  readonly amount: number;
}

/** What was paid for a person before, as stop-loss counts it. */
export interface OpeningPayment {
  readonly rowNumber: number;
  readonly personId: number;
  readonly memberId: number;
  readonly benefit: string;
  readonly incurred: number;
  readonly paid: number;
  readonly amount: number;
}

/** What the books before had posted as recoverable under a contract. */
export interface OpeningRecoverable extends RecoverablePosting {
  readonly contract: string;
}

/**
 * One import under way, in transactions that commit or roll back together with it. Writes are made one after the other:
 * await one before the next.
 */
export interface ImportSession {
  /** The import that took these bytes before. */
  earlier(kind: ImportKind, sha256: string): Promise<ImportRecord | undefined>;
  /** All persons, by identifier. */
  persons(): AsyncIterable<readonly { readonly personId: number; readonly code: string }[]>;
  /** All coverage in force, by person and first day. */
  spans(): AsyncIterable<readonly EnrolledSpan[]>;
  /**
   * The first of `count` identifiers in a row; for a count of 0, the one that will come next. Those of an import that
   * fails are not handed out again.
   */
  identifiers(kind: IdentifiedKind, count: number): Promise<number>;
  /** Claims on record with one of these codes. */
  claimsOnRecord(codes: readonly string[]): Promise<ClaimOnRecord[]>;
  /** All rows of registers (paid elsewhere) with one of these codes. */
  known(codes: readonly string[]): Promise<KnownClaim[]>;
  /** False where the two before would find nothing of the kind, whatever they are asked. */
  hasKnown(kind: 'claims' | 'paid-claims'): Promise<boolean>;
  writePersons(persons: readonly { readonly personId: number; readonly code: string }[]): Promise<void>;
  /** Writes enrolments, and brings the coverage in force up to them: a later one for the same first day wins. */
  writeEnrolments(importId: number, enrolments: readonly StoredEnrolment[]): Promise<void>;
  writeClaims(importId: number, claims: readonly StoredClaim[]): Promise<void>;
  /** Notes what a run has to look at again. */
  writeChanges(importId: number, changes: readonly Change[]): Promise<void>;
  /** Which of these subscribers' families have claims on record. */
  familiesWithClaims(subscriberIds: readonly number[]): Promise<Set<number>>;
  /** The days of service of persons' claims, by person, claim and day, among the claims of these subscribers. */
  claimDays(personIds: readonly number[], subscriberIds: readonly number[]): Promise<ClaimDay[]>;
  /** The coverage in force of these persons, by person and first day, as this import has brought it up to date. */
  spansOf(personIds: readonly number[]): Promise<Map<number, EnrolledSpan[]>>;
  /** Beside enrolments: notes what a run has to look at again, and gives claims their next versions in other families. */
  writeCoverageChanges(
    importId: number,
    changes: readonly Change[],
    moves: readonly ClaimMove[],
  ): Promise<void>;
  writePaidClaims(importId: number, batchId: number, rows: readonly StoredPaidClaim[]): Promise<void>;
  writeAccumulators(importId: number, batchId: number, rows: readonly OpeningAccumulator[]): Promise<void>;
  writeLag(importId: number, rows: readonly OpeningLag[]): Promise<void>;
  writePayments(importId: number, rows: readonly OpeningPayment[]): Promise<void>;
  /** What carriers paid back that is on record. */
  reimbursements(): Promise<ReimbursementShare[]>;
  /** Writes what was recoverable before, and what of it came, as of the batch that opens the ledger. */
  writeRecoverables(
    batchId: number,
    posted: readonly OpeningRecoverable[],
    received: readonly ReimbursementShare[],
  ): Promise<void>;
  /** The lines of a bank account that are on record, by the bank's code. */
  bankLines(account: string): Promise<ReadonlyMap<string, Omit<BankLineRow, 'line' | 'fileLine' | 'record'>>>;
  writeBankLines(importId: number, account: string, rows: readonly BankLineRow[]): Promise<void>;
  writeBudget(importId: number, rows: readonly BudgetRow[]): Promise<void>;
  /** Posts a batch: its entries, and the claims it sums up. */
  writeBatch(
    batchId: number,
    kind: string,
    output: Pick<PartitionOutput, 'entries' | 'rollups' | 'personRollups'>,
  ): Promise<void>;
  /** Records the import itself, with the differences that were accepted; once, at the end. */
  record(record: ImportRecord, differences: readonly ControlDifference[]): Promise<void>;
}

/** What identifiers are handed out for. */
export type IdentifiedKind = 'batch' | 'change' | 'claim' | 'enrolment' | 'import' | 'paid claim' | 'person';

/** Where imports are kept. */
export interface ImportStore {
  /**
   * Makes one import of a consortium. All of it commits when `work` returns; nothing does when it returns a refusal or
   * throws. Refused `busy` at once where another is under way. With `isCheck` all is taken back in the end, and the answer
   * says what would have been; only identifiers are used up.
   */
  importing<T>(
    consortiumId: number,
    work: (session: ImportSession) => Promise<T | Refusal>,
    isCheck?: boolean,
  ): Promise<T | Refusal>;
}
