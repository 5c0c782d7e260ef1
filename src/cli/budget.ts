import type { Command } from 'commander';
import { writtenMonthIfAny, writtenNumber } from '../app/members/written.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { budgetLineName, budgetYear } from '../app/treasury/budget.ts';
import { budgetDocument } from '../app/treasury/budget-document.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { amountText } from './amounts.ts';
import { ask, type Question } from './question.ts';
import { overServer } from './server.ts';
import { tableLines } from './table.ts';

/** `poolbook budget YEAR`: the fiscal year's budget against the ledger. */
export function addBudget(program: Command, open: OpenStores): void {
  overServer(program.command('budget <year>'))
    .description('the budget of the fiscal year that begins in a calendar year, against the ledger')
    .option('--through <month>', 'to date goes through this month; the whole year unless given')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((text: string, options: StoreOptions & { through?: string }) =>
      ask(program, open, options, budget(text, options.through)),
    );
}

type BudgetDocument = ReturnType<typeof budgetDocument>;
type Line = BudgetDocument['result'];
type Compared = Line['year'];

function budget(text: string, throughText: string | undefined): Question<BudgetDocument> | Refusal {
  const year = writtenNumber('year', text);
  if (isRefusal(year)) return year;
  const through = writtenMonthIfAny('--through', throughText);
  if (isRefusal(through)) return through;
  return {
    here: async ({ treasury }, consortium) =>
      budgetDocument(consortium, await budgetYear(treasury, consortium, year!, through)),
    there: (pool) =>
      pool.ask(
        pool.api.GET('/api/v1/consortia/{consortium}/budgets/{year}', {
          params: {
            path: { ...pool.path, year: text },
            query: throughText === undefined ? {} : { through: throughText },
          },
        }),
      ) as Promise<BudgetDocument | Refusal>,
    text: budgetText,
  };
}

function budgetText({ through, lines, result }: BudgetDocument): string {
  const values = ({ budget: planned, actual, variance }: Compared) =>
    [planned, actual, variance].map(amountText);
  const columns = ['', 'Budget', 'Actual', 'Better by', 'Year’s budget', 'Year’s actual', 'Better by'].map(
    (heading, index) => ({ heading, side: index === 0 ? ('left' as const) : ('right' as const) }),
  );
  const row = ({ account, toDate, year }: Line) => [
    budgetLineName(account),
    ...values(toDate),
    ...values(year),
  ];
  const monthly = ['Result by month', 'Budget', 'Actual', 'Better by'].map((heading, index) => ({
    ...{ heading, side: index === 0 ? ('left' as const) : ('right' as const) },
  }));
  const { months } = result;
  return [
    `${months[0]!.month} to ${through}, and the fiscal year to ${months.at(-1)!.month}`,
    '',
    ...tableLines(columns, [...lines.map(row), 'rule', row(result)]),
    '',
    ...tableLines(
      monthly,
      months.map((one) => [one.month, ...values(one)]),
    ),
    '',
  ].join('\n');
}
