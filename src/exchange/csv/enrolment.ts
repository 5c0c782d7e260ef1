import type { Format, OpenedFile, RecordReader } from './format.ts';
import { AMOUNT_FORMS, DAY_FORMS } from './forms.ts';
import { type EnrolmentRow, Unreadable } from './rows.ts';

const FIELDS = ['person', 'subscriber', 'relationship', 'member', 'plan', 'tier', 'from', 'to'] as const;

/** Our file of coverage: one row per person and first day; an empty `to` is coverage without an end (docs/files.md). */
export const enrolmentFormat: Format<EnrolmentRow> = {
  columns: FIELDS.map((field) => ({ field, header: field })),
  otherColumns: 'refuse',
  delimiter: ',',
  days: DAY_FORMS['YYYY-MM-DD'],
  amounts: AMOUNT_FORMS.decimal,
  open: ({ cells, located }: OpenedFile): RecordReader<EnrolmentRow> => ({
    read(record, out) {
      cells.open(record);
      const row = {
        ...located(record),
        person: cells.text('person'),
        subscriber: cells.text('subscriber'),
        relationship: cells.text('relationship'),
        member: cells.text('member'),
        plan: cells.text('plan'),
        tier: cells.text('tier'),
        to: cells.raw('to') === '' ? undefined : cells.day('to'),
      };
      const from = cells.day('from');
      if (from === undefined || cells.problems.length > 0) out.push(new Unreadable([row], cells.problems));
      else out.push({ ...row, from });
    },
  }),
};
