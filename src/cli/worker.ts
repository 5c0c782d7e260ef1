import { type Command, InvalidArgumentError } from 'commander';
import { EnvironmentFailure } from '../app/failure.ts';
import type { OpenStores, Stores } from '../app/ports/stores.ts';
import { networksOf } from '../app/webhooks/address.ts';
import { printError, printFailure } from './output.ts';

/** `poolbook worker`: does the jobs that are asked for over the API, until it is told to stop. */
export function addWorker(program: Command, open: OpenStores): void {
  program
    .command('worker')
    .description(
      'do the work that is asked for over the API; any number of workers, on any machine, share it',
    )
    .option('--streams <number>', 'how many jobs at once', numberOfStreams, 1)
    .action(({ streams }: { streams: number }) => work(open, streams));
}

async function work(open: OpenStores, streams: number): Promise<void> {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  let stores: Stores | undefined;
  let isTold = false;
  const told = () => {
    // Whoever says it again does not wait for what is under way, nor for others' locks.
    if (isTold) void stores?.interrupt();
    isTold = true;
    stop();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, told);
  const note = (line: string) => printError(`poolbook: ${line}\n`);
  try {
    const networks = networksOf('POOLBOOK_WEBHOOK_NETWORKS');
    const witnessNetworks = networksOf('POOLBOOK_WITNESS_NETWORKS');
    stores = await open(note);
    // Loaded only here: no other command starts a worker.
    const { startWorker } = await import('../jobs/worker.ts');
    const failed = (error: unknown, what: string) =>
      note(`${what}: ${error instanceof EnvironmentFailure ? error.message : (error as Error).stack}`);
    const recordFolder = process.env.POOLBOOK_RECORD || undefined;
    const worker = await startWorker(stores, {
      ...{ streams, networks, witnessNetworks, failed, recordFolder },
    });
    note('this worker takes jobs; Ctrl-C stops it, and others take up what it has begun');
    await stopped;
    await worker.close();
  } catch (error) {
    if (!(error instanceof EnvironmentFailure)) throw error;
    printFailure(error, false);
  } finally {
    // What is under way was given back to the queue: it is rolled back at once.
    await stores?.interrupt();
    for (const signal of signals) process.off(signal, told);
  }
}

function numberOfStreams(text: string): number {
  const streams = Number(text);
  if (!Number.isInteger(streams) || streams < 1 || streams > 64)
    throw new InvalidArgumentError('a number from 1 to 64');
  return streams;
}
