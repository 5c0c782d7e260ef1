import pg from 'pg';
import type { BackupStore, Restoration } from '../../app/ports/backup-store.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Database } from '../database.ts';
import { isUniqueViolation } from '../failures.ts';
import type { Loader, LoaderTransaction } from '../loader.ts';
import { readMigrations } from '../migrate.ts';
import { readSnapshot } from './snapshot.ts';
import { type KeyedTable, readTables } from './tables.ts';

/** A tenant that never is: until a consortium is opened, rows have nowhere to go. */
const NOBODY = Number.MAX_SAFE_INTEGER;

/**
 * Opens a consortium and becomes its tenant in one statement, because the loader can read no identifier. What is restored
 * happened before: nobody is told of it (0013_webhooks.sql).
 */
const OPEN = `SELECT set_config('poolbook.consortium', open_consortium($1, $2, $3, $4, $5)::text, true),
  set_config('poolbook.restoring', 'on', true)`;

/**
 * The backups of a database. They are read by the application, and written back by the loader in one transaction:
 * only the loader may COPY, and what two roles write cannot be committed as one.
 */
export function backupStore(database: Database, loader: Loader): BackupStore {
  return {
    schema: () => readMigrations().map(({ version, name, sha256 }) => ({ version, name, sha256 })),
    snapshot: (work) => readSnapshot(database, work),
    async restore(work) {
      const tables = await database.global(readTables);
      return loader.copyTransaction(NOBODY, async (transaction) => {
        const outcome = await work(restoration(database, transaction, tables));
        // The planner is to know the rows as soon as anybody sees them. After a refusal there is nothing to know.
        if (!isRefusal(outcome)) await transaction.insert('SELECT refresh_statistics()', []);
        return outcome;
      });
    },
  };
}

function restoration(
  database: Database,
  transaction: LoaderTransaction,
  tables: readonly KeyedTable[],
): Restoration {
  return {
    tables,
    async open({ code, name, currency, fiscalYearStart, documentHash }) {
      const values = [code, name, currency, fiscalYearStart, documentHash ?? null];
      try {
        await transaction.insert(OPEN, values);
        return undefined;
      } catch (error) {
        if (!isUniqueViolation(error, 'consortium_code_key')) return unfit(code, error);
        return refuse('not_empty', '', `a database without a consortium ${code}`, code);
      }
    },
    // Only what others have committed is seen there; and while ours is open nobody else can open one.
    others: async () => {
      const rows = await database.global((query) =>
        query.rows<{ code: string }>('SELECT code FROM consortium_codes() AS code'),
      );
      return rows.map(({ code }) => code);
    },
    copy: ({ table, columns }, rows) =>
      transaction.copy(table, columns, rows).catch((error: unknown) => unfit(table, error)),
  };
}

/** The refusal of values that PostgreSQL cannot take: no such form (class 22), or against a constraint (class 23). */
function unfit(where: string, error: unknown): Refusal {
  if (!(error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ''))) throw error;
  return refuse('damaged_backup', where, 'rows that fit the schema', error.message);
}
