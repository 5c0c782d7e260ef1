import { setTimeout } from 'node:timers/promises';
import { EnvironmentFailure } from '../app/failure.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { Progress } from './progress.ts';
import type { RemotePool } from './remote-pool.ts';

/** How a job of a server has ended: with a result, or refused with all that is wrong. */
export type EndedJob<Result, Refused> =
  | { readonly job: number; readonly result: Result }
  | { readonly job: number; readonly refused: Refused };

const FIRST_MILLISECONDS = 50;
const MOST_MILLISECONDS = 1_000;

/** Waits for a job of a server, and shows how far it is. Fails as the job did where its environment has failed. */
export async function followJob<Result, Refused>(
  { api, path, ask }: RemotePool,
  made: { readonly job: number } | Refusal,
  progress: Progress,
): Promise<EndedJob<Result, Refused> | Refusal> {
  if (isRefusal(made)) return made;
  const params = { path: { ...path, job: made.job } };
  for (let wait = FIRST_MILLISECONDS; ; wait = Math.min(wait * 1.5, MOST_MILLISECONDS)) {
    const job = await ask(api.GET('/api/v1/consortia/{consortium}/jobs/{job}', { params }));
    if (isRefusal(job)) return job;
    if (job.progress !== undefined) progress.update(job.progress.done, job.progress.total, job.progress.unit);
    if (job.state === 'done') return { job: made.job, result: job.result as Result };
    if (job.state === 'refused') return { job: made.job, refused: job.problem as Refused };
    if (job.state === 'failed') throw failureOf(job.problem as Record<'code' | 'message' | 'advice', string>);
    await setTimeout(wait);
  }
}

function failureOf({ code, message, advice }: Record<'code' | 'message' | 'advice', string>) {
  return new EnvironmentFailure(code === 'internal' ? 'server_failed' : code, message, advice);
}
