import type { Format, OpenedFile, RecordReader } from './format.ts';
import { AMOUNT_FORMS, DAY_FORMS } from './forms.ts';
import { type BankLineRow, Unreadable } from './rows.ts';

/** Our file of a bank account's statement: one row per line, under the bank's own code for it (docs/files.md). */
export const bankLinesFormat: Format<BankLineRow> = {
  columns: [
    ...['line', 'day', 'amount'].map((field) => ({ field, header: field })),
    ...['reference', 'description'].map((field) => ({ field, header: field, optional: true })),
  ],
  otherColumns: 'refuse',
  delimiter: ',',
  days: DAY_FORMS['YYYY-MM-DD'],
  amounts: AMOUNT_FORMS.decimal,
  open: ({ cells, located }: OpenedFile): RecordReader<BankLineRow> => ({
    read(record, out) {
      cells.open(record);
      const at = located(record);
      const texts = {
        ...{ line: cells.text('line'), reference: cells.optionalText('reference') },
        description: cells.optionalText('description'),
      };
      const [day, amount] = [cells.day('day'), cells.amount('amount')];
      if (day === undefined || amount === undefined || cells.problems.length > 0)
        out.push(new Unreadable([at], cells.problems));
      else out.push({ ...at, ...texts, day, amount });
    },
  }),
};
