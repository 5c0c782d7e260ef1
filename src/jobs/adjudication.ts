import { setInterval } from 'node:timers/promises';
import { adjudicate, assist } from '../app/adjudicate/adjudicate.ts';
import { refusedRunDocument } from '../app/adjudicate/refused-run.ts';
import { reportDocument } from '../app/adjudicate/report.ts';
import type { Run } from '../app/ports/run.ts';
import { contractPositions } from '../app/stop-loss.ts';
import { announceNotices } from '../app/webhooks/notices.ts';
import { isRefusal } from '../core/refusal.ts';
import type { Does, Task } from './task.ts';

/** How many others are asked to help with a run, at most. */
const MOST_HELPERS = 15;
const POLLING_MILLISECONDS = 500;

/**
 * Decides all that waits. The run is cut once; then whoever has nothing else to do is asked to join it, each from a place
 * of its own. Which partitions are done is said by the store alone: so nobody has to be waited for who was killed, and
 * the one that has the job comes by all that is missing in the end.
 */
export const adjudication: Does<'adjudication'> = async (task) => {
  const { stores, consortium, queue, job } = task;
  const { consortiumId } = consortium;
  let firstRun = runOf(job.first?.document);
  const opened = async (run: Run) => {
    if (firstRun === undefined) {
      firstRun = run.runId;
      await task.begin({ run: firstRun });
    }
    const helpers = Math.min(MOST_HELPERS, run.missing.length - 1);
    for (let helper = 1; helper <= helpers; helper += 1)
      await queue.send('job', { consortium: consortiumId, job: job.jobId, helper });
  };
  const done = new AbortController();
  const watching = watch(task, () => firstRun, done.signal);
  const report = await adjudicate(stores.runs, consortium, undefined, undefined, opened).finally(() => {
    done.abort();
    return watching;
  });
  const { currency } = consortium.document;
  if (isRefusal(report)) return { refusal: report, problem: refusedRunDocument(report, currency) };
  if (firstRun === undefined) return { result: reportDocument(report, currency) };
  const positions = await contractPositions(stores.books, consortium);
  if (!isRefusal(positions)) await announceNotices(stores.webhooks, consortiumId, positions);
  const { partitions, ...figures } = await stores.runs.figures(consortiumId, firstRun);
  const changes = { lines: figures.changedLines, claims: figures.changedClaims, planPays: figures.planPays };
  const lines = figures.decidedLines - figures.changedLines;
  return { result: reportDocument({ lines, partitions, changes }, currency) };
};

/** Decides what it can of the run of another worker's job. What fails here, that worker meets too, and says. */
export async function help({ stores, consortium }: Pick<Task, 'stores' | 'consortium'>, helper: number) {
  await assist(stores.runs, consortium, placeOf(helper));
}

/** 1/2, 1/4, 3/4, 1/8, ...: each as far as can be from those before (van der Corput's sequence). */
export function placeOf(helper: number): number {
  let place = 0;
  for (let [rest, half] = [helper, 0.5]; rest > 0; rest >>= 1, half /= 2) place += (rest & 1) * half;
  return place;
}

/** Tells how far the runs are, whoever decides them. */
async function watch(task: Task, firstRun: () => number | undefined, until: AbortSignal): Promise<void> {
  try {
    for await (const _ of setInterval(POLLING_MILLISECONDS, undefined, { signal: until })) {
      const run = firstRun();
      if (run === undefined) continue;
      const figures = await task.stores.runs.figures(task.consortium.consortiumId, run);
      task.report(figures.decidedLines, figures.lines, 'lines');
    }
  } catch {
    // Ended; or the server is lost, which the run itself will say.
  }
}

/** The run that an earlier try has begun with. */
function runOf(begun: string | undefined): number | undefined {
  return begun === undefined ? undefined : (JSON.parse(begun) as { run?: number }).run;
}
