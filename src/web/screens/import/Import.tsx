import { useParams } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { Decide } from './Decide.tsx';
import { JobPage } from './JobPage.tsx';
import { hasEnded, type Job, useJobName } from './job.ts';
import { TakeIn } from './TakeIn.tsx';
import { Work } from './Work.tsx';
import { useImportWords } from './words.ts';

const LATEST = 100;

/** Files that are taken in, and long work: what is under way, what was, and one of them followed. */
export function Import() {
  const { detail } = useParams({ strict: false });
  return detail === undefined ? <Overview /> : <JobPage key={detail} job={Number(detail)} />;
}

function Overview() {
  const t = useImportWords();
  const { pool, path, may } = usePool();
  const read = useRead(['jobs', pool], () =>
    api.GET('/api/v1/consortia/{consortium}/jobs', { params: { path, query: { limit: LATEST } } }),
  );
  return (
    <Read of={read} lines={10}>
      {({ items }) => (
        <>
          <Answer about={t('about')}>
            <Standing jobs={items} />
          </Answer>
          <Columns>
            {may('imports.make') && (
              <Section title={t('takeIn')} measure={t('takeInMeasure')}>
                <TakeIn />
              </Section>
            )}
            {may('adjudications.make') && (
              <Section title={t('decide')} measure={t('decideMeasure')}>
                <Decide />
              </Section>
            )}
            <Section title={t('work')} measure={t('workMeasure')}>
              <Work jobs={items} />
            </Section>
          </Columns>
        </>
      )}
    </Read>
  );
}

/** What is under way, else what was last. */
function Standing({ jobs }: { readonly jobs: readonly Job[] }) {
  const t = useImportWords();
  const { time } = useFigures();
  const name = useJobName();
  const open = jobs.filter((job) => !hasEnded(job));
  const [last] = jobs;
  if (open.length > 0) return t('answerBusy', { count: open.length, what: name(open[0]!) });
  if (last === undefined) return t('answerNothing');
  return t('answerLast', {
    ...{ what: name(last), state: t(`state_${last.state}`), when: time(last.ended ?? last.recorded) },
  });
}
