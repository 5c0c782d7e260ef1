import type { Format, OpenedFile, RecordReader } from './format.ts';
import { AMOUNT_FORMS, DAY_FORMS } from './forms.ts';
import { type BudgetRow, Unreadable } from './rows.ts';

/** Our file of a budget: what an account of income or expense is to move in a month (docs/files.md). */
export const budgetFormat: Format<BudgetRow> = {
  columns: ['month', 'account', 'amount'].map((field) => ({ field, header: field })),
  otherColumns: 'refuse',
  delimiter: ',',
  days: DAY_FORMS['YYYY-MM-DD'],
  amounts: AMOUNT_FORMS.decimal,
  open: ({ cells, located }: OpenedFile): RecordReader<BudgetRow> => ({
    read(record, out) {
      cells.open(record);
      const at = located(record);
      const account = cells.text('account');
      const [month, amount] = [cells.month('month'), cells.amount('amount')];
      if (month === undefined || amount === undefined || cells.problems.length > 0)
        out.push(new Unreadable([at], cells.problems));
      else out.push({ ...at, account, month, amount });
    },
  }),
};
