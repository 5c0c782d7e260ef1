import type { Job, JobEvent, JobEventKind, JobStore } from '../app/ports/jobs.ts';
import type { Viewer } from '../app/viewer.ts';
import type { Database } from './database.ts';
import { nextIdentifiers } from './identifiers.ts';
import type { Query } from './query.ts';

/** How often two who add an event at once may meet. */
const MOST_TRIES = 20;

const EVENT = `event_number AS number, kind, document, (extract(epoch FROM recorded_at) * 1000)::int8 AS at`;
const JOBS = `
  SELECT j.job_id AS "jobId", j.kind, j.actor, j.role, j.input, (extract(epoch FROM j.recorded_at) * 1000)::int8 AS at,
    to_json(f) AS first, to_json(l) AS last
  FROM job j
  LEFT JOIN LATERAL (SELECT ${EVENT} FROM job_event e WHERE e.job_id = j.job_id ORDER BY event_number LIMIT 1) f ON true
  LEFT JOIN LATERAL (SELECT ${EVENT} FROM job_event e WHERE e.job_id = j.job_id ORDER BY event_number DESC LIMIT 1) l ON true`;

type JobRow = Omit<Job, 'first' | 'last'> & {
  readonly first: JobEvent | null;
  readonly last: JobEvent | null;
};

/** The jobs of a database, recorded in the name of the viewer. */
export function jobStore(database: Database, viewer: Viewer): JobStore {
  return {
    record: (consortiumId, { kind, input }) =>
      database.unitOfWork(consortiumId, async (query) => {
        const jobId = await nextIdentifiers(query, 'job');
        await query.run('INSERT INTO job (job_id, kind, actor, role, input) VALUES ($1, $2, $3, $4, $5)', [
          ...[jobId, kind, viewer.name, viewer.role, input],
        ]);
        return jobId;
      }),
    find: (consortiumId, jobId) =>
      database.read(consortiumId, async (query) => {
        const row = await query.oneOrNone<JobRow>(`${JOBS} WHERE j.job_id = $1`, [jobId]);
        return row && jobOf(row);
      }),
    list: (consortiumId, before, most) =>
      database.read(consortiumId, async (query) => {
        const text = `${JOBS} WHERE $1::int8 IS NULL OR j.job_id < $1 ORDER BY j.job_id DESC LIMIT $2`;
        return (await query.rows<JobRow>(text, [before ?? null, most])).map(jobOf);
      }),
    events: (consortiumId, jobId, after) =>
      database.read(consortiumId, (query) =>
        query.rows<JobEvent>(
          `SELECT ${EVENT} FROM job_event WHERE job_id = $1 AND event_number > $2 ORDER BY event_number`,
          [jobId, after],
        ),
      ),
    append: (consortiumId, jobId, kind, document) =>
      database.unitOfWork(consortiumId, (query) => append(query, jobId, kind, document)),
  };
}

const jobOf = ({ first, last, ...job }: JobRow): Job => ({
  ...job,
  first: first ?? undefined,
  last: last ?? undefined,
});

/** Nothing is added behind an end. Two who add at once take the same number: one of them takes the next. */
async function append(query: Query, jobId: number, kind: JobEventKind, document: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { ended } = await query.one<{ ended: boolean }>(
      `SELECT EXISTS (SELECT FROM job_event WHERE job_id = $1 AND kind IN ('done', 'refused', 'failed')) AS ended`,
      [jobId],
    );
    if (ended) return;
    const added = await query.run(
      `INSERT INTO job_event (job_id, event_number, kind, document)
       SELECT $1, coalesce(max(event_number), 0) + 1, $2, $3 FROM job_event WHERE job_id = $1 ON CONFLICT DO NOTHING`,
      [jobId, kind, document],
    );
    if (added === 1) return;
  }
  throw new Error(`no number for an event of job ${jobId}`);
}
