import type { Command } from 'commander';
import { today } from '../app/import/today.ts';
import { AGES, type MemberAccount, memberAccounts } from '../app/members/accounts.ts';
import { arrearsDocument } from '../app/members/arrears-document.ts';
import { billDocument } from '../app/members/bill-document.ts';
import { billMonth, codeOf } from '../app/members/bill-month.ts';
import { writtenDay, writtenMonth } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { WholeBill } from '../app/ports/members.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatDay } from '../core/calendar/day.ts';
import { firstDayOf, formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { grouped, tableLines } from './table.ts';

/** `poolbook bill MONTH` and `poolbook arrears`: what members are asked for, and what of it is open. */
export function addBills(program: Command, open: OpenStores): void {
  program
    .command('bill <month>')
    .description('bill every member what was charged with a month, corrections of earlier months included')
    .option('--issued <day>', 'the day of the bills; the first of the month unless given')
    .option('--member <code>', 'print the bill of one member only')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((text: string, options: StoreOptions & { issued?: string; member?: string }) =>
      withConsortium(open, options, async ({ members: store }, consortium) => {
        const month = writtenMonth('month', text);
        if (isRefusal(month)) return month;
        const issued =
          options.issued === undefined ? firstDayOf(month) : writtenDay('--issued', options.issued);
        if (isRefusal(issued)) return issued;
        const { members } = consortium;
        if (options.member !== undefined && !members.has(options.member))
          return refuse(
            'unknown_reference',
            '--member',
            `one of ${[...members.keys()].join(', ')}`,
            options.member,
          );
        const bills = await billMonth(store, consortium, month, issued);
        if (isRefusal(bills)) return bills;
        const shown = bills.filter(
          ({ memberId }) => options.member === undefined || members.get(options.member) === memberId,
        );
        if (options.json) printJson({ bills: shown.map((bill) => billDocument(consortium, bill)) });
        else print(shown.map((bill) => billText(consortium, bill)).join('\n\n'));
        return undefined;
      }),
    );

  program
    .command('arrears')
    .description('what members owe on a day, by how long it is overdue')
    .option('--on <day>', 'the day; today unless given')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions & { on?: string }) =>
      withConsortium(open, options, async ({ members: store }, consortium) => {
        const onDay = options.on === undefined ? today() : writtenDay('--on', options.on);
        if (isRefusal(onDay)) return onDay;
        const accounts = await memberAccounts(store, consortium, onDay);
        if (options.json) printJson(arrearsDocument(consortium, accounts, onDay));
        else print(arrearsText(consortium, accounts, onDay));
        return undefined;
      }),
    );
}

const LINE_COLUMNS = [
  ...['Month', 'Plan', 'Tier'].map((heading) => ({ heading, side: 'left' as const })),
  ...['Subscribers', 'Rate', 'Amount', 'Employer', 'Employees'].map((heading) => ({
    ...{ heading, side: 'right' as const },
  })),
];

function billText(consortium: Consortium, bill: WholeBill): string {
  const { document, members, plans } = consortium;
  const write = (minor: number) => grouped(formatAmount(minor, document.currency));
  const member = document.members.find(({ code }) => members.get(code) === bill.memberId)!;
  const row = (line: WholeBill['lines'][number]) => [
    ...[formatMonth(line.chargedMonth), codeOf(plans, line.planId), line.tier],
    ...[String(line.units), write(line.rate), write(line.amount), write(line.employer)],
    write(line.amount - line.employer),
  ];
  const own = bill.lines.filter(({ chargedMonth }) => chargedMonth === bill.month);
  const earlier = bill.lines.filter(({ chargedMonth }) => chargedMonth !== bill.month);
  const total = [
    'In all',
    '',
    '',
    '',
    '',
    ...[bill.amount, bill.employer, bill.amount - bill.employer].map(write),
  ];
  const asked =
    bill.amount < 0
      ? `A credit of ${write(-bill.amount)} ${document.currency.code}: nothing is due.`
      : `${write(bill.amount)} ${document.currency.code}, due ${formatDay(bill.dueDay)}.`;
  return [
    document.name,
    `Bill of ${formatMonth(bill.month)} to ${member.name} (${member.code}), issued ${formatDay(bill.issuedDay)}`,
    ...['', asked],
    ...(earlier.length === 0 ? [] : ['Lines of earlier months correct what was billed for them.']),
    '',
    ...tableLines(LINE_COLUMNS, [...own.map(row), ...earlier.map(row), 'rule', total]),
    '',
  ].join('\n');
}

function arrearsText({ document }: Consortium, accounts: readonly MemberAccount[], onDay: number): string {
  const write = (minor: number) => grouped(formatAmount(minor, document.currency));
  const overdue = (account: MemberAccount) => AGES.slice(1).reduce((sum, age) => sum + account.ages[age], 0);
  const late = accounts.filter((account) => overdue(account) > 0);
  const answer =
    late.length === 0
      ? `Nothing is overdue on ${formatDay(onDay)}.`
      : `Overdue on ${formatDay(onDay)}: ${late.map((one) => `${one.member} (${write(overdue(one))})`).join(', ')}.`;
  const figures = (account: MemberAccount) => [
    ...AGES.map((age) => account.ages[age]),
    ...[account.unbilled, account.credit, account.owed],
  ];
  const rows = accounts.map((account) => [account.member, ...figures(account).map(write)]);
  const sums = figures(accounts[0]!).map((_, index) =>
    accounts.reduce((sum, account) => sum + figures(account)[index]!, 0),
  );
  const columns = ['Member', ...AGES, 'Not billed', 'Credit', 'Owed'].map((heading, index) => ({
    ...{ heading, side: index === 0 ? ('left' as const) : ('right' as const) },
  }));
  return [answer, '', ...tableLines(columns, [...rows, 'rule', ['In all', ...sums.map(write)]]), ''].join(
    '\n',
  );
}
