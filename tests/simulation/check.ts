import type { Consortium } from '../../src/app/ports/consortium.ts';
import { rebuild, rebuildTotals } from '../../src/app/rebuild.ts';
import { auditRecord } from '../../src/app/record/audit.ts';
import { rebuildText } from '../../src/cli/rebuild.ts';
import { foundWords } from '../../src/core/record/verdict-words.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import type { Query } from '../../src/store/query.ts';
import { LAWS, lawOfRecord } from '../laws.ts';
import type { PoolDocument } from './history.ts';
import type { Oracle } from './oracle.ts';
import type { Pool } from './pool.ts';
import { storedLines } from './stored.ts';

const MOST_SHOWN = 6;
/** The one law that does not hold while claims or changes wait to be decided. */
const ONCE_DECIDED = 'every line of a current version, and no other, has one decision in force';

/** All that is wrong with what the store holds: where it differs from the naive model, breaks a law, or from its rebuild. */
export async function faultsOf(pool: Pool, oracle: Oracle): Promise<string[]> {
  const consortium = await pool.consortium();
  // At once, as the server has a process for each.
  const found = await Promise.all([differencesOf(pool, consortium, oracle), rebuildFaults(pool, consortium)]);
  return found.flat();
}

async function differencesOf(pool: Pool, { consortiumId }: Consortium, oracle: Oracle): Promise<string[]> {
  return pool.inspection.read(consortiumId, async (rows) => {
    const [expected, stored] = [new Set(oracle.lines()), new Set(await storedLines(rows))];
    const missing = [...expected].filter((line) => !stored.has(line));
    const stray = [...stored].filter((line) => !expected.has(line));
    const found = [
      ...missing.slice(0, MOST_SHOWN).map((line) => `expected, and not stored: ${line}`),
      ...stray.slice(0, MOST_SHOWN).map((line) => `stored, and not expected: ${line}`),
    ];
    for (const [law, text] of [...Object.entries(LAWS), await lawOfRecord({ rows: rows as Query['rows'] })]) {
      if (law === ONCE_DECIDED && oracle.hasWaiting) continue;
      const values = text.includes('$1') ? [oracle.documents.flatMap(fedNetworks)] : [];
      const breaking = await rows(`SELECT * FROM (${text}) broken LIMIT 3`, values);
      if (breaking.length > 0) found.push(`${law}: ${JSON.stringify(breaking)}`);
    }
    return found;
  });
}

/** Where what is stored is not what was recorded. A record that was never brought up to date says nothing yet. */
export async function recordFaults(pool: Pool): Promise<string[]> {
  const { consortiumId } = await pool.consortium();
  const audit = await auditRecord(pool.stores, consortiumId);
  const wrong = audit?.findings.filter(({ refusal }) => refusal.code !== 'not_signed') ?? [];
  return wrong.map((finding) => `record: ${foundWords(finding)}`);
}

async function rebuildFaults(pool: Pool, consortium: Consortium): Promise<string[]> {
  const rebuilt = await rebuild(pool.stores.rebuilds, consortium);
  if (isRefusal(rebuilt)) return [`rebuild: ${JSON.stringify(rebuilt)}`];
  return rebuildTotals(rebuilt).differing > 0 ? [rebuildText(rebuilt)] : [];
}

/** The networks into which others feed by a version of the document, whose accumulators are more than what was decided in them. */
function fedNetworks({ plans }: PoolDocument): string[] {
  return plans
    .flatMap(({ design, changes = [] }) => [design, ...changes.map((change) => change.design)])
    .flatMap(({ networks }) => Object.values(networks).flatMap(({ feedsInto }) => feedsInto ?? []));
}
