import type { Job, JobEvent } from './ports/jobs.ts';

/** How far a job is, as it is kept: the rate is units a second, the time left in seconds, where they are known. */
export interface ProgressDocument {
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  readonly rate?: number;
  readonly secondsLeft?: number;
}

/** The kinds of events that end a job. */
const ENDS: ReadonlySet<string> = new Set(['done', 'refused', 'failed']);

export function isEnd({ kind }: JobEvent): boolean {
  return ENDS.has(kind);
}

export function hasEnded({ last }: Job): boolean {
  return last !== undefined && isEnd(last);
}

/** How far work is after some seconds. */
export function progressDocument(
  done: number,
  total: number,
  unit: string,
  seconds: number,
): ProgressDocument {
  const rate = seconds > 0 ? done / seconds : 0;
  return {
    ...{ done, total, unit },
    ...(rate > 0 && { rate: Math.round(rate) }),
    ...(rate > 0 && total >= done && { secondsLeft: Math.ceil((total - done) / rate) }),
  };
}

/** A job as it is answered: `state` is waiting, running, done, refused or failed. */
export function jobDocument(job: Job): object {
  const { jobId, kind, actor, role, at, last, input } = job;
  const said = last === undefined ? undefined : (JSON.parse(last.document) as unknown);
  const isOver = hasEnded(job);
  return {
    ...{ job: jobId, kind, by: actor, role, recorded: moment(at), input: JSON.parse(input) as unknown },
    state: last === undefined ? 'waiting' : isOver ? last.kind : 'running',
    ...(last?.kind === 'progress' && { progress: said }),
    ...(isOver && { ended: moment(last!.at), [last!.kind === 'done' ? 'result' : 'problem']: said }),
  };
}

/** An event of a job as it is sent. */
export function jobEventText({ number, kind, document }: JobEvent): string {
  return `id: ${number}\nevent: ${kind}\ndata: ${document}\n\n`;
}

const moment = (at: number) => new Date(at).toISOString();
