import { type Refusal, refuse } from '../../core/refusal.ts';
import type { Format, OpenedFile, RecordReader } from './format.ts';
import { AMOUNT_FORMS, DAY_FORMS } from './forms.ts';
import type { Column } from './header.ts';
import type { Layout } from './layouts/layout.ts';
import type { CsvRecord } from './reader.ts';
import { type Item, type PaidClaimRow, Unreadable, Unusable } from './rows.ts';
import { isTrailer, readTrailer } from './trailer.ts';

/** A register of claims paid elsewhere in a layout. */
export function paidClaimsFormat(layout: Layout): Format<PaidClaimRow> {
  const { delimiter, otherColumns, days, amounts } = layout;
  return {
    columns: Object.entries(layout.columns).flatMap(([field, header]): Column[] =>
      header === undefined ? [] : [{ field, header }],
    ),
    otherColumns,
    delimiter,
    days: DAY_FORMS[days],
    amounts: AMOUNT_FORMS[amounts],
    open: (file) => new RegisterReader(file, layout),
  };
}

class RegisterReader implements RecordReader<PaidClaimRow> {
  readonly #file: OpenedFile;
  readonly #layout: Layout;
  #trailerLine: number | undefined;

  constructor(file: OpenedFile, layout: Layout) {
    this.#file = file;
    this.#layout = layout;
  }

  isSpecial(record: CsvRecord): boolean {
    return isTrailer(record, this.#layout);
  }

  read(record: CsvRecord, out: Item<PaidClaimRow>[]): void {
    if (this.isSpecial(record)) out.push(this.#trailer(record));
    else if (this.#trailerLine !== undefined) out.push(new Unusable(this.#afterTrailer(record.line)));
    else this.#row(record, out);
  }

  fault(record: CsvRecord, problem: Refusal, out: Item<PaidClaimRow>[]): void {
    out.push(new Unreadable([this.#file.located(record)], [problem], {}));
  }

  end(line: number, out: Item<PaidClaimRow>[]): void {
    const { trailer } = this.#layout;
    if (trailer === undefined || this.#trailerLine !== undefined) return;
    const expected = `control totals in a last row that begins with ${trailer.marker}`;
    out.push(
      new Unusable(refuse('missing_control_total', `${this.#file.name}:${line}`, expected, undefined)),
    );
  }

  #trailer(record: CsvRecord): Item<PaidClaimRow> {
    if (this.#trailerLine !== undefined) return new Unusable(this.#afterTrailer(record.line));
    this.#trailerLine = record.line;
    return readTrailer(record, this.#layout, this.#file);
  }

  #afterTrailer(line: number): Refusal {
    const expected = `nothing after the control totals in line ${this.#trailerLine}`;
    return refuse('inconsistent', `${this.#file.name}:${line}`, expected, 'a row');
  }

  #row(record: CsvRecord, out: Item<PaidClaimRow>[]): void {
    const { cells } = this.#file;
    const { columns, benefit = '' } = this.#layout;
    cells.open(record);
    const paid = cells.day('paid');
    const allowed = cells.amount('allowed');
    const row = {
      ...this.#file.located(record),
      claim: cells.text('claim'),
      reference: cells.optionalText('reference'),
      reverses: cells.optionalText('reverses'),
      person: cells.text('person'),
      benefit: columns.benefit === undefined ? benefit : cells.optionalText('benefit', benefit),
      incurred: cells.day('incurred'),
      paid,
      funded: columns.funded === undefined ? paid : cells.day('funded'),
      charge: columns.charge === undefined ? allowed : cells.amount('charge'),
      allowed,
      memberPays: cells.amount('memberPays'),
      planPays: cells.amount('planPays'),
    };
    if (row.benefit === '') cells.refuse('benefit', 'missing_field', 'a benefit such as medical', '');
    if (cells.problems.length === 0) out.push(row as PaidClaimRow);
    else {
      const { funded, charge, planPays } = row;
      out.push(new Unreadable([row], cells.problems, { funded, charge, allowed, planPays }));
    }
  }
}
