import { useNavigate } from '@tanstack/react-router';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Empty } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { type Job, useJobName } from './job.ts';
import { useImportWords } from './words.ts';

const KINDS = {
  waiting: 'caution',
  running: 'caution',
  done: 'good',
  refused: 'alert',
  failed: 'alert',
} as const;

/** How a job stands. */
export function JobState({ state }: Pick<Job, 'state'>) {
  const t = useImportWords();
  return <Status kind={KINDS[state]}>{t(`state_${state}`)}</Status>;
}

/** Long work that was asked for, the latest first. */
export function Work({ jobs }: { readonly jobs: readonly Job[] }) {
  const t = useImportWords();
  const { pool } = usePool();
  const { time } = useFigures();
  const name = useJobName();
  const navigate = useNavigate();
  const columns: Column<Job>[] = [
    { key: 'what', heading: t('what'), cell: (job) => name(job), by: (job) => name(job) },
    { key: 'recorded', heading: t('recorded'), cell: (job) => time(job.recorded), by: (job) => job.recorded },
    { key: 'by', heading: t('by'), cell: ({ by }) => by, by: ({ by }) => by, isDetail: true },
    {
      key: 'state',
      heading: t('state'),
      cell: (job) => <JobState state={job.state} />,
      by: ({ state }) => state,
    },
  ];
  if (jobs.length === 0) return <Empty>{t('workNext')}</Empty>;
  return (
    <DataTable
      name={t('work')}
      columns={columns}
      rows={jobs}
      keyOf={({ job }) => String(job)}
      onOpen={({ job }) =>
        void navigate({ to: '/pools/$pool/import/$detail', params: { pool, detail: String(job) } } as never)
      }
    />
  );
}
