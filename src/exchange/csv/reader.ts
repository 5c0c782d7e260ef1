import { LONGEST_RECORD } from './decode.ts';

/** A record of a CSV file: the line on which it begins, and its fields. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
  /** What is wrong with its quotes: more text after a closing quote, or a quote inside a plain field. */
  readonly strayQuoteIn?: number;
  /** The file ends in it: without an end of line, or inside quotes. */
  readonly torn?: 'end of line' | 'quotes';
}

/**
 * Text into records, by RFC 4180: fields apart by a delimiter, in double quotes where they hold delimiters, quotes
 * (doubled) or ends of lines. Lines end in LF or CR LF; empty lines are passed over. Pushed any pieces of text, it gives
 * each record as soon as it is whole.
 *
 * Lines without quotes are cut by the runtime's own `split`: four times as fast as csv-parse (docs/decisions.md).
 */
export class CsvReader {
  readonly #delimiter: string;
  #rest = '';
  /** The line of the first record that was not given yet. */
  line = 1;
  /** The field, from 1, whose quotes that record has not closed. */
  openIn = 1;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The records that this text ends. */
  push(text: string): CsvRecord[] {
    const all = this.#rest === '' ? text : this.#rest + text;
    const records: CsvRecord[] = [];
    let at = 0;
    let quote = all.indexOf('"');
    for (;;) {
      const end = all.indexOf('\n', at);
      if (end < 0) break;
      if (quote >= 0 && quote < at) quote = all.indexOf('"', at);
      if (quote < 0 || quote > end) {
        const line = all.slice(at, all[end - 1] === '\r' && end > at ? end - 1 : end);
        if (line !== '') records.push({ line: this.line, fields: line.split(this.#delimiter) });
        this.line += 1;
        at = end + 1;
        continue;
      }
      const found = this.#quoted(all, at, false);
      if (found === undefined) break;
      records.push(found.record);
      at = found.end;
    }
    this.#rest = all.slice(at);
    return records;
  }

  /** The line in which the next piece of text begins. */
  get textLine(): number {
    return this.line + this.#rest.split('\n').length - 1;
  }

  /** True where a quoted field has been open for so long that its closing quote must be missing. */
  get isLost(): boolean {
    return this.#rest.length > LONGEST_RECORD;
  }

  /** The last record, where the file does not end with an end of line. */
  end(): CsvRecord[] {
    const text = this.#rest;
    this.#rest = '';
    if (text === '') return [];
    if (!text.includes('"')) {
      return [{ line: this.line, fields: text.split(this.#delimiter), torn: 'end of line' }];
    }
    const found = this.#quoted(text, 0, true);
    return found === undefined
      ? [{ line: this.line, fields: [text], torn: 'quotes' }]
      : [{ torn: 'end of line', ...found.record }];
  }

  /** The record at a place with quotes in it, and where the next begins; undefined where it does not end here. */
  #quoted(text: string, from: number, isLast: boolean): { record: CsvRecord; end: number } | undefined {
    const fields: string[] = [];
    for (let at = from; ; ) {
      const field =
        text[at] === '"' ? quotedField(text, at, isLast) : plainField(text, at, this.#delimiter, isLast);
      if (field === undefined) {
        this.openIn = fields.length + 1;
        return undefined;
      }
      const { value, end } = field;
      fields.push(value);
      const next = text[end];
      if (next === this.#delimiter) at = end + 1;
      else if (next === undefined || next === '\n') return this.#record(text, from, fields, end);
      else if (next === '\r' && (text[end + 1] === '\n' || (isLast && end + 1 === text.length))) {
        return this.#record(text, from, fields, end + 1);
      } else if (next === '\r' && end + 1 === text.length) return undefined;
      else return this.#stray(text, from, fields.length);
    }
  }

  #record(text: string, from: number, fields: string[], end: number): { record: CsvRecord; end: number } {
    const { line } = this;
    for (let at = text.indexOf('\n', from); at >= 0 && at <= end; at = text.indexOf('\n', at + 1)) {
      this.line += 1;
    }
    return { record: { line, fields }, end: end + 1 };
  }

  /** A line with a quote where none can be: the reader goes on after it. */
  #stray(text: string, from: number, column: number): { record: CsvRecord; end: number } {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    const line = this.line++;
    const fields = [text.slice(from, end).replace(/\r$/, '')];
    return { record: { line, fields, strayQuoteIn: column }, end: end + 1 };
  }
}

/** A field in quotes, from its opening quote on; undefined where it is not closed, or may go on in the next piece. */
function quotedField(text: string, at: number, isLast: boolean): { value: string; end: number } | undefined {
  let value = '';
  for (let start = at + 1; ; ) {
    const quote = text.indexOf('"', start);
    if (quote < 0 || (quote + 1 === text.length && !isLast)) return undefined;
    value += text.slice(start, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    start = quote + 2;
  }
}

/** A field without quotes. One with a quote inside ends there, so that it is found to be stray. */
function plainField(
  text: string,
  at: number,
  delimiter: string,
  isLast: boolean,
): { value: string; end: number } | undefined {
  let end = at;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '"') end += 1;
  if (end === text.length && !isLast) return undefined;
  const isReturn = text[end] !== delimiter && text[end] !== '"' && text[end - 1] === '\r' && end > at;
  return { value: text.slice(at, isReturn ? end - 1 : end), end };
}
