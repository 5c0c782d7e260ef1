import { CopyRows, type Value } from '../bulk/rows.ts';
import type { LoaderTransaction } from '../loader.ts';

const ENOUGH = 8_000;

/**
 * Rows on their way to the tables of one transaction. They are written out in PostgreSQL's form as soon as they come, so
 * that what they were made of can go, and copied when some thousands have gathered.
 */
export class Copying {
  readonly #loader: LoaderTransaction;
  readonly #tables = new Map<string, { readonly columns: readonly string[]; readonly rows: CopyRows }>();

  constructor(loader: LoaderTransaction) {
    this.#loader = loader;
  }

  /** Adds a row to a table; the columns are the same every time. */
  add(table: string, columns: readonly string[], values: readonly Value[]): void {
    let gathered = this.#tables.get(table);
    if (gathered === undefined) {
      gathered = { columns, rows: new CopyRows() };
      this.#tables.set(table, gathered);
    }
    gathered.rows.add(values);
  }

  /** Copies the tables of which enough has gathered. */
  async copyIfMany(): Promise<void> {
    await this.#copy(ENOUGH);
  }

  /** Copies all that has gathered. */
  async copyAll(): Promise<void> {
    await this.#copy(1);
  }

  async #copy(atLeast: number): Promise<void> {
    for (const [table, { columns, rows }] of this.#tables) {
      if (rows.rows >= atLeast) await this.#loader.copy(table, columns, rows.take());
    }
  }
}
