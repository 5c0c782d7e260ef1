import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { saidOf } from '../../parts/refusal.ts';
import { nextOf } from '../../parts/refusal-words.ts';
import { Section } from '../../parts/Section.tsx';
import { Failed } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import styles from './Import.module.css';
import type { ImportAsked, Job, WorkProblem } from './job.ts';
import { useSendImport } from './send.ts';
import { useImportWords } from './words.ts';

/** Differences to what was asked for or drawn: they can be accepted, with a reason. */
const ACCEPTABLE: readonly string[] = ['funding_request_differs', 'bank_draw_differs'];

/** What was wrong with a job, problem by problem; a difference in money can be accepted with a reason. */
export function Problems({
  job: { input, kind },
  problem,
}: {
  readonly job: Job;
  readonly problem: WorkProblem;
}) {
  const [t, common] = [useImportWords(), useSharedWords()];
  const { may } = usePool();
  const [reason, setReason] = useState('');
  const sending = useSendImport();
  const all = [problem, ...(problem.others ?? [])];
  const wrong = ({ path, message, expected, actual }: WorkProblem): string => {
    if (expected === undefined) return message ?? '';
    const { given } = saidOf({ expected, ...(path && { path }), ...(actual && { actual }) });
    return [
      common('refusedExpected', { expected }),
      given === undefined ? common('refusedNothing') : common('refusedGiven', { given }),
    ].join(' ');
  };
  const column = (key: string, heading: string, cell: (one: WorkProblem) => string): Column<WorkProblem> => ({
    ...{ key, heading, cell, csv: cell },
  });
  const columns = [
    column('path', t('where'), ({ path = '' }) => path),
    column('message', t('message'), wrong),
    column('next', t('whatToDo'), ({ code, expected }) =>
      expected === undefined ? '' : common(nextOf(code)),
    ),
  ];
  const isAcceptable =
    kind === 'import' && may('imports.make') && all.every(({ code }) => ACCEPTABLE.includes(code));
  return (
    <Section title={t('problems')} measure={t('problemsMeasure', { count: all.length })}>
      <DataTable
        name={t('problems')}
        columns={columns}
        rows={all}
        keyOf={({ path = '', code, message }) => `${path} ${code} ${message}`}
      />
      {isAcceptable && (
        <form
          className={`${styles.work} not-printed`}
          onSubmit={(event) => {
            event.preventDefault();
            const asked = input as unknown as ImportAsked;
            sending.mutate({ asked: { ...asked, check: true, acceptDifferences: reason.trim() } });
          }}
        >
          <h3>{t('acceptDifferences')}</h3>
          <TextInput
            label={t('acceptReason')}
            value={reason}
            required
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
          {sending.error !== null && <Failed problem={sending.error} />}
          <div>
            <Button type="submit" disabled={reason.trim() === ''} loading={sending.isPending}>
              {t('checkAgain')}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
