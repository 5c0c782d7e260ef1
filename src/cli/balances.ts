import type { Command } from 'commander';
import { today } from '../app/import/today.ts';
import { type AdministrationShared, administrationShared } from '../app/members/administration.ts';
import { administrationDocument } from '../app/members/administration-document.ts';
import {
  type AllocatedBalance,
  type AllocatedBalances,
  allocatedBalances,
  BALANCE_PARTS,
} from '../app/members/balances.ts';
import { balancesDocument } from '../app/members/balances-document.ts';
import { writtenMonth } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatMonth, monthOf } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import { isRefusal } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { grouped, tableLines } from './table.ts';

/** `poolbook balances` and `poolbook administration`: each member's part of the pool, and of what running it costs. */
export function addBalances(program: Command, open: OpenStores): void {
  program
    .command('balances')
    .description("each member's part of the pool: what it contributed, less its claims and its share of cost")
    .option('--through <month>', 'the last month that counts; this month unless given')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions & { through?: string }) =>
      withConsortium(open, options, async ({ sharing }, consortium) => {
        const through =
          options.through === undefined ? monthOf(today()) : writtenMonth('--through', options.through);
        if (isRefusal(through)) return through;
        const balances = await allocatedBalances(sharing, consortium, through);
        const title = `Allocated balances at the end of ${formatMonth(through)}`;
        if (options.json) printJson(balancesDocument(consortium, balances));
        else print(balancesText(consortium, title, balances));
        return undefined;
      }),
    );

  program
    .command('administration')
    .description('what administration cost, shared among members, and what standing alone would cost each')
    .requiredOption('--from <month>', 'the first month')
    .requiredOption('--through <month>', 'the last month')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions & { from: string; through: string }) =>
      withConsortium(open, options, async (stores, consortium) => {
        const from = writtenMonth('--from', options.from);
        if (isRefusal(from)) return from;
        const through = writtenMonth('--through', options.through);
        if (isRefusal(through)) return through;
        const shared = await administrationShared(stores, consortium, from, through);
        if (isRefusal(shared)) return shared;
        if (options.json) printJson(administrationDocument(consortium, shared, consortium.members));
        else print(administrationText(consortium, shared));
        return undefined;
      }),
    );
}

const HEADINGS: Record<(typeof BALANCE_PARTS)[number], string> = {
  ...{ broughtAlong: 'Brought along', contributions: 'Contributed', assessments: 'Assessed' },
  ...{ otherIncome: 'Other', claims: 'Claims', recoveries: 'Recovered', administration: 'Administration' },
  ...{ stopLossPremium: 'Stop-loss', distributed: 'Distributed' },
};

function balancesText(
  { document }: Consortium,
  title: string,
  { members, pool, total }: AllocatedBalances,
): string {
  const write = (minor: number) => grouped(formatAmount(minor, document.currency));
  const shown = BALANCE_PARTS.filter((part) => [...members, pool].some((one) => one[part] !== 0));
  const row = (name: string, one: AllocatedBalance) => [
    name,
    ...[...shown.map((part) => one[part]), one.balance].map(write),
  ];
  const columns = ['Member', ...shown.map((part) => HEADINGS[part]), 'Balance'].map((heading, index) => ({
    ...{ heading, side: index === 0 ? ('left' as const) : ('right' as const) },
  }));
  const rows = [...members.map((one) => row(one.member, one)), row('the pool itself', pool)];
  return `${[title, '', ...tableLines(columns, [...rows, 'rule', row('In all', total)])].join('\n')}\n`;
}

function administrationText({ document }: Consortium, shared: AdministrationShared): string {
  const write = (minor: number | undefined) =>
    minor === undefined ? '' : grouped(formatAmount(minor, document.currency));
  const columns = ['Member', 'Employees', 'Charged', 'Share', 'Alone', 'Saving'].map((heading, index) => ({
    ...{ heading, side: index === 0 ? ('left' as const) : ('right' as const) },
  }));
  const rows = shared.shares.map(({ member, amount, standalone, saving }) => [
    ...[member, String(shared.employees.get(member)), write(shared.charged.get(member))],
    ...[amount, standalone, saving].map(write),
  ]);
  const total = ['In all', '', write(shared.cost), write(shared.cost), '', write(shared.saving)];
  return `${tableLines(columns, [...rows, 'rule', total]).join('\n')}\n`;
}
