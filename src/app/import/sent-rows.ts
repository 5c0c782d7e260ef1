import { createHash } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Item } from '../../exchange/csv/rows.ts';
import { writtenDay, writtenMonth, writtenSignedAmount } from '../members/written.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ImportStore } from '../ports/import-store.ts';
import { type BankLinesFigures, takeBankLines } from './bank-lines.ts';
import { type BudgetFigures, takeBudget } from './budget.ts';
import { type ImportReport, inBatches } from './import.ts';
import type { ImportSource, RefusedImport } from './options.ts';
import type { BankLineRow, BudgetRow } from './rows.ts';

/** What rows that came as JSON are called on record, in place of a file. */
const NAME = 'rows';

/** A line of a bank's statement, in words. */
export interface SentBankLine {
  readonly line: string;
  readonly day: string;
  readonly amount: string;
  readonly reference: string;
  readonly description: string;
}

/** What an account is to move in a month, in words. */
export interface SentBudgetRow {
  readonly month: string;
  readonly account: string;
  readonly amount: string;
}

/**
 * Takes the lines of a bank's statement as `takeBankLines` does, from rows in place of a file. A refusal says which row is
 * meant: "lines[3].day".
 */
export async function importSentBankLines(
  store: ImportStore,
  consortium: Consortium,
  account: string,
  sent: readonly SentBankLine[],
): Promise<ImportReport<BankLinesFigures> | Refusal> {
  const { currency } = consortium.document;
  const rows: BankLineRow[] = [];
  for (const [fileLine, { line, reference, description, ...written }] of sent.entries()) {
    const day = writtenDay(`lines[${fileLine}].day`, written.day);
    if (isRefusal(day)) return day;
    const amount = writtenSignedAmount(`lines[${fileLine}].amount`, written.amount, currency);
    if (isRefusal(amount)) return amount;
    rows.push({ fileLine, line, day, amount, reference, description });
  }
  const source = sourceOf([account, sent]);
  return taken('lines', await takeBankLines(store, consortium, source, itemsOf(rows), account, {}));
}

/** Takes a budget as `takeBudget` does, from rows in place of a file. */
export async function importSentBudget(
  store: ImportStore,
  consortium: Consortium,
  sent: readonly SentBudgetRow[],
): Promise<ImportReport<BudgetFigures> | Refusal> {
  const { currency } = consortium.document;
  const rows: BudgetRow[] = [];
  for (const [fileLine, { account, ...written }] of sent.entries()) {
    const month = writtenMonth(`rows[${fileLine}].month`, written.month);
    if (isRefusal(month)) return month;
    const amount = writtenSignedAmount(`rows[${fileLine}].amount`, written.amount, currency);
    if (isRefusal(amount)) return amount;
    rows.push({ fileLine, month, account, amount });
  }
  return taken('rows', await takeBudget(store, consortium, sourceOf(sent), itemsOf(rows), {}));
}

function sourceOf(sent: unknown): ImportSource {
  const sha256 = createHash('sha256').update(JSON.stringify(sent)).digest('hex');
  return { name: NAME, sha256 };
}

const itemsOf = <Row>(rows: readonly Row[]): AsyncIterable<Item<Row>[]> => inBatches(rows);

/** A row is known to an import as "rows:3"; who sent it knows it as "lines[3]". */
function taken<Report extends object>(
  list: string,
  outcome: Report | RefusedImport | Refusal,
): Report | Refusal {
  if (!isRefusal(outcome)) return outcome;
  const { code, expected, actual } = outcome;
  const row = new RegExp(`^${NAME}:(\\d+)`).exec(outcome.path)?.[1];
  const plain = expected.replace(/ in the column "[^"]*"$/, '');
  const path = row === undefined ? outcome.path : `${list}[${row}]`;
  return { ...refuse(code, path, plain, undefined), actual };
}
