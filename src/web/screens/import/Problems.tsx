import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Section } from '../../parts/Section.tsx';
import { Failed } from '../../parts/States.tsx';
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
  const t = useImportWords();
  const { may } = usePool();
  const [reason, setReason] = useState('');
  const sending = useSendImport();
  const all = [problem, ...(problem.others ?? [])];
  const text = (key: 'path' | 'message' | 'expected' | 'actual', heading: string): Column<WorkProblem> => ({
    ...{ key, heading, isDetail: key === 'expected' || key === 'actual' },
    cell: (one) => one[key],
    csv: (one) => one[key] ?? '',
  });
  const columns = [
    ...[text('path', t('where')), text('message', t('message'))],
    ...[text('expected', t('expected')), text('actual', t('actual'))],
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
