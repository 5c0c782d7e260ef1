import { NativeSelect } from '@mantine/core';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Attention } from './Attention.tsx';
import { Law } from './Law.tsx';
import { Members } from './Members.tsx';
import { Months } from './Months.tsx';
import styles from './Overview.module.css';
import { Persons } from './Persons.tsx';
import type { Year } from './types.ts';
import { useAnswer } from './useAnswer.ts';
import { useOverviewWords } from './words.ts';
import { YearFigures } from './YearFigures.tsx';

/** The pool's health at a glance: its year against funding, reserves and stop-loss, and what needs attention today. */
export function Overview() {
  const t = useOverviewWords();
  const { pool, path, may } = usePool();
  const [{ year, asOf }] = useFilters();
  const query = { ...(year && { year }), ...(asOf && { asOf }) };
  const overview = useRead(
    ['overview', pool, year, asOf],
    () => api.GET('/api/v1/consortia/{consortium}/overview', { params: { path, query } }),
    { isPassing: ({ isCurrent }) => !isCurrent },
  );
  return (
    <Read of={overview} lines={8}>
      {({ years, year: found, isCurrent }) =>
        found === undefined ? (
          <>
            <Answer>{t('answerNone')}</Answer>
            <Empty title={t('emptyTitle')}>{t('emptyNext')}</Empty>
          </>
        ) : (
          <>
            <Head year={found} years={years} />
            {!isCurrent && <p role="status">{t('beingWorkedIn')}</p>}
            <YearFigures year={found} />
            <Columns>
              <Months year={found} />
              {may('alerts.read') && <Attention year={found} />}
              <Members year={found} />
              <Persons year={found} />
              {(found.reserves?.law.length ?? 0) > 0 && <Law law={found.reserves!.law} />}
            </Columns>
          </>
        )
      }
    </Read>
  );
}

/** The answer of the page, and the choice of the year and of the month up to which it is looked at. */
function Head({ year, years }: { readonly year: Year; readonly years: readonly string[] }) {
  const t = useOverviewWords();
  const answer = useAnswer(year);
  const { count, month } = useFigures();
  const { role } = usePool();
  const [, setFilters] = useFilters();
  const months = monthsUpTo(year);
  const isEmployer = role === 'director' || role === 'member staff';
  return (
    <>
      <Answer
        about={t('about', {
          employees: count(year.employees),
          members: count(year.members.length),
          month: month(year.asOf),
        })}
      >
        {answer}
      </Answer>
      <div className={`${styles.choice} not-printed`}>
        <NativeSelect
          label={t('year')}
          value={year.year}
          data={[...years]}
          onChange={(event) =>
            setFilters({ year: event.currentTarget.value, asOf: undefined }, { isStep: true })
          }
        />
        {!isEmployer && (
          <NativeSelect
            label={t('asOf')}
            value={year.asOf}
            data={months.map((one) => ({
              value: one,
              label: one === year.last ? t('latest', { month: month(one) }) : month(one),
            }))}
            onChange={({ currentTarget: { value } }) =>
              setFilters({ year: year.year, asOf: value === year.last ? undefined : value }, { isStep: true })
            }
          />
        )}
      </div>
    </>
  );
}

/** The months up to which the year can be looked at: its own that are charged, and the last of all. */
function monthsUpTo({ from, to, last }: Year): string[] {
  const months: string[] = [];
  for (let at = new Date(`${from}T00:00:00Z`); ; at.setUTCMonth(at.getUTCMonth() + 1)) {
    const month = at.toISOString().slice(0, 7);
    if (month > last || month > to.slice(0, 7)) break;
    months.push(month);
  }
  return months.includes(last) ? months : [...months, last];
}
