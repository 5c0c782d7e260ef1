import type { Month } from '../../core/calendar/month.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { Balance } from '../../core/ledger/statements.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { ResolutionUse } from './board.ts';
import type { ReceiptSearch } from './members.ts';

/** A member's share of an amount, with what it was shared by. */
export interface MemberShare {
  readonly memberId: number;
  readonly weight: number;
  readonly amount: number;
}

/** A shortfall that members were ordered to make up, in proportion to what they contributed in months. */
export interface OrderedAssessment {
  readonly shortfall: number;
  readonly impairedDay: number;
  readonly orderedDay: number;
  readonly payByDay: number;
  readonly fromMonth: Month;
  readonly throughMonth: Month;
  readonly lookBackYears: number;
  readonly shares: readonly MemberShare[];
}

/** Surplus that is given back to members, in proportion to what they contributed in months. */
export interface SurplusDistribution {
  readonly amount: number;
  readonly declaredDay: number;
  readonly fromMonth: Month;
  readonly throughMonth: Month;
  readonly shares: readonly MemberShare[];
}

/** What the pool paid to a member. */
export interface MemberPayment {
  readonly memberId: number;
  readonly reference: string;
  readonly paidDay: number;
  readonly amount: number;
}

/** A fact under its number. */
export type Numbered<Fact> = Fact & { readonly number: number };

/** Where what members share is kept: assessments, surplus, and what they are paid. */
export interface SharingStore {
  assessments(consortiumId: number): Promise<Numbered<OrderedAssessment>[]>;
  /**
   * Writes an assessment with its entries, uses the resolution of the board where one is needed, and answers its number;
   * that of the same days where there is one already. Refused as `requireResolution`.
   */
  writeAssessment(
    consortiumId: number,
    assessment: OrderedAssessment,
    entries: readonly Entry[],
    use: ResolutionUse | undefined,
  ): Promise<number | Refusal>;
  distributions(consortiumId: number): Promise<Numbered<SurplusDistribution>[]>;
  /**
   * The same for a distribution of surplus; there is one a day. `after` says how many there were when it was drafted: where
   * there are others, it is `behind`, and nothing is written.
   */
  writeDistribution(
    consortiumId: number,
    distribution: SurplusDistribution,
    entries: readonly Entry[],
    after: number,
    use: ResolutionUse | undefined,
  ): Promise<number | 'behind' | Refusal>;
  /** Writes a payment to a member, at most what is due to it by the books; answers what is due where that is less. */
  writePayment(
    consortiumId: number,
    payment: MemberPayment,
    entries: readonly Entry[],
  ): Promise<'written' | 'known' | { readonly due: number }>;
  /** What members were paid, the latest first. */
  payments(consortiumId: number, search: ReceiptSearch): Promise<MemberPayment[]>;
  /** Balances by account and member of all months up to one. */
  balancesThrough(consortiumId: number, month: Month): Promise<Balance[]>;
}
