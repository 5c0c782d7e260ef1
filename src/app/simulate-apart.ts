import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Refusal } from '../core/refusal.ts';
import { EnvironmentFailure } from './failure.ts';
import type { SimulationDocument, SimulationOptions } from './simulate-aggregate.ts';

/** The program of the thread, beside this file: TypeScript in the project, JavaScript in what is packed. */
const WORKER = new URL(`simulation-worker${import.meta.url.slice(-3)}`, import.meta.url);

const MOST_WAITING = 4;
/** Some seconds of two processors. */
const MOST_CLAIMS = 1e8;

/** Started for the first simulation and kept: to start it takes longer than most simulations do. */
let kept: Worker | undefined;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Simulates in threads of its own, so that whoever else asks this process is answered meanwhile: one simulation after
 * another, leaving one processor free. Refused: what a simulation refuses, and more than 10^8 claims. Fails with
 * `overloaded` where some wait already.
 */
export async function simulateApart(
  document: unknown,
  over: Pick<SimulationOptions, 'years' | 'seed'>,
): Promise<SimulationDocument | Refusal> {
  if (waiting >= MOST_WAITING) throw OVERLOADED;
  waiting += 1;
  const turn = last.then(() => simulateInThread(document, over));
  last = turn.catch(() => {});
  return turn.finally(() => {
    waiting -= 1;
  });
}

async function simulateInThread(
  document: unknown,
  over: Pick<SimulationOptions, 'years' | 'seed'>,
): Promise<SimulationDocument | Refusal> {
  kept ??= new Worker(WORKER);
  const worker = kept;
  worker.ref();
  try {
    const threads = Math.max(1, availableParallelism() - 1);
    worker.postMessage([document, { ...over, threads, mostClaims: MOST_CLAIMS }]);
    const [answer] = await once(worker, 'message');
    return answer as SimulationDocument | Refusal;
  } catch (error) {
    kept = undefined;
    throw error;
  } finally {
    // It keeps nobody from ending.
    worker.unref();
  }
}

const OVERLOADED = new EnvironmentFailure(
  'overloaded',
  'Other simulations wait already.',
  'Send the request again a little later, or run poolbook simulate on a machine of your own.',
);
