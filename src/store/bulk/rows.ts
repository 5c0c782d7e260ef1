import { formatDay } from '../../core/calendar/day.ts';
import { MOST_DIGITS, NEWLINE, putWhole, TAB } from './digits.ts';

/** A value of a row to be copied: a whole number, a text, or nothing (NULL). Days are written by `dayText`. */
export type Value = number | string | null;

/** UTF-8 takes three bytes for a character of a string, and an escaped one two. */
const MOST_BYTES_A_CHARACTER = 3;
const CHUNK_BYTES = 256 * 1024;
/** Most copies are of a few hundred rows: their only chunk is small. */
const FIRST_CHUNK_BYTES = 16 * 1024;

/**
 * Rows in PostgreSQL's text format for COPY, gathered into chunks of up to about 256 KB.
 * Source: PostgreSQL documentation, COPY, "Text Format".
 */
export class CopyRows {
  #chunk: Buffer | undefined;
  #at = 0;
  readonly #chunks: Buffer[] = [];
  rows = 0;
  bytes = 0;

  /** Adds a row. */
  add(values: readonly Value[]): void {
    let most = 0;
    for (const value of values)
      most += typeof value === 'string' ? value.length * MOST_BYTES_A_CHARACTER + 1 : MOST_DIGITS;
    const chunk = this.#room(most);
    const start = this.#at;
    let at = start;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index]!;
      if (index > 0) chunk[at++] = TAB;
      if (typeof value === 'number') at = putWhole(chunk, at, value);
      else at += chunk.write(value === null ? '\\N' : escaped(value), at);
    }
    chunk[at++] = NEWLINE;
    this.#at = at;
    this.bytes += at - start;
    this.rows += 1;
  }

  /** The chunks so far; the rows are then gone from here. */
  take(): Buffer[] {
    this.#flush();
    this.rows = 0;
    this.bytes = 0;
    return this.#chunks.splice(0);
  }

  #room(most: number): Buffer {
    if (this.#chunk !== undefined && this.#at + most <= this.#chunk.length) return this.#chunk;
    this.#flush();
    const size = this.#chunks.length === 0 ? FIRST_CHUNK_BYTES : CHUNK_BYTES;
    this.#chunk = Buffer.allocUnsafe(Math.max(size, most));
    return this.#chunk;
  }

  #flush(): void {
    if (this.#chunk !== undefined && this.#at > 0) this.#chunks.push(this.#chunk.subarray(0, this.#at));
    this.#chunk = undefined;
    this.#at = 0;
  }
}

/** A text as prepared bytes of a row. */
export function textBytes(text: string): Uint8Array {
  return Buffer.from(escaped(text));
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
