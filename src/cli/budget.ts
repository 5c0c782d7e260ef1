import type { Command } from 'commander';
import { writtenMonth, writtenNumber } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { type BudgetLine, type BudgetYear, budgetYear, type Compared } from '../app/treasury/budget.ts';
import { budgetDocument } from '../app/treasury/budget-document.ts';
import { formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import { isRefusal } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { grouped, tableLines } from './table.ts';

/** `poolbook budget YEAR`: the fiscal year's budget against the ledger. */
export function addBudget(program: Command, open: OpenStores): void {
  program
    .command('budget <year>')
    .description('the budget of the fiscal year that begins in a calendar year, against the ledger')
    .option('--through <month>', 'to date goes through this month; the whole year unless given')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((text: string, options: StoreOptions & { through?: string }) =>
      withConsortium(open, options, async ({ treasury }, consortium) => {
        const year = writtenNumber('year', text);
        if (isRefusal(year)) return year;
        const through =
          options.through === undefined ? undefined : writtenMonth('--through', options.through);
        if (isRefusal(through)) return through;
        const compared = await budgetYear(treasury, consortium, year!, through);
        if (options.json) printJson(budgetDocument(consortium, compared));
        else print(budgetText(consortium, compared));
        return undefined;
      }),
    );
}

function budgetText({ document }: Consortium, { months, through, lines, result }: BudgetYear): string {
  const write = (minor: number) => grouped(formatAmount(minor, document.currency));
  const values = ({ budget, actual, variance }: Compared) => [budget, actual, variance].map(write);
  const columns = ['', 'Budget', 'Actual', 'Better by', 'Year’s budget', 'Year’s actual', 'Better by'].map(
    (heading, index) => ({ heading, side: index === 0 ? ('left' as const) : ('right' as const) }),
  );
  const row = ({ name, toDate, year }: BudgetLine) => [name, ...values(toDate), ...values(year)];
  const monthly = ['Result by month', 'Budget', 'Actual', 'Better by'].map((heading, index) => ({
    ...{ heading, side: index === 0 ? ('left' as const) : ('right' as const) },
  }));
  return [
    `${formatMonth(months[0]!)} to ${formatMonth(through)}, and the fiscal year to ${formatMonth(months.at(-1)!)}`,
    '',
    ...tableLines(columns, [...lines.map(row), 'rule', row(result)]),
    '',
    ...tableLines(
      monthly,
      result.months.map((one, index) => [formatMonth(months[index]!), ...values(one)]),
    ),
    '',
  ].join('\n');
}
