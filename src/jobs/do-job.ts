import { setTimeout } from 'node:timers/promises';
import { refusedTo } from '../app/capabilities.ts';
import { openConsortium } from '../app/consortium.ts';
import { EnvironmentFailure } from '../app/failure.ts';
import { hasEnded } from '../app/job-document.ts';
import { JOB_CAPABILITIES } from '../app/job-input.ts';
import type { Job, JobEventKind, JobKind } from '../app/ports/jobs.ts';
import type { Queue, QueueMessage } from '../app/ports/queue.ts';
import type { Stores } from '../app/ports/stores.ts';
import { isRole, OPERATOR, type Viewer } from '../app/viewer.ts';
import { refusalMessage } from '../core/refusal.ts';
import { adjudication, help } from './adjudication.ts';
import { audit } from './audit.ts';
import { takeFile } from './import.ts';
import { JobProgress } from './progress.ts';
import { rebuild } from './rebuild.ts';
import type { Does, Outcome, Task } from './task.ts';

/** What a job needs to be done, and whom to tell of bugs. */
export interface Workings {
  readonly stores: Stores;
  readonly queue: Queue;
  readonly failed: (error: unknown, what: string) => void;
}

const KINDS: { readonly [Kind in JobKind]: Does<Kind> } = { import: takeFile, adjudication, rebuild, audit };

/** How long to wait until an import that is under way may have ended. */
const BUSY_MILLISECONDS = 1000;

/**
 * Does the job of a message, or helps with it, and keeps what came of it. Nothing where it has ended already: a message
 * may come twice, and the facts say what is done. What fails for the environment throws, to be tried again; what fails
 * for a bug ends the job.
 */
export async function doJob(
  workings: Workings,
  { consortium: consortiumId, job: jobId, helper }: QueueMessage,
  attempt: number,
): Promise<void> {
  const { stores, queue, failed } = workings;
  const job = await stores.jobs.find(consortiumId, jobId!);
  const consortium = await openConsortium(stores.consortia, consortiumId);
  if (job === undefined || consortium === undefined || hasEnded(job)) return;
  const what = `job ${job.jobId} of the consortium ${consortium.document.code}`;
  const actor = viewerOf(job);
  const as = { stores: stores.as(actor), consortium };
  if (helper !== undefined) {
    await help(as, helper).catch((error: unknown) => failed(error, `helping with ${what}`));
    return;
  }
  const progress = new JobProgress(stores.jobs, consortiumId, job.jobId);
  const append = (kind: JobEventKind, document: object) =>
    stores.jobs.append(consortiumId, job.jobId, kind, JSON.stringify(document));
  try {
    const task: Task = {
      ...{ ...as, job, queue, input: JSON.parse(job.input) as Task['input'] },
      report: (done, total, unit) => progress.report(done, total, unit),
      begin: async (document) => (job.first === undefined ? append('begun', document) : undefined),
    };
    const outcome = refusalOf(actor, job) ?? (await patiently(task));
    await progress.end();
    await ('result' in outcome ? append('done', outcome.result) : append('refused', outcome.problem));
  } catch (error) {
    await progress.end();
    if (!(error instanceof EnvironmentFailure)) {
      failed(error, what);
      await append('failed', BUG);
    } else if (attempt < mostAttempts(error)) throw error;
    else await append('failed', failureDocument(error));
  }
}

/** Ends a job that was begun more often than it may be. */
export async function giveUp({ stores }: Workings, { consortium, job, helper }: QueueMessage): Promise<void> {
  if (helper !== undefined) return;
  await stores.jobs.append(consortium, job!, 'failed', JSON.stringify(failureDocument(GIVEN_UP)));
}

const GIVEN_UP = new EnvironmentFailure(
  'job_given_up',
  'The job was begun again and again, and no worker came to its end.',
  'See what the workers say; then ask for it again: what was done is not done twice.',
);

/** A failure as a job keeps it. */
const failureDocument = ({ code, message, advice }: EnvironmentFailure) => ({ code, message, advice });

/** A file that is not there may lie where another worker finds it; a server that is down comes back in its time. */
function mostAttempts({ code }: EnvironmentFailure): number {
  return code.startsWith('file_') ? 4 : 20;
}

const BUG = {
  code: 'internal',
  message: 'Something is wrong with the program.',
  advice: 'Report it with the number of the job; what the worker says tells more.',
};

/** Whoever asked for the job, in the role in which it was asked for. */
function viewerOf({ role, actor }: Job): Viewer {
  if (role === OPERATOR.role) return { role: 'operator', name: actor };
  if (!isRole(role)) throw new Error(`not a role: ${role}`);
  return { role, name: actor };
}

function refusalOf(viewer: Viewer, job: Job): Outcome | undefined {
  const refusal = refusedTo(viewer, JOB_CAPABILITIES[job.kind]);
  return refusal && { refusal, problem: { ...refusal, message: refusalMessage(refusal) } };
}

/** Does a task, again and again while another import of the consortium is under way. */
async function patiently(task: Task): Promise<Outcome> {
  for (;;) {
    const outcome = await (KINDS[task.job.kind] as Does<JobKind>)(task);
    if (!('refusal' in outcome) || outcome.refusal.code !== 'busy') return outcome;
    await setTimeout(BUSY_MILLISECONDS);
  }
}
