import type { Entry } from '../core/ledger/entry.ts';
import { copyEntries } from './bulk/entries.ts';
import type { Database } from './database.ts';
import { nextIdentifiers } from './identifiers.ts';
import type { Loader, LoaderTransaction } from './loader.ts';
import { lockBooks } from './locks.ts';
import type { Query } from './query.ts';

/** Writes what a batch posts for. */
export type WriteBatch = (transaction: LoaderTransaction, batchId: number) => Promise<void>;

/** How facts that post are written to a consortium's books. */
export interface Posting {
  /** One batch of its own: an identifier, then facts and entries in one transaction. Answers the batch. */
  batch(consortiumId: number, kind: string, entries: readonly Entry[], write: WriteBatch): Promise<number>;
  /** Reads the books and posts what follows from them, while nobody else does. */
  alone<T>(consortiumId: number, work: (query: Query) => Promise<T>): Promise<T>;
}

/** The posting of a database. */
export function posting(database: Database, loader: Loader): Posting {
  return {
    async batch(consortiumId, kind, entries, write) {
      const batchId = await database.unitOfWork(consortiumId, (query) => nextIdentifiers(query, 'batch'));
      await loader.copyTransaction(consortiumId, async (transaction) => {
        await transaction.insert('INSERT INTO batch (batch_id, kind) VALUES ($1, $2)', [batchId, kind]);
        await write(transaction, batchId);
        await copyEntries(transaction, batchId, entries);
      });
      return batchId;
    },

    alone: (consortiumId, work) =>
      database.unitOfWork(consortiumId, async (query) => {
        await lockBooks(query, consortiumId);
        return work(query);
      }),
  };
}
