import { formatMonth } from '../../core/calendar/month.ts';
import { ACCOUNT_CODES, CHART, isAccountCode } from '../../core/ledger/accounts.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Item } from '../../exchange/csv/rows.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ImportStore } from '../ports/import-store.ts';
import { type ImportReport, importing } from './import.ts';
import type { ImportOptions, ImportSource, RefusedImport } from './options.ts';
import type { BudgetRow } from './rows.ts';

/** How many amounts were planned, in how many months. */
export interface BudgetFigures {
  readonly budgetLines: number;
  readonly months: number;
}

/** The accounts that a budget plans. */
export const BUDGETED = ACCOUNT_CODES.filter((code) => ['income', 'expense'].includes(CHART[code].kind));

/**
 * Takes a budget: income as it is earned and expenses as they are borne, both positive. What a later file says of an account
 * and month takes the place of an earlier one. Refused, by row: `unknown_reference` for an account that is neither
 * income nor expense, `inconsistent` for one said twice in a month.
 */
export function takeBudget(
  store: ImportStore,
  consortium: Consortium,
  source: ImportSource,
  items: AsyncIterable<readonly Item<BudgetRow>[]>,
  options: ImportOptions,
): Promise<ImportReport<BudgetFigures> | RefusedImport | Refusal> {
  return importing(store, consortium, 'budget', source, options, async (session, intake, importId) => {
    const said = new Set<string>();
    const months = new Set<number>();
    await intake.through<BudgetRow>(items, async (rows) => {
      const taken: BudgetRow[] = [];
      for (const row of rows) {
        const { account, month } = row;
        const key = `${month} ${account}`;
        if (!isAccountCode(account) || !BUDGETED.includes(account)) {
          const expected = `one of ${BUDGETED.join(', ')}`;
          intake.reject([row], [intake.refuse(row, 'account', 'unknown_reference', expected, account)]);
        } else if (said.has(key)) {
          const expected = `${account} of ${formatMonth(month)} once`;
          intake.reject([row], [intake.refuse(row, 'account', 'inconsistent', expected, account)]);
        } else {
          said.add(key);
          months.add(month);
          taken.push(row);
          intake.accept();
        }
      }
      if (intake.isOpen) await session.writeBudget(importId, taken);
    });
    return { figures: { budgetLines: said.size, months: months.size } };
  });
}
