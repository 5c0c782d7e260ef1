import { removeOldUploads } from '../app/import/uploaded.ts';
import type { Stores } from '../app/ports/stores.ts';
import { reachWithin } from '../app/reach.ts';
import { deliver, RETRY_SECONDS } from './delivery.ts';
import { doJob, giveUp, type Workings } from './do-job.ts';
import { startRecorder } from './recorder.ts';

export interface WorkerOptions {
  /** How many jobs at once; default 1: an adjudication alone keeps several connections and a processor busy. */
  readonly streams?: number;
  /** Private networks to which events may be sent, such as "127.0.0.0/8"; default: none. */
  readonly networks?: readonly string[];
  /** Private networks in which witnesses may be asked; default: none. */
  readonly witnessNetworks?: readonly string[] | undefined;
  /** How long to wait after each try of a delivery that failed, in seconds; default: up to three days in all. */
  readonly retrySeconds?: readonly number[];
  /** The folder that the records are written into as files; default: nowhere. */
  readonly recordFolder?: string | undefined;
  /** Told of bugs, and of what goes wrong in the background; `what` names the work. */
  readonly failed?: (error: unknown, what: string) => void;
}

/** Events that are on their way at once: an endpoint that answers late keeps no other waiting. */
const DELIVERIES = 4;
const TIDYING_MILLISECONDS = 3_600_000;

/** A worker that runs. */
export interface Worker {
  /** Takes no more work. What is under way is given back to be taken up by another; close the stores next. */
  close(): Promise<void>;
}

/** Starts to take jobs from the queue: any number of workers may, on any machine that reaches the database. */
export async function startWorker(stores: Stores, options: WorkerOptions = {}): Promise<Worker> {
  const failed = options.failed ?? (() => {});
  const queue = await stores.openQueue((error) => failed(error, 'the queue'));
  const workings: Workings = { stores, queue, failed };
  try {
    await queue.work('job', options.streams ?? 1, (message, attempt) => doJob(workings, message, attempt));
    const telling = {
      ...{ stores, failed, reach: reachWithin(options.networks ?? []) },
      retrySeconds: options.retrySeconds ?? RETRY_SECONDS,
    };
    await queue.work('delivery', DELIVERIES, (message) => deliver(telling, message));
    await queue.work('given-up', 1, (message) => giveUp(workings, message));
  } catch (error) {
    await queue.close();
    throw error;
  }
  const tidy = () =>
    removeOldUploads(stores.uploads.folder, Date.now()).catch((error: unknown) =>
      failed(error, 'old uploads'),
    );
  const tidying = setInterval(tidy, TIDYING_MILLISECONDS);
  tidying.unref();
  await tidy();
  const recorder = startRecorder(stores, {
    ...{ failed, folder: options.recordFolder, networks: options.witnessNetworks },
  });
  return {
    async close() {
      clearInterval(tidying);
      await recorder.close();
      await queue.close();
    },
  };
}
