import type { DerivedComparison, DerivedRepair, RebuildStore } from '../../app/ports/rebuild-store.ts';
import { refuse } from '../../core/refusal.ts';
import type { Database } from '../database.ts';
import { tryLockIntake } from '../locks.ts';
import type { Query } from '../query.ts';
import { compare } from './compare.ts';
import { DERIVATIONS } from './derived-tables.ts';
import { repair } from './repair.ts';

/** Recomputes and compares what is derived in a database. All of it is done by the server: no row comes here but those that differ. */
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
        for (const derivation of DERIVATIONS) compared.push(await compare(query, derivation, terms, most));
        return compared;
      }),

    repair: (consortiumId, terms, most) =>
      database.unitOfWork(consortiumId, async (query) => {
        if (!(await tryLockIntake(query, consortiumId))) {
          return refuse('busy', '', 'no import of this consortium under way', 'one that is under way');
        }
        await planForAllRows(query);
        const compared: DerivedComparison[] = [];
        const written: DerivedRepair[] = [];
        for (const derivation of DERIVATIONS) {
          const found = await compare(query, derivation, terms, most);
          compared.push(found);
          if (found.differing > 0) written.push(await repair(query, derivation, terms));
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
