/** What a job can be. */
export type JobKind = 'import' | 'adjudication' | 'rebuild' | 'audit';

/** What can happen to a job; the last three end it, and it ends once. */
export type JobEventKind = 'begun' | 'progress' | 'done' | 'refused' | 'failed';

export interface JobEvent {
  /** 1, 2, ... within the job. */
  readonly number: number;
  readonly kind: JobEventKind;
  /** A JSON text: what was done, or why not. */
  readonly document: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Work that takes long, as it was asked for. `input` is a JSON text. */
export interface NewJob {
  readonly kind: JobKind;
  readonly input: string;
}

export interface Job extends NewJob {
  readonly jobId: number;
  readonly actor: string;
  readonly role: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What is known to have come of it: its first event, and its last. */
  readonly first: JobEvent | undefined;
  readonly last: JobEvent | undefined;
}

/** Where it is kept what work was asked for, and what came of it. A recorded job is sent to the queue in its transaction. */
export interface JobStore {
  /** Records a job that the viewer asks for; its number. */
  record(consortiumId: number, job: NewJob): Promise<number>;
  find(consortiumId: number, jobId: number): Promise<Job | undefined>;
  /** The latest first, those before a job where one is given. */
  list(consortiumId: number, before: number | undefined, most: number): Promise<Job[]>;
  /** What happened after the event of this number (0: all), in order. */
  events(consortiumId: number, jobId: number, after: number): Promise<JobEvent[]>;
  /** Adds what has happened; a second end is left out. */
  append(consortiumId: number, jobId: number, kind: JobEventKind, document: string): Promise<void>;
}
