import { rebuild, rebuildTotals } from '../../src/app/rebuild.ts';
import { rebuildText } from '../../src/cli/rebuild.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { LAWS } from '../laws.ts';
import type { PoolDocument } from './history.ts';
import type { Oracle } from './oracle.ts';
import type { Pool } from './pool.ts';
import { storedLines } from './stored.ts';

const MOST_SHOWN = 6;
/** The one law that does not hold while claims or changes wait to be decided. */
const ONCE_DECIDED = 'every line of a current version, and no other, has one decision in force';

/** The server knows nothing yet of tables that are filled step by step, and would join some of them row by row. */
const JOIN_WHOLE_TABLES = `SELECT set_config('enable_nestloop', 'off', true)`;

/** All that is wrong with what the store holds: where it differs from the naive model, breaks a law, or from its rebuild. */
export async function faultsOf(pool: Pool, oracle: Oracle): Promise<string[]> {
  const consortium = await pool.consortium();
  const { consortiumId } = consortium;
  const faults = await pool.database.read(consortiumId, async (query) => {
    await query.run(JOIN_WHOLE_TABLES);
    const [expected, stored] = [new Set(oracle.lines()), new Set(await storedLines(query))];
    const missing = [...expected].filter((line) => !stored.has(line));
    const stray = [...stored].filter((line) => !expected.has(line));
    const found = [
      ...missing.slice(0, MOST_SHOWN).map((line) => `expected, and not stored: ${line}`),
      ...stray.slice(0, MOST_SHOWN).map((line) => `stored, and not expected: ${line}`),
    ];
    for (const [law, text] of Object.entries(LAWS)) {
      if (law === ONCE_DECIDED && oracle.hasWaiting) continue;
      const values = text.includes('$1') ? [oracle.documents.flatMap(fedNetworks)] : [];
      const rows = await query.rows(`SELECT * FROM (${text}) broken LIMIT 3`, values);
      if (rows.length > 0) found.push(`${law}: ${JSON.stringify(rows)}`);
    }
    return found;
  });
  const rebuilt = await rebuild(pool.stores.rebuilds, consortium);
  if (isRefusal(rebuilt)) faults.push(`rebuild: ${JSON.stringify(rebuilt)}`);
  else if (rebuildTotals(rebuilt).differing > 0) faults.push(rebuildText(rebuilt));
  return faults;
}

/** The networks into which others feed by a version of the document, whose accumulators are more than what was decided in them. */
function fedNetworks({ plans }: PoolDocument): string[] {
  return plans
    .flatMap(({ design, changes = [] }) => [design, ...changes.map((change) => change.design)])
    .flatMap(({ networks }) => Object.values(networks).flatMap(({ feedsInto }) => feedsInto ?? []));
}
