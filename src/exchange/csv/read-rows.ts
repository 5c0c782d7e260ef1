import type { Currency } from '../../core/money/currency.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import { Cells } from './cells.ts';
import { Utf8Lines } from './decode.ts';
import type { Format, RecordReader } from './format.ts';
import { Header } from './header.ts';
import { CsvReader, type CsvRecord } from './reader.ts';
import { type Item, type Located, Unreadable, Unusable } from './rows.ts';

/** Rows as they come out of a file, and its header once that is read. */
export interface RowStream<Row> {
  readonly items: AsyncIterable<Item<Row>[]>;
  readonly header: () => Header | undefined;
}

/**
 * Reads a CSV file of a format from the chunks of its bytes, as they come: memory holds a chunk and its rows. `name` is
 * how messages call the file;
 * with `keepsRecords` each row carries its fields along, so that it can be given back. What is wrong comes as items: `Unreadable` rows (the others can be taken without them) or
 * an `Unusable` file (`wrong_encoding`, `missing_column`, `unknown_field`, `empty_file`, `torn_line`).
 */
export function readRows<Row>(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  format: Format<Row>,
  currency: Currency,
  keepsRecords = false,
): RowStream<Row> {
  const file = new File(name, format, currency, keepsRecords);
  async function* items(): AsyncGenerator<Item<Row>[]> {
    for await (const chunk of chunks) {
      const read = file.push(chunk);
      if (read.length > 0) yield read;
      if (file.isOver) return;
    }
    yield file.end();
  }
  return { items: items(), header: () => file.header };
}

class File<Row> {
  readonly #name: string;
  readonly #format: Format<Row>;
  readonly #currency: Currency;
  readonly #lines: Utf8Lines;
  readonly #reader: CsvReader;
  readonly #located: (record: CsvRecord) => Located;
  #rows: RecordReader<Row> | undefined;
  header: Header | undefined;
  /** Nothing more can be read. */
  isOver = false;

  constructor(name: string, format: Format<Row>, currency: Currency, keepsRecords: boolean) {
    this.#name = name;
    this.#format = format;
    this.#currency = currency;
    this.#located = keepsRecords
      ? ({ line, fields }) => ({ fileLine: line, record: fields })
      : ({ line }) => ({ fileLine: line });
    this.#lines = new Utf8Lines(name, format.delimiter);
    this.#reader = new CsvReader(format.delimiter);
  }

  push(chunk: Uint8Array): Item<Row>[] {
    const out: Item<Row>[] = [];
    const { text, problem } = this.#lines.push(chunk, () => this.#reader.textLine);
    this.#take(this.#reader.push(text), out);
    if (problem !== undefined && !this.isOver) return this.#over(out, problem);
    if (!this.isOver && this.#reader.isLost)
      return this.#over(out, this.#torn(this.#reader.line, 'quotes', this.#reader.openIn));
    return out;
  }

  end(): Item<Row>[] {
    const out: Item<Row>[] = [];
    const { text, problem } = this.#lines.end(() => this.#reader.textLine);
    if (problem !== undefined) return this.#over(out, problem);
    this.#take([...this.#reader.push(text), ...this.#reader.end()], out);
    if (this.isOver) return out;
    if (this.#rows === undefined) {
      return this.#over(out, refuse('empty_file', this.#name, 'a first line with the names of columns', ''));
    }
    this.#rows.end?.(this.#reader.line, out);
    return out;
  }

  #take(records: readonly CsvRecord[], out: Item<Row>[]): void {
    for (const record of records) {
      if (this.isOver) return;
      if (this.#rows === undefined) this.#open(record, out);
      else this.#record(record, this.#rows, out);
    }
  }

  #open(record: CsvRecord, out: Item<Row>[]): void {
    const { columns, otherColumns, days, amounts } = this.#format;
    const matched = Header.match(this.#name, record.fields, columns, otherColumns);
    if (matched instanceof Header) {
      this.header = matched;
      const cells = new Cells(this.#name, matched, this.#currency, days, amounts);
      const [name, currency, located] = [this.#name, this.#currency, this.#located];
      this.#rows = this.#format.open({ name, currency, header: matched, cells, located });
    } else {
      this.isOver = true;
      out.push(...matched.map((problem) => new Unusable(problem)));
    }
  }

  #record(record: CsvRecord, rows: RecordReader<Row>, out: Item<Row>[]): void {
    const { line, fields, strayQuoteIn, torn } = record;
    const count = this.header!.names.length;
    if (strayQuoteIn !== undefined) {
      const expected = 'quotes around a whole field, and doubled within it';
      const at = `${this.#name}:${line}:${strayQuoteIn}`;
      this.#fault(record, rows, refuse('stray_quote', at, expected, fields[0]), out);
    } else if (torn === 'quotes') this.#over(out, this.#torn(line, torn, this.#reader.openIn));
    else if (fields.length === count || rows.isSpecial?.(record) === true) rows.read(record, out);
    else if (torn !== undefined && fields.length < count)
      this.#over(out, this.#torn(line, torn, fields.length));
    else {
      const at = `${this.#name}:${line}:${Math.min(fields.length, count)}`;
      const { code, path, expected } = refuse(
        'wrong_field_count',
        at,
        `${count} fields, as in the first line`,
        '',
      );
      const problem: Refusal = { refused: true, code, path, expected, actual: `${fields.length}` };
      this.#fault(record, rows, problem, out);
    }
  }

  #fault(record: CsvRecord, rows: RecordReader<Row>, problem: Refusal, out: Item<Row>[]): void {
    if (rows.fault === undefined) out.push(new Unreadable([this.#located(record)], [problem]));
    else rows.fault(record, problem, out);
  }

  #torn(line: number, how: 'end of line' | 'quotes', fields: number): Refusal {
    const expected =
      how === 'quotes'
        ? 'the quotes that open here to be closed'
        : `${this.header?.names.length ?? 'all'} fields in the last line, as in the first`;
    const actual =
      how === 'quotes'
        ? 'the end of the file, or a megabyte without them'
        : `${fields}: the file ends in the middle of it`;
    return { refused: true, code: 'torn_line', path: `${this.#name}:${line}:${fields}`, expected, actual };
  }

  #over(out: Item<Row>[], problem: Refusal): Item<Row>[] {
    this.isOver = true;
    out.push(new Unusable(problem));
    return out;
  }
}
