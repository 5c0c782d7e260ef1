import { amountOf } from '../../core/money/amount.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { Item } from '../../exchange/csv/rows.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ImportStore } from '../ports/import-store.ts';
import { type ImportReport, importing } from './import.ts';
import type { ImportOptions, ImportSource, RefusedImport } from './options.ts';
import type { BankLineRow } from './rows.ts';

export interface BankLinesOptions extends ImportOptions {
  /** The bank account by its code; the only one of the document unless given. */
  readonly account?: string | undefined;
}

/** How many lines were new, and what they brought in and took out. */
export interface BankLinesFigures {
  readonly bankLines: number;
  readonly moneyIn: number;
  readonly moneyOut: number;
}

/** The bank account of a code, or the only one. Refused: `unknown_reference`, `missing_field`. */
export function bankAccountOf({ document }: Consortium, code?: string) {
  const { bankAccounts } = document;
  const known = bankAccounts.map((account) => account.code).join(', ');
  if (code === undefined && bankAccounts.length === 1) return bankAccounts[0]!;
  if (code === undefined && bankAccounts.length > 1)
    return refuse('missing_field', '--account', `one of ${known}`, undefined);
  const expected = known === '' ? 'a bank account in the document (`bankAccounts`)' : `one of ${known}`;
  return (
    bankAccounts.find((account) => account.code === code) ??
    refuse('unknown_reference', '--account', expected, code)
  );
}

/**
 * Takes the lines of a bank's statement. A line is known by the bank's code for it: the same line again, as in statements
 * that overlap, is passed over. Refused, by row: `inconsistent` where a code comes with another day or amount.
 */
export function takeBankLines(
  store: ImportStore,
  consortium: Consortium,
  source: ImportSource,
  items: AsyncIterable<readonly Item<BankLineRow>[]>,
  account: string,
  options: ImportOptions,
): Promise<ImportReport<BankLinesFigures> | RefusedImport | Refusal> {
  return importing(store, consortium, 'bank-lines', source, options, async (session, intake, importId) => {
    const known = new Map(await session.bankLines(account));
    const figures = { bankLines: 0, moneyIn: 0, moneyOut: 0 };
    await intake.through<BankLineRow>(items, async (rows) => {
      const fresh: BankLineRow[] = [];
      for (const row of rows) {
        const before = known.get(row.line);
        if (before === undefined) {
          known.set(row.line, row);
          fresh.push(row);
          intake.accept();
          figures.bankLines += 1;
          if (row.amount > 0) figures.moneyIn = amountOf(figures.moneyIn + row.amount);
          else figures.moneyOut = amountOf(figures.moneyOut - row.amount);
        } else if (before.day === row.day && before.amount === row.amount) intake.repeat();
        else {
          const expected = 'each line of the bank with one day and amount';
          intake.reject([row], [intake.refuse(row, 'line', 'inconsistent', expected, row.line)]);
        }
      }
      if (intake.isOpen) await session.writeBankLines(importId, account, fresh);
    });
    return { figures };
  });
}
