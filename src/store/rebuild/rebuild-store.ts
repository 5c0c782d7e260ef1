import type {
  AccumulatorTerms,
  DerivedComparison,
  DerivedRepair,
  RebuildStore,
} from '../../app/ports/rebuild-store.ts';
import { refuse } from '../../core/refusal.ts';
import type { Database } from '../database.ts';
import { tryLockImport } from '../locks.ts';
import type { Query } from '../query.ts';
import { compareChunks, repairChunks } from './claim-chunks.ts';
import { compare } from './compare.ts';
import { DERIVATIONS, KEPT_BALANCES } from './derived-tables.ts';
import { repair } from './repair.ts';

/** How a table is compared and put right; what is only kept is not. */
interface Check {
  compare(query: Query, terms: AccumulatorTerms, most: number): Promise<DerivedComparison>;
  repair?(query: Query, terms: AccumulatorTerms): Promise<DerivedRepair>;
}

const CHECKS: readonly Check[] = [
  { compare: (query, _terms, most) => compareChunks(query, most), repair: (query) => repairChunks(query) },
  ...DERIVATIONS.map(
    (derivation): Check => ({
      compare: (query, terms, most) => compare(query, derivation, terms, most),
      repair: (query, terms) => repair(query, derivation, terms),
    }),
  ),
  { compare: (query, terms, most) => compare(query, KEPT_BALANCES, terms, most) },
];

/**
 * Recomputes and compares what is derived in a database. The server does it, so that only rows that differ come here; but
 * for the chunks of claims, which come a few at a time.
 */
export function rebuildStore(database: Database): RebuildStore {
  return {
    documents: (consortiumId) =>
      database.read(consortiumId, (query) =>
        query.rows('SELECT version, content FROM consortium_document ORDER BY version'),
      ),

    compare: (consortiumId, terms, most) =>
      database.read(consortiumId, async (query) => {
        await planForAllRows(query);
        const compared: DerivedComparison[] = [];
        for (const check of CHECKS) compared.push(await check.compare(query, terms, most));
        return compared;
      }),

    repair: (consortiumId, terms, most) =>
      database.unitOfWork(consortiumId, async (query) => {
        if (!(await tryLockImport(query, consortiumId))) {
          return refuse('busy', '', 'no import of this consortium under way', 'one that is under way');
        }
        await planForAllRows(query);
        const compared: DerivedComparison[] = [];
        const written: DerivedRepair[] = [];
        for (const check of CHECKS) {
          const found = await check.compare(query, terms, most);
          compared.push(found);
          if (found.differing > 0 && check.repair !== undefined)
            written.push(await check.repair(query, terms));
        }
        return { compared, written };
      }),
  };
}

/**
 * Whole tables are joined. Soon after a load the server may not know how large they are, and a nested loop over half a
 * million rows would never end; sorts and hashes that outgrow the memory go to disk.
 */
async function planForAllRows(query: Query): Promise<void> {
  await query.run(
    "SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true), set_config('jit', 'off', true)",
  );
}
