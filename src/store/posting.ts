import type { Entry } from '../core/ledger/entry.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { copyEntries } from './bulk/entries.ts';
import type { Database } from './database.ts';
import { nextIdentifiers } from './identifiers.ts';
import type { Loader, LoaderTransaction } from './loader.ts';
import { lockBooks } from './locks.ts';
import type { Query } from './query.ts';

/** Writes what a batch posts for; a refusal takes all of it back. */
export type WriteBatch<Written> = (transaction: LoaderTransaction, batchId: number) => Promise<Written>;

/** How facts that post are written to a consortium's books. */
export interface Posting {
  /** One batch of its own: an identifier, then facts and entries in one transaction. Answers the batch, or what `write` refused. */
  batch<Written>(
    consortiumId: number,
    kind: string,
    entries: readonly Entry[],
    write: WriteBatch<Written>,
  ): Promise<number | Extract<Written, Refusal>>;
  /** Reads the books and posts what follows from them, while nobody else does. */
  alone<T>(consortiumId: number, work: (query: Query) => Promise<T>): Promise<T>;
}

/** The posting of a database. */
export function posting(database: Database, loader: Loader): Posting {
  return {
    async batch<Written>(
      consortiumId: number,
      kind: string,
      entries: readonly Entry[],
      write: WriteBatch<Written>,
    ) {
      const batchId = await database.unitOfWork(consortiumId, (query) => nextIdentifiers(query, 'batch'));
      const written = await loader.copyTransaction(consortiumId, async (transaction) => {
        await transaction.insert('INSERT INTO batch (batch_id, kind) VALUES ($1, $2)', [batchId, kind]);
        const facts = await write(transaction, batchId);
        if (!isRefusal(facts)) await copyEntries(transaction, batchId, entries);
        return facts;
      });
      return isRefusal(written) ? (written as Extract<Written, Refusal>) : batchId;
    },

    alone: (consortiumId, work) =>
      database.unitOfWork(consortiumId, async (query) => {
        await lockBooks(query, consortiumId);
        return work(query);
      }),
  };
}
