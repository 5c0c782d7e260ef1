import type { Command } from 'commander';
import { today } from '../app/import/today.ts';
import { administrationShared } from '../app/members/administration.ts';
import { administrationDocument } from '../app/members/administration-document.ts';
import { allocatedBalances, BALANCE_PARTS } from '../app/members/balances.ts';
import { balancesDocument } from '../app/members/balances-document.ts';
import { writtenMonth, writtenMonthIfAny } from '../app/members/written.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatMonth, monthOf } from '../core/calendar/month.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { amountText, isZero } from './amounts.ts';
import { ask, type Question } from './question.ts';
import { overServer } from './server.ts';
import { tableLines } from './table.ts';

/** `poolbook balances` and `poolbook administration`: each member's part of the pool, and of what running it costs. */
export function addBalances(program: Command, open: OpenStores): void {
  overServer(program.command('balances'))
    .description("each member's part of the pool: what it contributed, less its claims and its share of cost")
    .option('--through <month>', 'the last month that counts; this month unless given')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions & { through?: string }) =>
      ask(program, open, options, balances(options.through)),
    );

  overServer(program.command('administration'))
    .description('what administration cost, shared among members, and what standing alone would cost each')
    .requiredOption('--from <month>', 'the first month')
    .requiredOption('--through <month>', 'the last month')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions & { from: string; through: string }) =>
      ask(program, open, options, administration(options.from, options.through)),
    );
}

type Figures = Partial<Record<(typeof BALANCE_PARTS)[number] | 'balance', string>>;

/** Members' parts; what may not be seen of them, or of the pool's, is left out. */
interface BalancesDocument {
  readonly members: readonly (Figures & { readonly member: string })[];
  readonly pool?: Figures;
  readonly total?: Figures;
}

function balances(text: string | undefined): Question<BalancesDocument> | Refusal {
  const through = writtenMonthIfAny('--through', text);
  if (isRefusal(through)) return through;
  const month = through ?? monthOf(today());
  return {
    here: async ({ sharing }, consortium) =>
      balancesDocument(consortium, await allocatedBalances(sharing, consortium, month)),
    there: (pool) =>
      pool.ask(
        pool.api.GET('/api/v1/consortia/{consortium}/balances', {
          params: { path: pool.path, query: { through: formatMonth(month) } },
        }),
      ),
    text: (found) => balancesText(`Allocated balances at the end of ${formatMonth(month)}`, found),
  };
}

const HEADINGS: Record<(typeof BALANCE_PARTS)[number], string> = {
  ...{ broughtAlong: 'Brought along', contributions: 'Contributed', assessments: 'Assessed' },
  ...{ otherIncome: 'Other', claims: 'Claims', recoveries: 'Recovered', administration: 'Administration' },
  ...{ stopLossPremium: 'Stop-loss', distributed: 'Distributed' },
};

function balancesText(title: string, { members, pool, total }: BalancesDocument): string {
  const all = [...members, ...(pool === undefined ? [] : [pool])];
  const shown = BALANCE_PARTS.filter((part) => all.some((one) => !isZero(one[part] ?? '0')));
  const row = (name: string, one: Figures) => [
    name,
    ...[...shown.map((part) => one[part]), one.balance].map(amountText),
  ];
  const columns = ['Member', ...shown.map((part) => HEADINGS[part]), 'Balance'].map((heading, index) => ({
    ...{ heading, side: index === 0 ? ('left' as const) : ('right' as const) },
  }));
  const rows = [
    ...members.map((one) => row(one.member, one)),
    ...(pool === undefined ? [] : [row('the pool itself', pool)]),
    ...(total === undefined ? [] : ['rule' as const, row('In all', total)]),
  ];
  return `${[title, '', ...tableLines(columns, rows)].join('\n')}\n`;
}

/** What cannot be said (no offer to stand alone is known) is left out. */
interface AdministrationDocument {
  readonly cost?: string | undefined;
  readonly members: readonly {
    readonly member: string;
    readonly employees: number;
    readonly charged: string;
    readonly share: string;
    readonly standalone?: string | undefined;
    readonly saving?: string | undefined;
  }[];
  readonly saving?: string | undefined;
}

function administration(fromText: string, throughText: string): Question<AdministrationDocument> | Refusal {
  const from = writtenMonth('--from', fromText);
  if (isRefusal(from)) return from;
  const through = writtenMonth('--through', throughText);
  if (isRefusal(through)) return through;
  return {
    async here(stores, consortium) {
      const shared = await administrationShared(stores, consortium, from, through);
      return isRefusal(shared) ? shared : administrationDocument(consortium, shared, consortium.members);
    },
    there: (pool) =>
      pool.ask(
        pool.api.GET('/api/v1/consortia/{consortium}/administration', {
          params: { path: pool.path, query: { from: fromText, through: throughText } },
        }),
      ),
    text: administrationText,
  };
}

function administrationText({ cost, members, saving: saved }: AdministrationDocument): string {
  const write = (amount: string | undefined) => (amount === undefined ? '' : amountText(amount));
  const columns = ['Member', 'Employees', 'Charged', 'Share', 'Alone', 'Saving'].map((heading, index) => ({
    ...{ heading, side: index === 0 ? ('left' as const) : ('right' as const) },
  }));
  const rows = members.map(({ member, employees, charged, share, standalone, saving }) => [
    ...[member, String(employees)],
    ...[charged, share, standalone, saving].map(write),
  ]);
  const total = ['In all', '', write(cost), write(cost), '', write(saved)];
  // Of one member there is no sum.
  const all = cost === undefined ? rows : [...rows, 'rule' as const, total];
  return `${tableLines(columns, all).join('\n')}\n`;
}
