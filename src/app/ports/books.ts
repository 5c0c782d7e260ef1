import type { Month } from '../../core/calendar/month.ts';
import type { Window } from '../../core/calendar/plan-year.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { Balance } from '../../core/ledger/statements.ts';
import type { Payment, StopLossPolicy } from '../../core/stop-loss/policy.ts';
import type { RollupAmounts } from '../adjudicate/rollups.ts';

/** The subscribers covered on the first day of a month, by member, plan and tier. */
export interface EnrolledUnits {
  readonly month: Month;
  readonly memberId: number;
  readonly planId: number;
  readonly tier: string;
  readonly units: number;
}

/** What a month costs: contributions members owe, and what the pool owes for administration and stop-loss. */
export type ChargeKind = 'contribution' | 'administration' | 'stop-loss premium';

/**
 * A month's charge for a member, plan and tier: units x rate. A correction of it is a further row, with the units that are
 * more or fewer. `billedMonth` is the month with which it is billed.
 */
export interface MonthlyCharge {
  readonly month: Month;
  readonly memberId: number;
  readonly planId: number;
  readonly kind: ChargeKind;
  readonly tier: string;
  readonly revision: number;
  readonly billedMonth: Month;
  readonly units: number;
  readonly rate: number;
  readonly amount: number;
}

/** Charges summed by month, member and kind. */
export interface ChargedAmount {
  readonly month: Month;
  readonly memberId: number;
  readonly kind: ChargeKind;
  readonly units: number;
  readonly amount: number;
}

/** What was charged for a month, member, plan, tier and kind in all. */
export type PlanCharge = Omit<MonthlyCharge, 'rate' | 'revision' | 'billedMonth'>;

/** What the plans paid for claims of a benefit incurred in a month, by member. */
export interface BenefitClaims {
  readonly memberId: number;
  readonly benefit: string;
  readonly month: Month;
  readonly lines: number;
  readonly planPays: number;
}

/**
 * A person with claims of a benefit in a month, at a member; `known` is the month in which the first of them was decided.
 * Those whose claims come to nothing, because all were reversed, do not count (`counts`).
 */
export interface Claimant {
  readonly memberId: number;
  readonly month: Month;
  readonly benefit: string;
  readonly personId: number;
  readonly known: Month;
  readonly counts: boolean;
}

/** Persons with claims, and the last month of which all that becomes known in it is known: it is over. */
export interface Claimants {
  readonly claimants: readonly Claimant[];
  readonly knownThrough: Month;
}

/** What was charged for a month, member, plan, kind and tier in all; the rate, and the number, of its last row. */
export interface ChargedCell {
  readonly month: Month;
  readonly memberId: number;
  readonly planId: number;
  readonly kind: ChargeKind;
  readonly tier: string;
  readonly revision: number;
  readonly units: number;
  readonly rate: number;
}

/** What was charged with a month (its own charges, and corrections of earlier ones), by member and kind. */
export interface BilledAmount {
  readonly memberId: number;
  readonly kind: ChargeKind;
  readonly amount: number;
}

/** Money a member paid in. The reference is the member's own for it, once. */
export interface Receipt {
  readonly memberId: number;
  readonly reference: string;
  readonly receivedDay: number;
  readonly amount: number;
  /** What it is for, where it says so: the bill of a month, an assessment, or the run-out of a member that left. */
  readonly billMonth?: Month | undefined;
  readonly assessmentId?: number | undefined;
  readonly isRunOut?: boolean | undefined;
}

/** Claims summed by member and month incurred. */
export interface ClaimSums extends RollupAmounts {
  readonly memberId: number;
  readonly incurredMonth: Month;
  readonly lines: number;
}

/** What the claims of persons cost above an amount, by member. */
export interface LargeClaims {
  readonly memberId: number;
  readonly amount: number;
}

/** A payment with the member it was made for. */
export interface MemberPayment extends Payment {
  readonly memberId: number;
}

/** What is recoverable under a contract, as the books hold it, by member (0 for the group) and part. */
export interface RecoverablePosting {
  readonly memberId: number;
  readonly part: 'specific' | 'aggregate';
  readonly amount: number;
}

/** Changes of what is recoverable, with the entries that post them. */
export interface RecoverableChange {
  readonly changes: readonly RecoverablePosting[];
  readonly entries: readonly Entry[];
}

