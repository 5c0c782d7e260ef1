import { createHash } from 'node:crypto';
import type pg from 'pg';
import { loginOf, PatientClient } from '../../src/store/connection.ts';
import { APP, loginAs } from '../../src/store/roles.ts';
import { beginning } from '../../src/store/transaction.ts';

/** Asks for the rows of a statement. */
export type Rows = <T extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<T[]>;

/**
 * The server knows nothing yet of tables that are filled step by step, and would join some of them row by row.
 */
const JOIN_WHOLE_TABLES = `SELECT set_config('enable_nestloop', 'off', false)`;

/**
 * A connection that looks at what is stored after each step. The same statements come thousands of times over a few rows:
 * they are prepared once, as planning them would cost more than all else.
 */
export class Inspection {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /** Opens it on the database of an address, the owner's. */
  static async open(url: string): Promise<Inspection> {
    const client = new PatientClient(loginAs(loginOf(url), APP));
    await client.connect();
    await client.query(JOIN_WHOLE_TABLES);
    return new Inspection(client);
  }

  /** Looks at a consortium at one moment. */
  async read<T>(consortiumId: number, work: (rows: Rows) => Promise<T>): Promise<T> {
    await this.#client.query(beginning('ISOLATION LEVEL REPEATABLE READ READ ONLY', consortiumId));
    try {
      return await work(
        async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => {
          const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
          const result = await this.#client.query<R>({ name, text, values: [...values] });
          return result.rows;
        },
      );
    } finally {
      await this.#client.query('ROLLBACK');
    }
  }

  async close(): Promise<void> {
    await this.#client.end();
  }
}
