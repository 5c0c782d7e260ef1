import { findConsortium } from '../app/consortium.ts';
import { EnvironmentFailure } from '../app/failure.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores, Stores } from '../app/ports/stores.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { printError, printFailure, printRefusal } from './output.ts';

/** Options that every command over the store takes. */
export interface StoreOptions {
  readonly consortium?: string;
  readonly json?: boolean;
}

const INTERRUPTED = 130;

/**
 * Does a command's work over the stores and gives them up, however the work ends: a refusal is printed with status 2,
 * a failure of the environment with status 1. Ctrl-C rolls back what is under way, and stops the server with us; only
 * where the work waits to be told to stop, the first one tells it, and the work ends in its own time.
 */
export async function withStores(
  open: OpenStores,
  options: StoreOptions,
  work: (stores: Stores, toldToStop: () => Promise<void>) => Promise<Refusal | undefined>,
): Promise<void> {
  const asJson = options.json === true;
  let stores: Stores | undefined;
  let interrupted: Promise<void> | undefined;
  let stop: (() => void) | undefined;
  const toldToStop = () =>
    new Promise<void>((resolve) => {
      if (interrupted === undefined) stop = resolve;
      else resolve();
    });
  const interrupt = () => {
    if (stop !== undefined) {
      stop();
      stop = undefined;
      return;
    }
    if (interrupted !== undefined) return;
    if (!asJson)
      printError(
        '\npoolbook: stopping; what was under way is rolled back, and the same command goes on from here\n',
      );
    interrupted = stores?.interrupt() ?? Promise.resolve();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    stores = await open((line) => asJson || printError(`poolbook: ${line}\n`));
    if (interrupted !== undefined) return;
    const refusal = await work(stores, toldToStop);
    if (refusal !== undefined) printRefusal(refusal, asJson);
  } catch (error) {
    // After an interruption statements fail because their connections are gone: that is no news.
    if (interrupted !== undefined) return;
    if (!(error instanceof EnvironmentFailure)) throw error;
    printFailure(error, asJson);
  } finally {
    await interrupted;
    await stores?.close();
    for (const signal of signals) process.off(signal, interrupt);
    if (interrupted !== undefined) process.exitCode = INTERRUPTED;
  }
}

/** The same for work on one consortium: the one named, else the only one. */
export async function withConsortium(
  open: OpenStores,
  options: StoreOptions,
  work: (stores: Stores, consortium: Consortium) => Promise<Refusal | undefined>,
): Promise<void> {
  await withStores(open, options, async (stores) => {
    const consortium = await findConsortium(stores.consortia, options.consortium);
    return isRefusal(consortium) ? consortium : work(stores, consortium);
  });
}
