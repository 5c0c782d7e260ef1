import type { Month } from '../../core/calendar/month.ts';
import type { ChargeKind, MonthlyCharge, Receipt } from './books.ts';

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

/** Persons covered on the first day of a month; of them the subscribers are what is charged for. */
export interface EnrolledPersons {
  readonly month: Month;
  readonly memberId: number;
  readonly planId: number;
  readonly tier: string;
  readonly subscribers: number;
  readonly persons: number;
}

/** Where a list of charges goes on: after the row with this key. */
export type ChargePlace = readonly [
  month: Month,
  memberId: number,
  planId: number,
  kind: ChargeKind,
  tier: string,
  revision: number,
];

/** Which charges are asked for; `isCorrection` for those that correct a month charged before, or for those that do not. */
export interface ChargeSearch {
  readonly memberIds: readonly number[];
  readonly kind?: ChargeKind | undefined;
  readonly from?: Month | undefined;
  readonly through?: Month | undefined;
  readonly isCorrection?: boolean | undefined;
  readonly after?: ChargePlace | undefined;
  readonly limit: number;
}

/** Where a list of receipts, or of payments, goes on: after the one with this key. */
export type ReceiptPlace = readonly [receivedDay: number, memberId: number, reference: string];

/** Which receipts, or payments, are asked for; days from and through. */
export interface ReceiptSearch {
  readonly memberIds: readonly number[];
  /** Of what is paid for run-out that of this member alone; of all where it is undefined. */
  readonly runOutOf?: number | undefined;
  readonly from?: number | undefined;
  readonly through?: number | undefined;
  readonly after?: ReceiptPlace | undefined;
  readonly limit: number;
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
  /** Rows of charges as they were made, by month, member, plan, kind and tier. */
  charges(consortiumId: number, search: ChargeSearch): Promise<MonthlyCharge[]>;
  /** What members paid in, the latest first. */
  receipts(consortiumId: number, search: ReceiptSearch): Promise<Receipt[]>;
  /** Who is covered in the months from one to another, counted by month, member, plan and tier, in this order. */
  enrolled(consortiumId: number, from: Month, through: Month): Promise<EnrolledPersons[]>;
  /** Who is, or was once reported as, covered on the first day of a month as a subscriber; each once, by person. */
  subscribersOn(consortiumId: number, month: Month): Promise<Subscriber[]>;
}
