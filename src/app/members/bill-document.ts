import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth, type Month } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { WholeBill } from '../ports/members.ts';
import type { BillStanding, MemberAccount } from './accounts.ts';
import { codeOf } from './bill-month.ts';

/** A bill with its lines, as employer and employees bear them, as one document. */
export function billDocument(consortium: Consortium, bill: WholeBill) {
  const { document, members, plans } = consortium;
  const write = (minor: number) => formatAmount(minor, document.currency);
  const { memberId, month, issuedDay, dueDay, amount, employer, lines } = bill;
  return {
    ...{ member: codeOf(members, memberId), month: formatMonth(month) },
    ...{ issued: formatDay(issuedDay), due: formatDay(dueDay), currency: document.currency.code },
    ...{ amount: write(amount), employer: write(employer), employees: write(amount - employer) },
    lines: lines.map((line) => ({
      ...{ month: formatMonth(line.chargedMonth), plan: codeOf(plans, line.planId), tier: line.tier },
      ...{ status: document.tiers.get(line.tier)?.status, units: line.units, rate: write(line.rate) },
      ...{ employerRate: write(line.employerRate), amount: write(line.amount) },
      ...{ employer: write(line.employer), employees: write(line.amount - line.employer) },
    })),
  };
}

/** The bills of some accounts, of some months or all, without their lines, by month, with what is still open of each. */
export function billsDocument(
  { document }: Consortium,
  accounts: readonly MemberAccount[],
  onDay: number,
  { from, through }: { readonly from?: Month | undefined; readonly through?: Month | undefined },
) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  const bills = accounts.flatMap(({ member, bills: own }) => own.map((bill) => ({ member, bill })));
  return {
    ...{ on: formatDay(onDay), currency: document.currency.code },
    bills: bills
      .filter(({ bill: { month } }) => month >= (from ?? month) && month <= (through ?? month))
      .sort((one, other) => one.bill.month - other.bill.month)
      .map(({ member, bill }) => ({
        member,
        ...standingDocument(bill, write),
        ...{ issued: formatDay(bill.issuedDay), employer: write(bill.employer) },
        employees: write(bill.amount - bill.employer),
      })),
  };
}

/** How a bill stands. */
export function standingDocument(
  { month, dueDay, amount, open, status }: BillStanding,
  write: (minor: number) => string,
) {
  return {
    ...{ month: formatMonth(month), due: formatDay(dueDay), amount: write(amount), open: write(open) },
    status,
  };
}
