import { lastDayOf, type Month } from '../../core/calendar/month.ts';
import {
  type Age,
  ageing,
  type OwedItem,
  type PaidItem,
  settle,
} from '../../core/contributions/settlement.ts';
import { type Amount, amountOf } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Bill, MemberAccounts, MembersStore } from '../ports/members.ts';
import { codeOf } from './bill-month.ts';

export { AGES } from '../../core/contributions/settlement.ts';

/** How a bill stands on a day. */
export type BillStatus = 'paid' | 'part paid' | 'open' | 'overdue' | 'credit';

/** A bill with what is still open of it. */
export interface BillStanding extends Bill {
  readonly open: Amount;
  readonly status: BillStatus;
}

/** What a member owes as contributions on a day: its bills, what is not billed yet, and what it paid too much. */
export interface MemberAccount {
  readonly memberId: number;
  readonly member: string;
  readonly bills: readonly BillStanding[];
  /** Open of what was owed before the pool came here. */
  readonly broughtAlong: Amount;
  readonly ages: Readonly<Record<Age, Amount>>;
  readonly credit: Amount;
  readonly unbilled: Amount;
  /** All of it together: open, and not billed yet, less the credit. It is the ledger's balance where the day is past all facts. */
  readonly owed: Amount;
}

const BROUGHT_ALONG = 'brought along';

/**
 * What every member owes on a day, in the order of the document: bills issued and money received by then. Money that named
 * its bill pays that one; the rest pays what is oldest.
 */
export async function memberAccounts(
  store: MembersStore,
  consortium: Consortium,
  onDay: number,
): Promise<MemberAccount[]> {
  const accounts = await store.accounts(consortium.consortiumId);
  return [...consortium.members.values()].map((memberId) => accountOf(consortium, accounts, memberId, onDay));
}

function accountOf(
  { members }: Consortium,
  accounts: MemberAccounts,
  memberId: number,
  onDay: number,
): MemberAccount {
  const own = <T extends { readonly memberId: number }>(rows: readonly T[]) =>
    rows.filter((row) => row.memberId === memberId);
  const bills = own(accounts.bills).filter(({ issuedDay }) => issuedDay <= onDay);
  const before = own(accounts.broughtAlong);
  const items: OwedItem[] = [
    ...before.map(({ month, amount }) => ({
      ...{ name: BROUGHT_ALONG, dueDay: lastDayOf(month), amount: amount as Amount },
    })),
    ...bills.map(({ month, dueDay, amount }) => ({ name: nameOf(month), dueDay, amount: amount as Amount })),
  ];
  const receipts = own(accounts.receipts).filter(({ receivedDay }) => receivedDay <= onDay);
  const paid: PaidItem[] = receipts.map(({ amount, billMonth }) => ({
    ...{ amount: amount as Amount, name: billMonth === undefined ? undefined : nameOf(billMonth) },
  }));
  const { open, credit } = settle(items, paid);
  const openOf = new Map(open.map((item) => [item.name, item.open]));
  const unbilled = own(accounts.unbilled).reduce((sum, { amount }) => amountOf(sum + amount), 0 as Amount);
  const total = open.reduce((sum, item) => amountOf(sum + item.open), 0 as Amount);
  return {
    ...{ memberId, member: codeOf(members, memberId) },
    bills: bills.map((bill) => standingOf(bill, openOf.get(nameOf(bill.month))!, onDay)),
    broughtAlong: openOf.get(BROUGHT_ALONG) ?? (0 as Amount),
    ages: ageing(open, onDay),
    ...{ credit, unbilled, owed: amountOf(total + unbilled - credit) },
  };
}

function standingOf(bill: Bill, open: Amount, onDay: number): BillStanding {
  if (bill.amount < 0) return { ...bill, open, status: 'credit' };
  if (open === 0) return { ...bill, open, status: 'paid' };
  if (onDay > bill.dueDay) return { ...bill, open, status: 'overdue' };
  return { ...bill, open, status: open < bill.amount ? 'part paid' : 'open' };
}

const nameOf = (month: Month) => `bill ${month}`;
