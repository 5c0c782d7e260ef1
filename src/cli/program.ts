import { Command } from 'commander';
import type { OpenStores } from '../app/ports/stores.ts';
import { addAdjudicate } from './adjudicate.ts';
import { addBackup } from './backup.ts';
import { addBooks } from './books.ts';
import { addCalc } from './calc.ts';
import { addCheck } from './check.ts';
import { addClaim } from './claim.ts';
import { addClose } from './close.ts';
import { addCompare } from './compare.ts';
import { addDemo } from './demo.ts';
import { addImport } from './import.ts';
import { addLedger } from './ledger.ts';
import { addRatio } from './ratio.ts';
import { addRebuild } from './rebuild.ts';
import { addReserve } from './reserve.ts';
import { addRules } from './rules.ts';
import { addSimulate } from './simulate.ts';
import { addValues } from './values.ts';

const REFUSED = 2;

/** Runs the command line over stores that are opened only by the commands that need them. */
export async function run(argv: readonly string[], open: OpenStores): Promise<void> {
  const program = new Command('poolbook')
    .description(
      'Runs an insurance pool: claims, stop-loss, contributions, ratios and the ledger in one place.',
    )
    .showHelpAfterError('Run poolbook --help for the commands.')
    .exitOverride();
  addDemo(program, open);
  addImport(program, open);
  addAdjudicate(program, open);
  addBooks(program, open);
  addClose(program, open);
  addLedger(program, open);
  addClaim(program, open);
  addRatio(program, open);
  addReserve(program, open);
  addRebuild(program, open);
  addBackup(program, open);
  addCalc(program);
  addCompare(program);
  addValues(program);
  addSimulate(program);
  addRules(program);
  addCheck(program);
  try {
    await program.parseAsync(argv as string[]);
  } catch (error) {
    // Commander has said what was wrong with the command; its status for a mistake is ours for refused input.
    if (!(error instanceof Error) || !('exitCode' in error)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : REFUSED;
  }
}
