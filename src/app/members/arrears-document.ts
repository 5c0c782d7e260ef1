import { formatDay } from '../../core/calendar/day.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import { AGES, type MemberAccount } from './accounts.ts';
import { standingDocument } from './bill-document.ts';

/** What members owe on a day, by how long it is overdue, as one document. */
export function arrearsDocument({ document }: Consortium, accounts: readonly MemberAccount[], onDay: number) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  return {
    on: formatDay(onDay),
    members: accounts.map(({ member, bills, broughtAlong, ages, credit, unbilled, owed }) => ({
      ...{ member, owed: write(owed), unbilled: write(unbilled), credit: write(credit) },
      broughtAlong: write(broughtAlong),
      daysPastDue: Object.fromEntries(AGES.map((age) => [age, write(ages[age])])),
      bills: bills.map((bill) => standingDocument(bill, write)),
    })),
  };
}
