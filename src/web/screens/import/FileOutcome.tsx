import { Button } from '@mantine/core';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { KeyFigure, KeyFigures } from '../../parts/KeyFigures.tsx';
import { Section } from '../../parts/Section.tsx';
import { Failed } from '../../parts/States.tsx';
import { FileFigures } from './FileFigures.tsx';
import styles from './Import.module.css';
import type { Difference, FileResult, ImportAsked, Job } from './job.ts';
import { Mend } from './Mend.tsx';
import { useSendImport } from './send.ts';
import { useImportWords } from './words.ts';

/** What a file did or would do: counted, held to its control totals; taken in from here, its refused rows mended. */
export function FileOutcome({ job }: { readonly job: Job }) {
  const t = useImportWords();
  const { may } = usePool();
  const { count } = useFigures();
  const file = job.result as unknown as FileResult;
  const asked = job.input as unknown as ImportAsked;
  const { rows, check, alreadyImported, differences = [] } = file;
  const canTake = check && !alreadyImported && rows.accepted > 0 && may('imports.make');
  return (
    <>
      <Section title={t(check ? 'figures' : 'figuresTaken')}>
        <KeyFigures>
          <KeyFigure name={t('rowsRead')} value={count(rows.read)} />
          <KeyFigure name={t('rowsNew')} value={count(rows.accepted)} />
          <KeyFigure name={t('rowsRepeated')} value={count(rows.repeated)} />
          <KeyFigure name={t('rowsRejected')} value={count(rows.rejected)} />
        </KeyFigures>
        {!alreadyImported && <FileFigures file={file} />}
        {!check && asked.kind === 'claims' && <p>{t('fixed')}</p>}
        {canTake && <Apply asked={asked} rows={rows} />}
      </Section>
      {differences.length > 0 && <Differences differences={differences} />}
      {file.hasRejected && <Mend job={job.job} asked={asked} file={file} />}
    </>
  );
}

function Apply({ asked, rows }: { readonly asked: ImportAsked; readonly rows: FileResult['rows'] }) {
  const t = useImportWords();
  const { count } = useFigures();
  const sending = useSendImport();
  const hasRejected = rows.rejected > 0;
  const text = hasRejected
    ? t('applyGoodText', { rows: count(rows.accepted), rejected: count(rows.rejected) })
    : t('applyAll', { count: rows.read, rows: count(rows.read) });
  return (
    <div className={`${styles.work} not-printed`}>
      <p>
        {text} {t('applyAgain')}
      </p>
      {sending.error !== null && <Failed problem={sending.error} />}
      <div>
        <Button
          loading={sending.isPending}
          // What was looked at is what is taken: a row that went bad since then refuses all, unless some were left out.
          onClick={() => sending.mutate({ asked: { ...asked, check: false, acceptValid: hasRejected } })}
        >
          {t(hasRejected ? 'applyGood' : 'apply')}
        </Button>
      </div>
    </div>
  );
}

function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const t = useImportWords();
  const { amount, day } = useFigures();
  const figure = (key: 'register' | 'amount' | 'difference', heading: string): Column<Difference> => ({
    ...{ key, heading, side: 'end' },
    cell: (one) => <bdi>{amount(one[key])}</bdi>,
    csv: (one) => one[key],
  });
  const columns: Column<Difference>[] = [
    { key: 'control', heading: t('control'), cell: ({ control }) => control, by: ({ control }) => control },
    { key: 'funded', heading: t('funded'), cell: ({ funded }) => day(funded), by: ({ funded }) => funded },
    ...[
      figure('register', t('c_register')),
      figure('amount', t('given')),
      figure('difference', t('difference')),
    ],
    {
      key: 'reason',
      heading: t('reason'),
      cell: ({ reason }) => reason,
      csv: ({ reason }) => reason,
      isDetail: true,
    },
  ];
  return (
    <Section title={t('differences')}>
      <DataTable
        name={t('differences')}
        columns={columns}
        rows={differences}
        keyOf={({ control, funded }) => `${control} ${funded}`}
      />
    </Section>
  );
}
