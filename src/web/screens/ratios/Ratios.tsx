import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Failed, Loading, Read } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { Changes } from './Changes.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import { Question } from './Question.tsx';
import { Ranked } from './Ranked.tsx';
import { Rebate } from './Rebate.tsx';
import { GROUPS, type Group, questionOf } from './ratio.ts';
import { Summary } from './Summary.tsx';
import { useRatioWords } from './words.ts';

/** What claims took of contributions in a plan year: by member, benefit, region or month, and what moved it. */
export function Ratios() {
  const t = useRatioWords();
  const { pool, path } = usePool();
  const years = useRead(['ratios', pool, 'years'], () =>
    api.GET('/api/v1/consortia/{consortium}/ratios', { params: { path } }),
  );
  return (
    <Read of={years} lines={12}>
      {({ years: found }) =>
        found.length === 0 ? (
          <>
            <Answer>{t('empty')}</Answer>
            <Empty title={t('empty')}>{t('emptyNext')}</Empty>
          </>
        ) : (
          <OfYear years={found.map(({ year }) => year)} />
        )
      }
    </Read>
  );
}

function OfYear({ years }: { readonly years: readonly string[] }) {
  const t = useRatioWords();
  const shared = useSharedWords();
  const { pool, path, may } = usePool();
  const [filters] = useFilters();
  const year = years.find((one) => one === filters.year) ?? years.at(-1)!;
  const by: Group = GROUPS.find((one) => one === filters.by) ?? 'member';
  const query = questionOf(filters, by, may);
  const ratios = useRead(['ratios', pool, year, query], () =>
    api.GET('/api/v1/consortia/{consortium}/ratios/{year}', {
      params: { path: { ...path, year }, query },
    }),
  );
  const { data, error, refetch } = ratios;
  const before = years[years.indexOf(year) - 1];
  return (
    <>
      {data === undefined ? (
        <Answer>{error === null ? t('answerWaiting') : shared('failedTitle')}</Answer>
      ) : (
        <Summary ratios={data} year={year} before={before} />
      )}
      <Question years={years} year={year} by={by} />
      {error !== null && <Failed problem={error} again={() => void refetch()} />}
      <Columns>
        {data !== undefined ? (
          <Ranked ratios={data} />
        ) : (
          error === null && (
            <Section title={t('lossRatio')} measure={t('rowsMeasure')}>
              <Loading lines={8} />
            </Section>
          )
        )}
        <Changes before={before} after={year} />
        {data !== undefined && <FiguresTable ratios={data} />}
        {may('ratio-change.read') && <Rebate years={years.slice(0, years.indexOf(year) + 1).slice(-3)} />}
      </Columns>
    </>
  );
}
