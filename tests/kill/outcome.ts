import { findConsortium } from '../../src/app/consortium.ts';
import { rebuild, rebuildTotals } from '../../src/app/rebuild.ts';
import { rebuildText } from '../../src/cli/rebuild.ts';
import { openDatabase } from '../../src/store/database.ts';
import { storesOver } from '../../src/store/stores.ts';
import { brokenLaws } from '../laws.ts';
import { startCommand } from './command.ts';
import { type Dump, dumpOf } from './dump.ts';
import { known, type Scenario } from './scenarios.ts';

/** What a command has left in a home: what a person sees, and all that is stored. */
export interface Outcome {
  /** The bytes of `poolbook statement --json`. */
  readonly statement: string;
  readonly dump: Dump;
  /** Laws that do not hold, and what a rebuild found. */
  readonly faults: readonly string[];
}

/** Does what follows the command in peace, draws the statement, and reads everything. */
export async function outcomeOf(scenario: Scenario, home: string): Promise<Outcome> {
  const database = await openDatabase({ home, url: '' });
  const stores = storesOver(database);
  try {
    const consortium = known(await findConsortium(stores.consortia));
    const { consortiumId } = consortium;
    await scenario.afterwards(stores, consortium);
    const { status, output, error } = await startCommand(home, ['statement', '--json']).end();
    if (status !== 0) throw new Error(`poolbook statement: ${error}`);
    const [dump, rebuilt, faults] = await Promise.all([
      dumpOf(database, consortiumId, scenario.skipsIdentifiers),
      rebuild(stores.rebuilds, consortium),
      brokenLaws(database, consortiumId, ['out']),
    ]);
    const report = known(rebuilt);
    if (rebuildTotals(report).differing > 0) faults.push(rebuildText(report));
    return { statement: output, dump, faults };
  } finally {
    await stores.close();
  }
}
