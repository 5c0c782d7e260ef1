import { setTimeout } from 'node:timers/promises';
import { isEnd, jobEventText } from './job-document.ts';
import type { JobStore } from './ports/jobs.ts';

const POLLING_MILLISECONDS = 500;
/** A line that says nothing, so that nobody in between takes the connection for dead. */
const HEARTBEAT = ': alive\n\n';
const HEARTBEAT_MILLISECONDS = 15_000;

/**
 * What happens to a job, as server-sent events: first all after the event of this number, then what comes, until the job
 * has ended or `until` says that the service does. Looked up and not announced, so that any server can tell of it.
 */
export async function* followJob(
  jobs: JobStore,
  consortiumId: number,
  jobId: number,
  after: number,
  until: AbortSignal,
): AsyncGenerator<string> {
  let known = after;
  let silentSince = performance.now();
  while (!until.aborted) {
    for (const event of await jobs.events(consortiumId, jobId, known)) {
      yield jobEventText(event);
      known = event.number;
      silentSince = performance.now();
      if (isEnd(event)) return;
    }
    const job = await jobs.find(consortiumId, jobId);
    // Whoever has seen the end already is told no more.
    if (job?.last !== undefined && isEnd(job.last) && job.last.number <= known) return;
    if (performance.now() - silentSince > HEARTBEAT_MILLISECONDS) {
      yield HEARTBEAT;
      silentSince = performance.now();
    }
    await setTimeout(POLLING_MILLISECONDS, undefined, { signal: until }).catch(() => {});
  }
}
