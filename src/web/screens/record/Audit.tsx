import { Button, Progress } from '@mantine/core';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Section } from '../../parts/Section.tsx';
import { Failed, Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { type Job, useJob } from '../import/job.ts';
import styles from './Record.module.css';
import { RECORD } from './reads.ts';
import { useRecordWords } from './words.ts';

/** Works every leaf out again from what is stored; the address says which audit is shown. */
export function Audit() {
  const t = useRecordWords();
  const { path } = usePool();
  const [filters, set] = useFilters();
  const change = useChange((_: object, header) => api.POST(`${RECORD}/audits`, { params: { path, header } }));
  const begin = () =>
    change.mutate({}, { onSuccess: ({ job }) => set({ audit: String(job) }, { isStep: true }) });
  return (
    <Section title={t('audit')} measure={t('auditMeasure')} span={7}>
      <Button className="not-printed" variant="default" loading={change.isPending} onClick={begin}>
        {t('beginAudit')}
      </Button>
      {change.error !== null && <Failed problem={change.error} />}
      {filters.audit !== undefined && <Followed key={filters.audit} job={Number(filters.audit)} />}
    </Section>
  );
}

/** What came of an audit. */
interface Audited {
  readonly verdict: 'proved' | 'not proved' | 'tampered';
  readonly leaves: number;
  readonly erased: number;
  readonly waiting: number;
  readonly findings: readonly {
    readonly leaf?: number;
    readonly kind?: string;
    readonly id?: string;
    readonly message: string;
  }[];
}

function Followed({ job }: { readonly job: number }) {
  const read = useJob(job);
  return (
    <div className={styles.audit} role="status">
      <Read of={read} lines={2}>
        {(found) => <Outcome of={found} />}
      </Read>
    </div>
  );
}

function Outcome({ of: { state, progress, result, problem } }: { readonly of: Job }) {
  const t = useRecordWords();
  const { count } = useFigures();
  if (state === 'waiting' || state === 'running') {
    const { done = 0, total = 0 } = progress ?? {};
    return (
      <>
        <p>{total === 0 ? t('auditBegun') : t('auditRuns', { done: count(done), of: count(total) })}</p>
        <Progress
          aria-label={t('audit')}
          value={total === 0 ? 0 : (100 * done) / total}
          transitionDuration={160}
          size={12}
          radius={1}
        />
      </>
    );
  }
  if (result === undefined)
    return <Status kind="alert">{t('auditEnded', { why: String(problem?.message ?? state) })}</Status>;
  const { verdict, leaves, erased, waiting, findings } = result as unknown as Audited;
  const figures = { leaves: count(leaves), erased: count(erased), waiting: count(waiting) };
  return (
    <>
      <Status kind={verdict === 'proved' ? 'good' : verdict === 'tampered' ? 'alert' : 'caution'}>
        {t(
          verdict === 'proved' ? 'auditProved' : verdict === 'tampered' ? 'auditTampered' : 'auditUnproved',
          figures,
        )}
      </Status>
      <ul className={styles.lines}>
        {findings.map(({ leaf, kind, id, message }, at) => (
          // Findings have no other name than their place.
          <li key={at}>
            {leaf !== undefined && `${t('placeLeaf', { leaf: count(leaf) })}, `}
            {kind !== undefined && `${kind} ${id}: `}
            {message}
          </li>
        ))}
      </ul>
    </>
  );
}
