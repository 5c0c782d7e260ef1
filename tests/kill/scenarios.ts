import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { recordConsortium } from '../../src/app/consortium.ts';
import { importClaimsFile, importEnrolmentFile, importPaidClaimsFile } from '../../src/app/import/files.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { parseDay } from '../../src/core/calendar/day.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import { poolbook } from '../../src/exchange/csv/layouts/poolbook.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openEmbeddedServer } from '../../src/store/embedded/server.ts';
import { storesOver } from '../../src/store/stores.ts';
import { temporaryHome } from '../faults/homes.ts';
import type { PoolFiles } from './files.ts';

/** A command that is to be killed, and the pool on which it starts each time. */
export interface Scenario {
  readonly name: string;
  /** The words behind `poolbook`. */
  readonly command: readonly string[];
  /** A home, its server stopped, to be copied. */
  readonly home: string;
  /** True where a try that fails uses up identifiers, so that those of the end may be higher. */
  readonly skipsIdentifiers: boolean;
  /** True where a try goes on from what the one before it has saved, and several at once share the work. */
  readonly isResumed: boolean;
  /** What is done after the command in peace, so that what it brought is also used. */
  readonly afterwards: (stores: Stores, consortium: Consortium) => Promise<unknown>;
}

/** Small enough that each partition is of as few subscribers as there may be. */
const LINES_PER_PARTITION = 150;
/** Preparing may lose data in a power cut; the killed commands start their servers anew, with all settings as always. */
export const QUICK = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
const DOCUMENT = readFileSync('demo/consortium.json', 'utf8');
const RECEIVED_DAY = parseDay('2026-03-02') as number;
const ACCEPT = { notEnrolled: 'accept' } as const;

const nothing = async () => {};
const decide = async ({ runs }: Stores, consortium: Consortium) => known(await adjudicate(runs, consortium));

/** Prepares the scenarios, and says how to remove their homes. */
export async function prepareScenarios(
  files: PoolFiles,
): Promise<{ scenarios: Scenario[]; remove(): Promise<void> }> {
  const scenarios: Scenario[] = [];
  const removals: (() => Promise<void>)[] = [];
  const { home, remove } = temporaryHome();
  removals.push(remove);
  const scenario = async (given: Omit<Scenario, 'home'>) => {
    const copy = await copyOfHome(home);
    removals.push(copy.remove);
    scenarios.push({ ...given, home: copy.home });
  };
  const work = (does: (stores: Stores, consortium: Consortium) => Promise<unknown>) => inHome(home, does);
  const claims = ['import', 'claims', files.claims, '--not-enrolled', 'accept'];
  const register = ['import', 'paid-claims', files.register, '--not-enrolled', 'accept'];

  await work(nothing);
  const whole = { skipsIdentifiers: true, isResumed: false };
  const enrolment = ['import', 'enrolment', files.largeEnrolment];
  await scenario({ name: 'enrolment', command: enrolment, ...whole, afterwards: nothing });

  await work(({ imports }, consortium) => importEnrolmentFile(imports, consortium, files.enrolment));
  await scenario({ name: 'claims', command: claims, ...whole, afterwards: decide });
  const paid = [...register, '--layout', 'poolbook'];
  await scenario({ name: 'paid claims', command: paid, ...whole, afterwards: nothing });

  await work(async ({ imports }, consortium) => {
    await importPaidClaimsFile(imports, consortium, files.register, poolbook, ACCEPT);
    await importClaimsFile(imports, consortium, files.claims, ACCEPT);
  });
  const run = { command: ['adjudicate'], skipsIdentifiers: false, isResumed: true, afterwards: nothing };
  await scenario({ name: 'run', ...run });

  // Cut already: as a run that was broken off before its first partition.
  await work(({ runs }, { consortiumId }) => runs.openRun(consortiumId, LINES_PER_PARTITION));
  await scenario({ name: 'run of many partitions', ...run });

  // All is decided, and then a plan turns out to have been written down wrongly.
  await work(async (stores, consortium) => {
    await decide(stores, consortium);
    const amended = DOCUMENT.replaceAll('"individual": "400.00"', '"individual": "300.00"');
    known(await recordConsortium(stores.consortia, amended, RECEIVED_DAY));
    await stores.runs.openRun(consortium.consortiumId, LINES_PER_PARTITION);
  });
  await scenario({ name: 'run of changes', ...run });
  return { scenarios, remove: () => Promise.all(removals.map((one) => one())).then(() => {}) };
}

/** Works on the demonstration consortium in a home whose server runs for as long as that takes. */
async function inHome(
  home: string,
  does: (stores: Stores, consortium: Consortium) => Promise<unknown>,
): Promise<void> {
  const server = await openEmbeddedServer(home, { settings: QUICK });
  const stores = storesOver(await openDatabase({ home }));
  try {
    const consortium = known(await recordConsortium(stores.consortia, DOCUMENT));
    known(await does(stores, consortium));
  } finally {
    await stores.close();
    await server.close();
  }
}

/** A value that is no refusal; else throws. */
export function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

/** A copy of a home whose server is stopped; its files keep their owners. */
export async function copyOfHome(home: string): Promise<{ home: string; remove(): Promise<void> }> {
  const copy = temporaryHome();
  const reflink = process.platform === 'linux' ? ['--reflink=auto'] : [];
  const { status, stderr } = spawnSync('cp', ['-a', ...reflink, `${home}/.`, copy.home], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`copying ${home}: ${stderr}`);
  return copy;
}
