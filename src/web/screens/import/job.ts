import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import type { Kind } from './kinds.ts';
import { useImportWords } from './words.ts';

/** What a register sums to. */
export interface Sums {
  readonly rows: number;
  readonly charge: string;
  readonly allowed: string;
  readonly planPays: string;
}

export interface Difference {
  readonly control: string;
  readonly funded: string;
  readonly register: string;
  readonly amount: string;
  readonly difference: string;
  readonly reason: string;
}

/** What a file did or would do; which figures there are is a matter of its kind. */
export interface FileResult {
  readonly check: boolean;
  readonly file: string;
  readonly alreadyImported: boolean;
  readonly rows: {
    readonly read: number;
    readonly accepted: number;
    readonly repeated: number;
    readonly rejected: number;
  };
  readonly hasRejected: boolean;
  readonly register?: Sums;
  readonly taken?: Sums;
  readonly repeated?: Sums;
  readonly rejected?: Sums;
  readonly differences?: readonly Difference[];
}

/** What was wrong, with the others that were found. */
export interface WorkProblem {
  readonly code: string;
  readonly path?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly message: string;
  readonly others?: readonly WorkProblem[];
}

/** How an import was asked for, as the API reads it. */
export interface ImportAsked {
  readonly upload: string;
  readonly kind: Kind;
  readonly check?: boolean;
  readonly acceptValid?: boolean;
  readonly notEnrolled?: 'refuse' | 'accept';
  readonly layout?: string | Record<string, unknown>;
  readonly fundingRequest?: string[];
  readonly bankDraw?: string[];
  readonly acceptDifferences?: string;
  readonly asOf?: string;
  readonly received?: string;
  readonly account?: string;
}

/** What a job tells of itself while it goes on, and when it has ended. */
const EVENTS = ['begun', 'progress', 'done', 'refused', 'failed'];
const ENDED: readonly string[] = ['done', 'refused', 'failed'];
export const hasEnded = ({ state }: Pick<Job, 'state'>) => ENDED.includes(state);

/** A job, followed by server-sent events until it has ended. */
export function useJob(job: number) {
  const { pool, path } = usePool();
  const client = useQueryClient();
  const read = useRead(['job', pool, job], () =>
    api.GET('/api/v1/consortia/{consortium}/jobs/{job}', { params: { path: { ...path, job } } }),
  );
  const isOpen = read.data !== undefined && !hasEnded(read.data);
  useEffect(() => {
    if (!isOpen) return;
    const events = new EventSource(`/api/v1/consortia/${encodeURIComponent(pool)}/jobs/${job}/events`);
    const again = () => void client.invalidateQueries({ queryKey: ['job', pool, job] });
    for (const kind of EVENTS) events.addEventListener(kind, again);
    // A stream that breaks comes back by itself; what came meanwhile is read.
    events.addEventListener('error', again);
    return () => events.close();
  }, [client, isOpen, pool, job]);
  // What a job has done may be seen anywhere.
  const isOver = read.data !== undefined && !isOpen;
  const wasOpen = useRef(false);
  useEffect(() => {
    if (isOpen) wasOpen.current = true;
    if (isOver && wasOpen.current)
      void client.invalidateQueries({
        predicate: ({ queryKey: [first] }) => !['job', 'me'].includes(String(first)),
      });
  }, [client, isOpen, isOver]);
  return read;
}
export type Job = NonNullable<ReturnType<typeof useJob>['data']>;

/** What a job is called: of a file that is known by its hash alone until it is read, by its kind. */
export function useJobName(): (job: Pick<Job, 'kind' | 'input' | 'result'>) => string {
  const t = useImportWords();
  return ({ kind, input, result }) => {
    if (kind !== 'import') return t(`job_${kind as 'rebuild' | 'adjudication' | 'audit'}`);
    const { check, kind: of } = input as unknown as ImportAsked;
    const file = (result as unknown as FileResult | undefined)?.file ?? t(`kind_${of}`);
    return t(check === true ? 'job_check' : 'job_import', { file });
  };
}

/** Writes counts of rows. */
export function useRowWords() {
  const t = useImportWords();
  const { count: write } = useFigures();
  return ({ rows: { accepted, repeated, rejected } }: FileResult) => ({
    accepted: t('newRows', { count: accepted, rows: write(accepted) }),
    rest: [
      repeated > 0 ? t('repeatedRows', { rows: write(repeated) }) : '',
      rejected > 0 ? t('rejectedRows', { count: rejected, rows: write(rejected) }) : '',
    ].join(''),
  });
}
