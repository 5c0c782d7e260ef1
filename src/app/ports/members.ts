import type { Month } from '../../core/calendar/month.ts';

/** A row of contributions charged, as it is billed. */
export interface BillableRow {
  readonly memberId: number;
  readonly chargedMonth: Month;
  readonly planId: number;
  readonly tier: string;
  readonly revision: number;
  readonly units: number;
  readonly rate: number;
  readonly amount: number;
}

/** A line of a bill: a row as employer and employees bear it. */
export interface BillLine extends BillableRow {
  readonly employerRate: number;
  readonly employer: number;
}

/** What a member is asked for with a month. */
export interface Bill {
  readonly memberId: number;
  readonly month: Month;
  readonly issuedDay: number;
  readonly dueDay: number;
  readonly amount: number;
  readonly employer: number;
}

/** A bill with its lines. */
export interface WholeBill extends Bill {
  readonly lines: readonly BillLine[];
}

/** Money a member paid in, with what it named. */
export interface NamedReceipt {
  readonly memberId: number;
  readonly reference: string;
  readonly receivedDay: number;
  readonly amount: number;
  readonly billMonth: Month | undefined;
}

/** An amount of a member in a month. */
export interface MemberAmount {
  readonly memberId: number;
  readonly month: Month;
  readonly amount: number;
}

/** All that members were asked for as contributions, and what they paid. */
export interface MemberAccounts {
  readonly bills: readonly Bill[];
  /** Charged, but with a month whose bill was not issued. */
  readonly unbilled: readonly MemberAmount[];
  /** Contributions owed from before the pool came here. */
  readonly broughtAlong: readonly MemberAmount[];
  /** What came for contributions. */
  readonly receipts: readonly NamedReceipt[];
}

/** A subscriber of a member, plan and tier on a day: covered by what is in force, or only by an earlier report of it. */
export interface Subscriber {
  readonly person: string;
  readonly memberId: number;
  readonly planId: number;
  readonly tier: string;
  readonly isCovered: boolean;
}

/** What members are billed, and owe. */
export interface MembersStore {
  /** Contributions charged with a month, by member, month, plan and tier; undefined where the month was not charged. */
  billable(consortiumId: number, month: Month): Promise<BillableRow[] | undefined>;
  /** Writes bills; one that was issued before stays as it is. */
  writeBills(consortiumId: number, documentVersion: number, bills: readonly WholeBill[]): Promise<void>;
  /** The bills of a month, by member. */
  billsOf(consortiumId: number, month: Month): Promise<WholeBill[]>;
  accounts(consortiumId: number): Promise<MemberAccounts>;
  /** Who is, or was once reported as, covered on the first day of a month as a subscriber; each once, by person. */
  subscribersOn(consortiumId: number, month: Month): Promise<Subscriber[]>;
}
