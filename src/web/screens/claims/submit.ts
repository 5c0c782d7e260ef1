import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import type { Draft } from './draft.ts';

interface Submission {
  readonly draft: Draft;
  readonly frequency: '1' | '7' | '8';
  readonly notEnrolled: 'refuse' | 'accept';
}

/** Sends a claim, once; what was read of claims is read anew. */
export function useSubmission() {
  const { pool, path } = usePool();
  return useChange(
    ({ draft, frequency, notEnrolled }: Submission, header) =>
      api.POST('/api/v1/consortia/{consortium}/claims', {
        params: { path, query: { notEnrolled }, header },
        body: { ...draft, lines: draft.lines.map((line) => ({ ...line })), frequency },
      }),
    [
      ['claim', pool],
      ['claims', pool],
    ],
  );
}

export type SubmissionAnswer = NonNullable<ReturnType<typeof useSubmission>['data']>;
