import { type Month, monthOf } from '../../core/calendar/month.ts';
import { planYearWindow, wholeMonthsOf } from '../../core/calendar/plan-year.ts';
import { type AccountCode, CHART } from '../../core/ledger/accounts.ts';
import { amountOf } from '../../core/money/amount.ts';
import { BUDGETED } from '../import/budget.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { MonthlyAmount, TreasuryStore } from '../ports/treasury.ts';

/** What was planned and what came; the variance is what the result is better by (worse, where below 0). */
export interface Compared {
  readonly budget: number;
  readonly actual: number;
  readonly variance: number;
}

/** A line of the comparison: an account, or the result, by month of the fiscal year, to date and for the year. */
export interface BudgetLine {
  readonly account: AccountCode | 'result';
  readonly months: readonly Compared[];
  readonly toDate: Compared;
  readonly year: Compared;
}

/** A fiscal year's budget against the ledger; to date is through a month of it. */
export interface BudgetYear {
  readonly months: readonly Month[];
  readonly through: Month;
  readonly lines: readonly BudgetLine[];
  readonly result: BudgetLine;
}

/** Compares the fiscal year that begins in a calendar year with its budget; to date goes through a month, or the whole year. */
export async function budgetYear(
  store: TreasuryStore,
  { consortiumId, document }: Consortium,
  year: number,
  through?: Month,
): Promise<BudgetYear> {
  // A month in which one fiscal year ends and the next begins belongs to the one that it begins in.
  const window = wholeMonthsOf(planYearWindow(year, document.fiscalYear.start));
  const [first, last] = [monthOf(window.from), monthOf(window.to)];
  const months = Array.from({ length: last - first + 1 }, (_, index) => (first + index) as Month);
  const toDate = Math.min(Math.max(through ?? last, first - 1), last) as Month;
  const [budget, actual] = [
    sums(await store.budget(consortiumId, first, last)),
    sums((await store.actual(consortiumId, first, last, BUDGETED)).map(onOwnSide)),
  ];
  const accounts = BUDGETED.filter((account) => [budget, actual].some((of) => of.has(account)));
  const lines = accounts.map((account) => {
    const sign = CHART[account].kind === 'income' ? 1 : -1;
    const of = (month: Month) =>
      compared(budget.get(account)?.get(month) ?? 0, actual.get(account)?.get(month) ?? 0, sign);
    return lineOf(account, months, months.map(of), toDate, sign);
  });
  const results = months.map((_, index) => {
    const sum = (side: 'budget' | 'actual') =>
      lines.reduce((total, { account, months: all }) => {
        const isIncome = CHART[account as AccountCode].kind === 'income';
        return amountOf(total + (isIncome ? all[index]![side] : -all[index]![side]));
      }, 0);
    return compared(sum('budget'), sum('actual'), 1);
  });
  return { months, through: toDate, lines, result: lineOf('result', months, results, toDate, 1) };
}

/** What a line is called. */
export function budgetLineName(account: BudgetLine['account']): string {
  return account === 'result' ? 'Result' : CHART[account].name;
}

function lineOf(
  account: BudgetLine['account'],
  months: readonly Month[],
  values: readonly Compared[],
  through: Month,
  sign: 1 | -1,
): BudgetLine {
  const total = (all: readonly Compared[]) =>
    compared(
      all.reduce((sum, { budget }) => amountOf(sum + budget), 0),
      all.reduce((sum, { actual }) => amountOf(sum + actual), 0),
      sign,
    );
  const begun = values.filter((_, index) => months[index]! <= through);
  return { account, months: values, toDate: total(begun), year: total(values) };
}

/** More income than planned is better, more expense worse. */
function compared(budget: number, actual: number, sign: 1 | -1): Compared {
  return { budget, actual, variance: amountOf(sign * (actual - budget)) };
}

/** Income is a credit, and shown positive. */
function onOwnSide(row: MonthlyAmount): MonthlyAmount {
  return CHART[row.account].kind === 'income' ? { ...row, amount: amountOf(-row.amount) } : row;
}

function sums(rows: readonly MonthlyAmount[]): Map<AccountCode, Map<Month, number>> {
  const byAccount = new Map<AccountCode, Map<Month, number>>();
  for (const { account, month, amount } of rows)
    byAccount.set(account, (byAccount.get(account) ?? new Map()).set(month, amount));
  return byAccount;
}
