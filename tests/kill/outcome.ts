import { findConsortium } from '../../src/app/consortium.ts';
import { rebuild, rebuildTotals } from '../../src/app/rebuild.ts';
import { drawStatement, statementDocument } from '../../src/app/statement.ts';
import { rebuildText } from '../../src/cli/rebuild.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openEmbeddedServer } from '../../src/store/embedded/server.ts';
import { storesOver } from '../../src/store/stores.ts';
import { brokenLaws } from '../laws.ts';
import { type Dump, dumpOf } from './dump.ts';
import { known, QUICK, type Scenario } from './scenarios.ts';

/** What a command has left in a home: what a person sees, and all that is stored. */
export interface Outcome {
  /** The document of `poolbook statement --json`. */
  readonly statement: string;
  readonly dump: Dump;
  /** Laws that do not hold, and what a rebuild found. */
  readonly faults: readonly string[];
}

/**
 * Does what follows the command in peace, draws the statement, and reads everything. The laws and a rebuild are asked of
 * the rows, but not again of the very rows of an outcome that holds them. The server recovered in the command already;
 * ours need not wait for the disk.
 */
export async function outcomeOf(scenario: Scenario, home: string, expected?: Outcome): Promise<Outcome> {
  const server = await openEmbeddedServer(home, { settings: QUICK });
  const database = await openDatabase({ home, url: '' });
  const stores = storesOver(database);
  try {
    const consortium = known(await findConsortium(stores.consortia));
    const { consortiumId } = consortium;
    await scenario.afterwards(stores, consortium);
    const statement = JSON.stringify(statementDocument(known(await drawStatement(stores.books, consortium))));
    const dump = await dumpOf(database, consortiumId, scenario.skipsIdentifiers);
    if (!scenario.skipsIdentifiers && expected !== undefined && areEqual(dump, expected.dump))
      return { statement, dump, faults: expected.faults };
    const [rebuilt, faults] = await Promise.all([
      rebuild(stores.rebuilds, consortium),
      brokenLaws(database, consortiumId, ['out']),
    ]);
    const report = known(rebuilt);
    if (rebuildTotals(report).differing > 0) faults.push(rebuildText(report));
    return { statement, dump, faults };
  } finally {
    await stores.close();
    await server.close();
  }
}

const areEqual = (one: Dump, other: Dump) =>
  one.length === other.length && one.every((line, index) => line === other[index]);
