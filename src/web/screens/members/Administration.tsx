import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { MonthChoice } from '../../parts/MonthChoice.tsx';
import { monthAfter } from '../../parts/months.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import styles from './Members.module.css';
import { membersKey, useLastPaidMonth, useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

type Share = Got<'/api/v1/consortia/{consortium}/administration'>['members'][number];

/** What running the pool costs each member, beside what standing alone would. */
export function Administration() {
  const paid = useLastPaidMonth();
  return <Read of={paid}>{({ month }) => <OfMonths last={month} />}</Read>;
}

function OfMonths({ last }: { readonly last: string }) {
  const t = useMembersWords();
  const { pool, path } = usePool();
  const { amount, money, count, month } = useFigures();
  const nameOf = useNames();
  const [filters, set] = useFilters();
  const through = filters.through ?? last;
  const from = filters.from ?? monthAfter(through, -11);
  const shared = useRead([...membersKey(pool), 'administration', from, through], () =>
    api.GET('/api/v1/consortia/{consortium}/administration', { params: { path, query: { from, through } } }),
  );
  const figure = (key: 'charged' | 'share' | 'standalone' | 'saving', isDetail = true): Column<Share> => ({
    ...{ key, heading: t(key), side: 'end', isDetail, csv: (row) => row[key] ?? '' },
    ...{ by: (row) => lengthOf(row[key] ?? '0') },
    cell: (row) => (row[key] === undefined ? t('notKnown') : amount(row[key])),
  });
  const columns: Column<Share>[] = [
    {
      key: 'member',
      heading: t('member'),
      cell: (row) => nameOf(row.member),
      by: (row) => nameOf(row.member),
    },
    {
      key: 'employees',
      heading: t('employees'),
      side: 'end',
      isDetail: true,
      cell: (row) => count(row.employees),
      by: (row) => row.employees,
    },
    ...[figure('charged', false), figure('share'), figure('standalone'), figure('saving')],
  ];
  return (
    <Read of={shared}>
      {({ cost, saving, members }) => (
        <>
          <Answer about={t('administrationAbout', { from: month(from), through: month(through) })}>
            {cost === undefined
              ? t('administrationOwn', { amount: money(members[0]?.charged ?? '0') })
              : t('administrationAnswer', { amount: money(cost) })}{' '}
            {saving === undefined
              ? t('administrationUnknown')
              : t(signOf(saving) < 0 ? 'administrationDearer' : 'administrationSaving', {
                  amount: money(saving.replace('-', '')),
                })}
          </Answer>
          <div className={`${styles.verbs} not-printed`}>
            <MonthChoice label={t('from')} month={from} onMonth={(chosen) => set({ from: chosen })} />
            <MonthChoice
              label={t('through')}
              month={through}
              onMonth={(chosen) => set({ through: chosen })}
            />
          </div>
          <Columns>
            <Section
              title={t('administrationTitle')}
              measure={t('administrationMeasure')}
              note={t('administrationNote')}
            >
              <DataTable
                name={t('administrationTitle')}
                columns={columns}
                rows={members}
                keyOf={({ member }) => member}
              />
            </Section>
          </Columns>
        </>
      )}
    </Read>
  );
}
