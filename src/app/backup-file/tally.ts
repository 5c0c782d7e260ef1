import { createHash } from 'node:crypto';

const LINE_END = 10;

/** What a table came to: by its hash two backups of the same facts are told to be the same. */
export interface TableTally {
  readonly rows: number;
  /** Of the rows as text. */
  readonly bytes: number;
  /** Of the same bytes, in hexadecimal. */
  readonly sha256: string;
}

/** Counts and hashes rows while they go by. In PostgreSQL's text format each row ends in the only line end it holds. */
export class Tally {
  readonly #hash = createHash('sha256');
  #rows = 0;
  #bytes = 0;

  /** Adds rows, cut anywhere. */
  add(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) this.#rows += 1;
  }

  /** The rows so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Passes rows on and adds them. */
  async *through(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.add(chunk);
      yield chunk;
    }
  }

  /** What it came to; nothing may be added after. */
  result(): TableTally {
    return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}
