import type { JobInputs } from '../app/job-input.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { Job, JobKind } from '../app/ports/jobs.ts';
import type { Queue } from '../app/ports/queue.ts';
import type { Stores } from '../app/ports/stores.ts';
import type { Refusal } from '../core/refusal.ts';

/** A job that is being done, with all that it takes. */
export interface Task<Kind extends JobKind = JobKind> {
  readonly job: Job;
  readonly input: JobInputs[Kind];
  readonly consortium: Consortium;
  /** The stores as whoever asked for the job may use them. */
  readonly stores: Stores;
  readonly queue: Queue;
  /** Notes that it has begun, once; with what whoever takes it up after a crash has to know. */
  begin(document: object): Promise<void>;
  /** Call it as often as you like: it is kept now and then. */
  report(done: number, total: number, unit: string): void;
}

/** What came of a task: the result, or the refusal with the document that says all of it. */
export type Outcome = { readonly result: object } | { readonly refusal: Refusal; readonly problem: object };

export type Does<Kind extends JobKind> = (task: Task<Kind>) => Promise<Outcome>;
