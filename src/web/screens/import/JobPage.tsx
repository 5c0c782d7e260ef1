import { Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { usePool } from '../../api/session.ts';
import { signOf, useFigures } from '../../parts/figures.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { FileOutcome } from './FileOutcome.tsx';
import {
  type FileResult,
  hasEnded,
  type Job,
  useJob,
  useJobName,
  useRowWords,
  type WorkProblem,
} from './job.ts';
import { Problems } from './Problems.tsx';
import { JobState } from './Work.tsx';
import { useImportWords } from './words.ts';

/** A job: how far it is, or what came of it and what can be done next. */
export function JobPage({ job }: { readonly job: number }) {
  const t = useImportWords();
  const { pool } = usePool();
  const { time } = useFigures();
  const read = useJob(job);
  return (
    <>
      <p className="not-printed">
        <Link to={'/pools/$pool/import' as never} params={{ pool } as never}>
          {t('back')}
        </Link>
      </p>
      <Read of={read}>
        {(found) => (
          <>
            <Answer about={t('jobAbout', { job, by: found.by, when: time(found.recorded) })}>
              <Outcome job={found} />
            </Answer>
            <Columns>
              {!hasEnded(found) && <HowFar job={found} />}
              {found.kind === 'import' && found.state === 'done' && <FileOutcome job={found} />}
              {found.problem !== undefined && (
                <Problems job={found} problem={found.problem as unknown as WorkProblem} />
              )}
            </Columns>
          </>
        )}
      </Read>
    </>
  );
}

/** What came of a job, in a sentence. */
function Outcome({ job }: { readonly job: Job }) {
  const t = useImportWords();
  const { money, percent, count } = useFigures();
  const what = useJobName()(job);
  const rows = useRowWords();
  const { state, kind, result, progress } = job;
  if (state === 'waiting') return t('answerWaits', { what });
  if (state === 'running')
    return progress === undefined || progress.total === 0
      ? t('answerBegun', { what })
      : t('answerRuns', { what, percent: percent(String(progress.done / progress.total)) });
  if (state === 'refused') return t('answerRefused', { what });
  if (state === 'failed') return t('answerFailed', { what });
  if (kind === 'rebuild')
    return t((result as { agrees?: boolean }).agrees ? 'answerProved' : 'answerProvedNot');
  if (kind === 'audit')
    return t((result as { verdict?: string }).verdict === 'proved' ? 'answerAudited' : 'answerAuditedNot');
  if (kind === 'adjudication') {
    const { lines, partitions, changes } = result as unknown as Decided;
    if (partitions === 0) return t('answerNothingWaited');
    const told =
      changes.claims === 0 && signOf(changes.planPays) === 0
        ? ''
        : t('answerChanges', { claims: count(changes.claims), planPays: money(changes.planPays) });
    return t('answerDecided', { lines: count(lines), changes: told });
  }
  const file = result as unknown as FileResult;
  if (file.alreadyImported) return t('answerKnown', { file: file.file });
  if (file.rows.accepted === 0) return t('answerEmptyOne', { file: file.file, ...rows(file) });
  return t(file.check ? 'answerWould' : 'answerTook', { file: file.file, ...rows(file) });
}

interface Decided {
  readonly lines: number;
  readonly partitions: number;
  readonly changes: { readonly claims: number; readonly planPays: string };
}

function HowFar({ job: { state, progress } }: { readonly job: Job }) {
  const t = useImportWords();
  const { count } = useFigures();
  const { done = 0, total = 0, unit = '', secondsLeft } = progress ?? {};
  return (
    <Section title={t('progress')} action={<JobState state={state} />} note={t('progressNext')}>
      <Progress
        aria-label={t('progress')}
        value={total > 0 ? (100 * done) / total : 0}
        transitionDuration={160}
        size={12}
        radius={1}
      />
      {total > 0 && (
        <p className="quiet">
          {t('progressOf', { done: count(done), total: count(total), unit })}
          {secondsLeft !== undefined && `, ${t('secondsLeft', { count: secondsLeft })}`}
        </p>
      )}
    </Section>
  );
}
