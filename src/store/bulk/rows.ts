import { formatDay } from '../../core/calendar/day.ts';

/** A value of a row to be copied: a whole number, a text, or nothing (NULL). Days are written by `dayText`. */
export type Value = number | string | null;

const FLUSH_AT = 256 * 1024;

/**
 * Rows in PostgreSQL's text format for COPY, gathered into chunks of about 256 KB.
 * Source: PostgreSQL documentation, COPY, "Text Format".
 */
export class CopyRows {
  #text = '';
  readonly #chunks: Buffer[] = [];
  rows = 0;

  /** Adds a row. */
  add(values: readonly Value[]): void {
    let row = '';
    for (const [index, value] of values.entries()) {
      if (index > 0) row += '\t';
      row += value === null ? '\\N' : typeof value === 'number' ? String(value) : escaped(value);
    }
    this.#text += `${row}\n`;
    this.rows += 1;
    if (this.#text.length > FLUSH_AT) this.#flush();
  }

  /** The chunks so far; the rows are then gone from here. */
  take(): Buffer[] {
    this.#flush();
    this.rows = 0;
    return this.#chunks.splice(0);
  }

  #flush(): void {
    if (this.#text === '') return;
    this.#chunks.push(Buffer.from(this.#text));
    this.#text = '';
  }
}

/** A day as a `date` is written. */
export const dayText: (day: number) => string = remembered(formatDay);

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c]!)
    : text;
}

/** Days repeat: a few thousand of them cover every claim. */
function remembered(write: (day: number) => string): (day: number) => string {
  const written = new Map<number, string>();
  return (day) => {
    let text = written.get(day);
    if (text === undefined) {
      text = write(day);
      if (written.size < 100_000) written.set(day, text);
    }
    return text;
  };
}
