import type { Shape } from '../../exchange/json/shape.ts';
import { Damage } from './damage.ts';
import { END_OF_ROWS, readLine } from './lines.ts';

const LINE_END = 10;
/** Bytes of a line of JSON, or of a row. A text of PostgreSQL may be 1 GB; a consortium's document, the longest here, is far below. */
const LONGEST = 1 << 28;
const AFTER_ROWS = Buffer.from(`\n${END_OF_ROWS}`);

/** Reads the text of a backup from its chunks: lines of JSON, and rows between them. Throws `Damage` where it cannot be one. */
export class BackupReader {
  readonly #chunks: AsyncGenerator<Buffer>;
  /** Read and not yet taken. */
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncGenerator<Buffer>) {
    this.#chunks = chunks;
  }

  /** The next line, which has to be of a shape; `what` says to a person what it should have been. */
  async line<T>(shape: Shape<T>, what: string): Promise<T> {
    const lines = await this.#wholeLines(what);
    const end = lines.indexOf(LINE_END) + 1;
    this.#rest = this.#rest.subarray(end);
    const line = lines.toString('utf8', 0, end - 1);
    const value = readLine(shape, line);
    if (value === undefined) throw new Damage(what, line.slice(0, 60));
    return value;
  }

  /** The rows of a table, in chunks of whole rows, up to the line that ends them. Take all before anything else. */
  async *rows(table: string): AsyncGenerator<Buffer> {
    for (;;) {
      const lines = await this.#wholeLines(`the rows of ${table}`);
      const isAtOnce = lines.toString('latin1', 0, END_OF_ROWS.length) === END_OF_ROWS;
      const end = isAtOnce ? 0 : lines.indexOf(AFTER_ROWS) + 1;
      const isLast = isAtOnce || end > 0;
      const rows = isLast ? lines.subarray(0, end) : lines;
      this.#rest = this.#rest.subarray(rows.length + (isLast ? END_OF_ROWS.length : 0));
      if (rows.length > 0) yield rows;
      if (isLast) return;
    }
  }

  /** Reads to the end of the file, where nothing may come any more. */
  async end(): Promise<void> {
    let length = this.#rest.length;
    for await (const chunk of this.#chunks) length += chunk.length;
    if (length > 0) throw new Damage('nothing behind the last line', `${length} bytes`);
  }

  /** Lets the source go, wherever it stands. */
  async close(): Promise<void> {
    await this.#chunks.return(undefined);
  }

  /** What is there up to the last line end, one line at least. */
  async #wholeLines(what: string): Promise<Buffer> {
    const parts = [this.#rest];
    let length = this.#rest.length;
    let end = this.#rest.lastIndexOf(LINE_END);
    while (end < 0) {
      const next = await this.#chunks.next();
      if (next.done === true) throw new Damage(what, 'the end of the file');
      if (length + next.value.length > LONGEST) throw new Damage(what, 'a line without an end');
      const found = next.value.lastIndexOf(LINE_END);
      if (found >= 0) end = length + found;
      parts.push(next.value);
      length += next.value.length;
    }
    if (parts.length > 1) this.#rest = Buffer.concat(parts, length);
    return this.#rest.subarray(0, end + 1);
  }
}
