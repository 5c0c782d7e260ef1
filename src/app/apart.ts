import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Refusal, refuse } from '../core/refusal.ts';
import { EnvironmentFailure } from './failure.ts';

const MOST_WAITING = 4;
const MOST_SECONDS = 20;

/** How long a task may take: 20 seconds, unless whoever runs the service says otherwise, as for a machine that is slow. */
export function calculationSeconds(given = process.env.POOLBOOK_CALCULATION_SECONDS ?? ''): number {
  const seconds = given === '' ? MOST_SECONDS : Number(given);
  if (seconds > 0 && seconds < 1e6) return seconds;
  throw new EnvironmentFailure(
    'wrong_setting',
    `POOLBOOK_CALCULATION_SECONDS is ${given}, which is no number of seconds.`,
    `Set it to a number such as ${MOST_SECONDS}, or leave it out.`,
  );
}

/**
 * A thread beside this one, for tasks that would keep it from answering anybody else: one after another, each within so
 * many seconds. `program` answers each message with one. The thread is started for the first task and kept, because to
 * start it takes longer than most tasks do; it keeps nobody from ending. Refused: `too_large` where a task takes longer.
 * Fails with `overloaded` where some wait already.
 */
export function openApart<Answer>(program: URL, seconds = calculationSeconds()) {
  let kept: Worker | undefined;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function inThread(task: unknown): Promise<Answer | Refusal> {
    kept ??= new Worker(program);
    const worker = kept;
    const timeout = AbortSignal.timeout(seconds * 1000);
    worker.ref();
    try {
      worker.postMessage(task);
      const [answer] = await once(worker, 'message', { signal: timeout });
      return answer as Answer;
    } catch (error) {
      kept = undefined;
      await worker.terminate();
      if (!timeout.aborted) throw error;
      return refuse('too_large', '', `a document that is answered within ${seconds} seconds`, 'a longer one');
    } finally {
      worker.unref();
    }
  }

  return async (task: unknown): Promise<Answer | Refusal> => {
    if (waiting >= MOST_WAITING) throw OVERLOADED;
    waiting += 1;
    const turn = last.then(() => inThread(task));
    last = turn.catch(() => {});
    return turn.finally(() => {
      waiting -= 1;
    });
  };
}

const OVERLOADED = new EnvironmentFailure(
  'overloaded',
  'Others that take long wait already.',
  'Send the request again a little later, or answer it by the command line on a machine of your own.',
);
