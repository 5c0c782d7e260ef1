import type { Currency } from '../../core/money/currency.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Cells } from './cells.ts';
import type { AmountForm, DayForm } from './forms.ts';
import type { Column, Header } from './header.ts';
import type { CsvRecord } from './reader.ts';
import type { Item, Located } from './rows.ts';

/** A kind of file: its columns, how it writes days and amounts, and how its records become rows. */
export interface Format<Row> {
  readonly columns: readonly Column[];
  /** Whether further columns are refused or passed over. */
  readonly otherColumns: 'refuse' | 'ignore';
  readonly delimiter: string;
  readonly days: DayForm;
  readonly amounts: AmountForm;
  /** Begins a file whose header was matched. */
  open(file: OpenedFile): RecordReader<Row>;
}

/** What a format reads with. */
export interface OpenedFile {
  readonly name: string;
  readonly currency: Currency;
  readonly header: Header;
  readonly cells: Cells;
  /** A record as a row carries it along: with its fields where rows may have to be given back. */
  readonly located: (record: CsvRecord) => Located;
}

/** Makes rows of records, which come in order. */
export interface RecordReader<Row> {
  /** True for a record that is no row and has its own number of fields, such as a trailer. */
  isSpecial?(record: CsvRecord): boolean;
  /** Takes a record; rows that it completes are added to `out`. */
  read(record: CsvRecord, out: Item<Row>[]): void;
  /** Takes a record that could not be cut into fields, with the reason; without this it is an unreadable row. */
  fault?(record: CsvRecord, problem: Refusal, out: Item<Row>[]): void;
  /** Ends the file before a line. */
  end?(line: number, out: Item<Row>[]): void;
}