/** The books of consortia: what is charged, received and recoverable, and the balances that follow. */
export interface BooksStore {
  /** Units of every month between the first and the last (inclusive), in order. */
  enrolledUnits(consortiumId: number, from: Month, to: Month): Promise<EnrolledUnits[]>;
  /** The first month in which anyone is covered, or undefined. */
  firstEnrolledMonth(consortiumId: number): Promise<Month | undefined>;
  /** The last month in which coverage of anyone begins, or undefined. */
  lastEnrolledMonth(consortiumId: number): Promise<Month | undefined>;
  /** All charges by month, member and kind, in order. */
  charges(consortiumId: number): Promise<ChargedAmount[]>;
  /** The charges of the months that begin in a window, with their corrections, but for those that came to nothing, in order. */
  planCharges(consortiumId: number, window: Window): Promise<PlanCharge[]>;
  /** All that was charged, by month, with the last batch that charged (0: none). */
  chargedCells(consortiumId: number): Promise<{ lastBatchId: number; cells: readonly ChargedCell[] }>;
  /** What was charged with a month. */
  chargedWith(consortiumId: number, month: Month): Promise<BilledAmount[]>;
  /** The last month that is charged of each member that leaves. */
  lastMonths(consortiumId: number): Promise<ReadonlyMap<number, Month>>;
  /**
   * Writes charges with their entries and answers the batch; undefined, and nothing is written, where another batch than
   * `lastBatchId` was the last that charged.
   */
  writeCharges(
    consortiumId: number,
    lastBatchId: number,
    charges: readonly MonthlyCharge[],
    entries: readonly Entry[],
  ): Promise<number | undefined>;
  /** Writes receipts with their entries; those whose reference is known are left out, and `entriesOf` is given the rest. */
  writeReceipts(
    consortiumId: number,
    receipts: readonly Receipt[],
    entriesOf: (fresh: readonly Receipt[]) => readonly Entry[],
  ): Promise<number>;
  /** Payments inside a contract's windows, in order of paid day; by person, day and benefit where no more is needed. */
  payments(consortiumId: number, policy: StopLossPolicy): Promise<MemberPayment[]>;
  /**
   * The same of persons whose payments come to at least an amount; of all others together, without a name (`ORDINARY_PERSONS`), the sums by
   * month and benefit. Not for a policy with a run-in maximum, by which each person counts.
   */
  largePayments(consortiumId: number, policy: StopLossPolicy, least: number): Promise<MemberPayment[]>;
  /**
   * Posts what has changed of what is recoverable under a contract: `changesOf` is given what the books hold, and
   * nobody else posts until its answer is written. Answers how many changes there were.
   */
  postRecoverable(
    consortiumId: number,
    contract: string,
    changesOf: (posted: readonly RecoverablePosting[]) => RecoverableChange,
  ): Promise<number>;
  /** A text that is another once anything was posted, enrolled, closed or recorded of a consortium. */
  mark(consortiumId: number): Promise<string>;
  /** What is posted as recoverable, by contract and part. */
  recoverablePosted(
    consortiumId: number,
  ): Promise<(Omit<RecoverablePosting, 'memberId'> & { readonly contract: string })[]>;
  claimSums(consortiumId: number): Promise<ClaimSums[]>;
  /** Claims of the months that begin in a window, by month incurred, member and benefit, in order. */
  benefitClaims(consortiumId: number, window: Window): Promise<BenefitClaims[]>;
  /**
   * What claims incurred in a window, of one benefit or all, cost the plans above an amount, person by person, summed by
   * member.
   */
  largeClaims(
    consortiumId: number,
    window: Window,
    above: number,
    benefit: string | undefined,
  ): Promise<LargeClaims[]>;
  /**
   * The persons for whom plans paid claims incurred in the months that begin in a window, by member, month and benefit; of
   * each no more than so many as became known first, which is enough to know whether there are that many.
   */
  claimants(consortiumId: number, window: Window, most: number): Promise<Claimants>;
  /** How many claims (adjudicated here, and rows paid elsewhere) and persons there are. */
  counts(consortiumId: number): Promise<{ claims: number; persons: number }>;
  /** Balances by account and member, in all months. */
  balances(consortiumId: number): Promise<Balance[]>;
}
