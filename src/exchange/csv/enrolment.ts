import type { Format, OpenedFile, RecordReader } from './format.ts';
import { located } from './format.ts';
import { AMOUNT_FORMS, DAY_FORMS } from './forms.ts';
import { type EnrolmentRow, type Item, Unreadable } from './rows.ts';

const FIELDS = ['person', 'subscriber', 'relationship', 'member', 'plan', 'tier', 'from', 'to'] as const;

/** Our file of coverage: one row per person and first day; an empty `to` is coverage without an end (docs/files.md). */
export const enrolmentFormat: Format<EnrolmentRow> = {
  columns: FIELDS.map((field) => ({ field, header: field })),
  otherColumns: 'refuse',
  delimiter: ',',
  days: DAY_FORMS['YYYY-MM-DD'],
  amounts: AMOUNT_FORMS.decimal,
  open: (file) => new EnrolmentReader(file),
};

class EnrolmentReader implements RecordReader<EnrolmentRow> {
  readonly #file: OpenedFile;

  constructor(file: OpenedFile) {
    this.#file = file;
  }

  read(...[record, out]: Parameters<RecordReader<EnrolmentRow>['read']>): void {
    const { cells } = this.#file;
    cells.open(record);
    const row = {
      ...located(record),
      person: cells.text('person'),
      subscriber: cells.text('subscriber'),
      relationship: cells.text('relationship'),
      member: cells.text('member'),
      plan: cells.text('plan'),
      tier: cells.text('tier'),
      from: cells.day('from'),
      to: cells.raw('to') === '' ? undefined : cells.day('to'),
    };
    const { from } = row;
    if (from === undefined || cells.problems.length > 0) out.push(new Unreadable([row], cells.problems));
    else out.push({ ...row, from });
  }

  fault(...[row, problem, out]: Parameters<RecordReader<EnrolmentRow>['fault']>): void {
    out.push(new Unreadable([row], [problem]));
  }

  end(_line: number, _out: Item<EnrolmentRow>[]): void {}
}
