import type { Format, OpenedFile, RecordReader } from './format.ts';
import { AMOUNT_FORMS, DAY_FORMS } from './forms.ts';
import type { CsvRecord } from './reader.ts';
import { type Item, type OpeningRow, Unreadable } from './rows.ts';

/**
 * Which columns each kind of record uses; the others have to be empty there. `member` may be empty where it can be the pool
 * itself: in the ledger, and of what is recoverable or reimbursed.
 */
const USED = {
  ledger: ['account', 'member', 'amount'],
  accumulator: ['person', 'plan', 'network', 'plan_year', 'deductible', 'out_of_pocket'],
  lag: ['member', 'benefit', 'incurred', 'paid', 'amount'],
  'stop-loss': ['person', 'benefit', 'incurred', 'paid', 'amount'],
  recoverable: ['contract', 'member', 'amount'],
  reimbursement: ['contract', 'reference', 'member', 'paid', 'amount'],
} as const;

const FIELDS = [...new Set(Object.values(USED).flat())];

/** Our file of what a pool brings along: ledger, accumulators, lag triangle, stop-loss to date with what was recoverable (docs/files.md). */
export const openingFormat: Format<OpeningRow> = {
  columns: [
    { field: 'record', header: 'record' },
    ...FIELDS.map((field) => ({ field, header: field, optional: true })),
  ],
  otherColumns: 'refuse',
  delimiter: ',',
  days: DAY_FORMS['YYYY-MM-DD'],
  amounts: AMOUNT_FORMS.decimal,
  open: (file): RecordReader<OpeningRow> => ({
    read(record, out) {
      out.push(readOpening(record, file));
    },
  }),
};

function readOpening(record: CsvRecord, { cells, header, located }: OpenedFile): Item<OpeningRow> {
  cells.open(record);
  const at = located(record);
  const kind = cells.raw('record');
  if (!Object.hasOwn(USED, kind)) {
    cells.refuse('record', 'wrong_type', `one of ${Object.keys(USED).join(', ')}`, kind);
    return new Unreadable([at], cells.problems);
  }
  const used: readonly string[] = USED[kind as keyof typeof USED];
  for (const field of FIELDS) {
    if (!used.includes(field) && cells.raw(field) !== '') {
      cells.refuse(field, 'inconsistent', `nothing in a row of ${kind}`, cells.raw(field));
    } else if (used.includes(field) && header.indexOf(field) === undefined) {
      cells.refuse(field, 'missing_column', `a column for a row of ${kind}`, undefined);
    }
  }
  if (cells.problems.length > 0) return new Unreadable([at], cells.problems);
  const row = { ...at, kind, ...valuesOf(kind as keyof typeof USED, cells) };
  return cells.problems.length > 0 ? new Unreadable([at], cells.problems) : (row as OpeningRow);
}

function valuesOf(kind: keyof typeof USED, cells: OpenedFile['cells']): object {
  switch (kind) {
    case 'ledger':
      return {
        account: cells.text('account'),
        member: cells.optionalText('member'),
        amount: cells.amount('amount'),
      };
    case 'accumulator':
      return {
        person: cells.text('person'),
        plan: cells.text('plan'),
        network: cells.text('network'),
        planYear: cells.whole('plan_year', 1900, 2199),
        deductible: cells.amount('deductible'),
        outOfPocket: cells.amount('out_of_pocket'),
      };
    case 'lag':
      return {
        member: cells.text('member'),
        benefit: cells.text('benefit'),
        incurred: cells.month('incurred'),
        paid: cells.month('paid'),
        amount: cells.amount('amount'),
      };
    case 'stop-loss':
      return {
        person: cells.text('person'),
        benefit: cells.text('benefit'),
        incurred: cells.day('incurred'),
        paid: cells.day('paid'),
        amount: cells.amount('amount'),
      };
    case 'recoverable':
      return {
        contract: cells.text('contract'),
        member: cells.optionalText('member'),
        amount: cells.amount('amount'),
      };
    case 'reimbursement':
      return {
        contract: cells.text('contract'),
        reference: cells.text('reference'),
        member: cells.optionalText('member'),
        paid: cells.day('paid'),
        amount: cells.amount('amount'),
      };
  }
}
