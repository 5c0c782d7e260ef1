import type { BankLineRow, BudgetRow, ImportSession } from '../../app/ports/import-store.ts';
import { firstDayOf } from '../../core/calendar/month.ts';
import { dayText } from '../bulk/rows.ts';
import type { Query } from '../query.ts';
import type { Copying } from './copying.ts';

/** The lines of a bank account that are on record, by the bank's code. */
export async function bankLinesOnRecord(
  query: Query,
  account: string,
): ReturnType<ImportSession['bankLines']> {
  const rows = await query.rows<BankLineRow>(
    `SELECT line_code AS line, booked_day - date '1970-01-01' AS day, amount_cents AS amount, reference, description
     FROM bank_line WHERE account = $1`,
    [account],
  );
  return new Map(rows.map(({ line, ...row }) => [line, row]));
}

const LINE = [
  ...['account', 'line_code', 'import_id', 'booked_day', 'amount_cents', 'reference', 'description'],
];

/** Copies lines of a bank's statement. */
export function copyBankLines(
  copying: Copying,
  importId: number,
  account: string,
  rows: readonly BankLineRow[],
): Promise<void> {
  for (const { line, day, amount, reference, description } of rows)
    copying.add('bank_line', LINE, [account, line, importId, dayText(day), amount, reference, description]);
  return copying.copyIfMany();
}

/** Copies the lines of a budget. */
export function copyBudget(copying: Copying, importId: number, rows: readonly BudgetRow[]): Promise<void> {
  const columns = ['import_id', 'accounting_month', 'account', 'amount_cents'];
  for (const { month, account, amount } of rows)
    copying.add('budget_line', columns, [importId, dayText(firstDayOf(month)), account, amount]);
  return copying.copyIfMany();
}
