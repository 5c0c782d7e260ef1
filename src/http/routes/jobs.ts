import { z } from 'zod';
import { followJob } from '../../app/follow-job.ts';
import { jobDocument } from '../../app/job-document.ts';
import { refuse } from '../../core/refusal.ts';
import { effect, reading } from '../route.ts';
import { number, pageOf, paging, pieces } from '../shapes.ts';

/** What making a job is answered with: its number. */
export const accepted = z.strictObject({ job: z.int() });

const adjudicate = effect({
  method: 'POST',
  path: '/consortia/:consortium/adjudications',
  tag: 'Claims',
  summary: 'Decide again what changes touch, then all claims that wait: makes a job',
  capability: 'adjudications.make',
  answer: accepted,
  status: 202,
  async handle({ stores, consortium }) {
    return { job: await stores.jobs.record(consortium.consortiumId, { kind: 'adjudication', input: '{}' }) };
  },
});

const rebuild = effect({
  method: 'POST',
  path: '/consortia/:consortium/rebuilds',
  tag: 'Books',
  summary:
    'Recompute from the facts all that is derived, compare, and replace what differs where asked to: makes a job',
  capability: 'rebuilds.make',
  body: z.strictObject({ write: z.boolean().default(false) }),
  answer: accepted,
  status: 202,
  async handle({ stores, consortium, body }) {
    const input = JSON.stringify(body);
    return { job: await stores.jobs.record(consortium.consortiumId, { kind: 'rebuild', input }) };
  },
});

const document = z.record(z.string(), z.unknown());
const job = z.strictObject({
  ...{
    job: z.int(),
    kind: z.string(),
    by: z.string(),
    role: z.string(),
    recorded: z.string(),
    input: document,
  },
  state: z.enum(['waiting', 'running', 'done', 'refused', 'failed']),
  progress: z
    .strictObject({
      ...{ done: z.number(), total: z.number(), unit: z.string() },
      ...{ rate: z.number().optional(), secondsLeft: z.number().optional() },
    })
    .optional(),
  ...{ ended: z.string().optional(), result: document.optional(), problem: document.optional() },
});
type JobDocument = z.infer<typeof job>;

const jobs = reading({
  method: 'GET',
  path: '/consortia/:consortium/jobs',
  tag: 'Jobs',
  summary: 'Long work that was asked for, the latest first',
  capability: 'jobs.read',
  query: z.strictObject(paging),
  answer: pageOf(job),
  async handle({ stores, consortium, query }) {
    const before = query.after === undefined ? undefined : number.safeParse(query.after);
    if (before?.success === false)
      return refuse('wrong_type', 'query.after', 'the cursor that the page before gave', query.after);
    const { consortiumId } = consortium;
    const found = await stores.jobs.list(consortiumId, before?.data, query.limit + 1);
    const items = found.slice(0, query.limit);
    return {
      items: items.map((one) => jobDocument(one) as JobDocument),
      ...(found.length > items.length && { next: String(items.at(-1)!.jobId) }),
    };
  },
});

const oneJob = reading({
  method: 'GET',
  path: '/consortia/:consortium/jobs/:job',
  tag: 'Jobs',
  summary: 'A job: how far it is, and what came of it',
  capability: 'jobs.read',
  params: z.strictObject({ job: number }),
  answer: job,
  async handle({ stores, consortium, params }) {
    const found = await stores.jobs.find(consortium.consortiumId, params.job);
    return found === undefined
      ? refuse('not_found', 'job', 'a job of the consortium', params.job)
      : (jobDocument(found) as JobDocument);
  },
});

const events = reading({
  method: 'GET',
  path: '/consortia/:consortium/jobs/:job/events',
  tag: 'Jobs',
  summary:
    'What happens to a job, as server-sent events until it has ended; Last-Event-ID goes on from there',
  capability: 'jobs.read',
  params: z.strictObject({ job: number }),
  media: 'text/event-stream',
  answer: pieces,
  async handle({ stores, consortium, params, until, lastEventId }) {
    const { consortiumId } = consortium;
    if ((await stores.jobs.find(consortiumId, params.job)) === undefined)
      return refuse('not_found', 'job', 'a job of the consortium', params.job);
    const after = /^\d{1,9}$/.test(lastEventId ?? '') ? Number(lastEventId) : 0;
    return followJob(stores.jobs, consortiumId, params.job, after, until);
  },
});

/** Long work: asked for, followed, and what came of it. */
export const jobRoutes = [adjudicate, rebuild, jobs, oneJob, events];
