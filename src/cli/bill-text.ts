import { AGES } from '../app/members/accounts.ts';
import type { arrearsDocument } from '../app/members/arrears-document.ts';
import type { billDocument } from '../app/members/bill-document.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import { amountText, minorOf, sizeOf, sumOf } from './amounts.ts';
import { tableLines } from './table.ts';

export type BillDocument = ReturnType<typeof billDocument>;
export type ArrearsDocument = ReturnType<typeof arrearsDocument>;

const LINE_COLUMNS = [
  ...['Month', 'Plan', 'Tier'].map((heading) => ({ heading, side: 'left' as const })),
  ...['Subscribers', 'Rate', 'Amount', 'Employer', 'Employees'].map((heading) => ({
    ...{ heading, side: 'right' as const },
  })),
];

/** A bill for the member whose it is. */
export function billText(
  pool: Pick<Consortium['document'], 'name' | 'members'>,
  { member, month, issued, due, currency, lines, ...bill }: BillDocument,
): string {
  const { code, name } = pool.members.find((one) => one.code === member)!;
  const row = (line: BillDocument['lines'][number]) => [
    ...[line.month, line.plan, line.tier, String(line.units)],
    ...[line.rate, line.amount, line.employer, line.employees].map(amountText),
  ];
  const own = lines.filter((line) => line.month === month);
  const earlier = lines.filter((line) => line.month !== month);
  const total = ['In all', '', '', '', '', ...[bill.amount, bill.employer, bill.employees].map(amountText)];
  const asked =
    minorOf(bill.amount) < 0n
      ? `A credit of ${amountText(sizeOf(bill.amount))} ${currency}: nothing is due.`
      : `${amountText(bill.amount)} ${currency}, due ${due}.`;
  return [
    pool.name,
    `Bill of ${month} to ${name} (${code}), issued ${issued}`,
    ...['', asked],
    ...(earlier.length === 0 ? [] : ['Lines of earlier months correct what was billed for them.']),
    '',
    ...tableLines(LINE_COLUMNS, [...own.map(row), ...earlier.map(row), 'rule', total]),
    '',
  ].join('\n');
}

type Account = ArrearsDocument['members'][number];

/** What members owe, by how long it is overdue. */
export function arrearsText({ on, members }: ArrearsDocument): string {
  const ages = (account: Account) => AGES.map((age) => account.daysPastDue[age]!);
  const overdue = (account: Account) => sumOf(ages(account).slice(1));
  const late = members.filter((account) => minorOf(overdue(account)) > 0n);
  const named = late.map((one) => `${one.member} (${amountText(overdue(one))})`);
  const answer =
    late.length === 0 ? `Nothing is overdue on ${on}.` : `Overdue on ${on}: ${named.join(', ')}.`;
  const figures = (account: Account) => [
    ...ages(account),
    ...[account.unbilled, account.credit, account.owed],
  ];
  const rows = members.map((account) => [account.member, ...figures(account).map(amountText)]);
  const sums = figures(members[0]!).map((_, index) =>
    amountText(sumOf(members.map((account) => figures(account)[index]!))),
  );
  const columns = ['Member', ...AGES, 'Not billed', 'Credit', 'Owed'].map((heading, index) => ({
    ...{ heading, side: index === 0 ? ('left' as const) : ('right' as const) },
  }));
  return [answer, '', ...tableLines(columns, [...rows, 'rule', ['In all', ...sums]]), ''].join('\n');
}
