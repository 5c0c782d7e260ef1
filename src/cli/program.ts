import { Command, CommanderError } from 'commander';
import type { StartService } from '../app/ports/service.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { addAdjudicate } from './adjudicate.ts';
import { addAlerts } from './alerts.ts';
import { addBackup } from './backup.ts';
import { addBalances } from './balances.ts';
import { addBank } from './bank.ts';
import { addBills } from './bills.ts';
import { addBoard } from './board.ts';
import { addBooks } from './books.ts';
import { addBudget } from './budget.ts';
import { addCalc } from './calc.ts';
import { addCheck } from './check.ts';
import { addClaim } from './claim.ts';
import { addClose } from './close.ts';
import { addCompare } from './compare.ts';
import { addDemo } from './demo.ts';
import { addImport } from './import.ts';
import { addInvoice } from './invoice.ts';
import { addLeaving } from './leaving.ts';
import { addLedger } from './ledger.ts';
import { printRefusal } from './output.ts';
import { addPeople } from './people.ts';
import { addRatio } from './ratio.ts';
import { addRebuild } from './rebuild.ts';
import { addRecord } from './record.ts';
import { addRecoverables } from './recoverables.ts';
import { addReserve } from './reserve.ts';
import { addRules } from './rules.ts';
import { addServer, refusedOfServer } from './server.ts';
import { addSharing } from './sharing.ts';
import { addSimulate } from './simulate.ts';
import { addStart } from './start.ts';
import { addValues } from './values.ts';
import { addVerify } from './verify.ts';
import { addWitness } from './witness.ts';
import { addWorker } from './worker.ts';

const REFUSED = 2;

/** Every command, over stores that are opened only by those that need them. */
export function programOf(open: OpenStores, start: StartService): Command {
  const program = new Command('poolbook')
    .description(
      'Runs an insurance pool: claims, stop-loss, contributions, ratios and the ledger in one place.',
    )
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Run poolbook --help for the commands.')
    .exitOverride();
  addServer(program);
  program.hook('preAction', (_, command) => {
    const refusal = refusedOfServer(program, command);
    if (refusal === undefined) return;
    printRefusal(refusal, command.opts().json === true);
    throw new CommanderError(REFUSED, refusal.code, '');
  });
  addStart(program, open, start);
  addDemo(program, open);
  addImport(program, open);
  addPeople(program, open);
  addAdjudicate(program, open);
  addBooks(program, open);
  addBills(program, open);
  addLeaving(program, open);
  addSharing(program, open);
  addBalances(program, open);
  addBank(program, open);
  addRecoverables(program, open);
  addInvoice(program, open);
  addBudget(program, open);
  addClose(program, open);
  addBoard(program, open);
  addAlerts(program, open);
  addLedger(program, open);
  addClaim(program, open);
  addRatio(program, open);
  addReserve(program, open);
  addRebuild(program, open);
  addBackup(program, open);
  addRecord(program, open);
  addWorker(program, open);
  addWitness(program);
  addCalc(program);
  addCompare(program);
  addValues(program);
  addSimulate(program);
  addRules(program);
  addCheck(program);
  addVerify(program);
  return program;
}

/** Runs the command line. */
export async function run(argv: readonly string[], open: OpenStores, start: StartService): Promise<void> {
  const program = programOf(open, start);
  try {
    await program.parseAsync(argv as string[]);
  } catch (error) {
    // Commander has said what was wrong with the command; its status for a mistake is ours for refused input.
    if (!(error instanceof Error) || !('exitCode' in error)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : REFUSED;
  }
}
