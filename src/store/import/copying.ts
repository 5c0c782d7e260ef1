import { CopyRows, type Value } from '../bulk/rows.ts';
import type { LoaderTransaction } from '../loader.ts';

const ENOUGH = 8_000;
const ENOUGH_BYTES = 4 * 1024 * 1024;

interface Gathered {
  readonly columns: readonly string[];
  readonly rows: CopyRows;
  readonly chunks: Buffer[];
  count: number;
  bytes: number;
}

/**
 * Rows on their way to the tables of one transaction. They are put into PostgreSQL's form as soon as they come, so that
 * what they were made of can go, and copied when some thousands have gathered.
 */
export class Copying {
  readonly #loader: LoaderTransaction;
  readonly #tables = new Map<string, Gathered>();

  constructor(loader: LoaderTransaction) {
    this.#loader = loader;
  }

  /** Adds a row to a table; the columns are the same every time. */
  add(table: string, columns: readonly string[], values: readonly Value[]): void {
    let gathered = this.#tables.get(table);
    if (gathered === undefined) {
      gathered = { columns, rows: new CopyRows(), chunks: [], count: 0, bytes: 0 };
      this.#tables.set(table, gathered);
    }
    gathered.rows.add(values);
  }

  /** To be called after some rows were added: copies the tables of which enough has gathered. */
  async copyIfMany(): Promise<void> {
    await this.#copy(ENOUGH);
  }

  /** Copies all that has gathered. */
  async copyAll(): Promise<void> {
    await this.#copy(1);
  }

  async #copy(atLeast: number): Promise<void> {
    for (const [table, gathered] of this.#tables) {
      gathered.count += gathered.rows.rows;
      gathered.bytes += gathered.rows.bytes;
      gathered.chunks.push(...gathered.rows.take());
      if (gathered.count < atLeast && gathered.bytes < ENOUGH_BYTES) continue;
      gathered.count = 0;
      gathered.bytes = 0;
      await this.#loader.copy(table, gathered.columns, gathered.chunks.splice(0));
    }
  }
}
