import { useMemo } from 'react';
import { Chart } from '../../parts/Chart.tsx';
import type { Column } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { KeyMark, KeyMarks } from '../../parts/KeyMark.tsx';
import { Section } from '../../parts/Section.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { monthsOption } from './monthsOption.ts';
import type { Year, YearMonth } from './types.ts';
import { useOverviewWords } from './words.ts';

/** Claims by month against funding and the attachment line, with what is still to be paid, and how the year may go on. */
export function Months({ year }: { readonly year: Year }) {
  const t = useOverviewWords();
  const shared = useSharedWords();
  const { amount, percent, month, monthOnly, money, count, short, currency } = useFigures();
  const { months, projection } = year;
  const isSeenOnly = year.claims.paid === undefined;
  const nameOf = (of: string, write: (one: string) => string) => of.split(' to ').map(write).join('–');
  const above = months.filter(
    ({ claims, funded }) =>
      claims !== undefined && claims !== null && signOf(sumOf([claims, `-${funded}`])) > 0,
  ).length;
  const words = { funded: t('fundedLine'), attachment: t('attachmentLine'), projected: t('projected') };
  const option = useMemo(
    () =>
      monthsOption(year, (of) => nameOf(of, monthOnly), { ...words, paid: t('paid'), unpaid: t('unpaid') }),
    [year, words.funded, words.attachment, words.projected],
  );
  const columns: Column<YearMonth>[] = [
    { key: 'month', heading: t('month'), cell: (row) => nameOf(row.month, month), by: (row) => row.month },
    {
      ...figure('funded', t('fundedLine')),
      cell: (row) => amount(row.funded),
      by: (row) => lengthOf(row.funded),
    },
    {
      ...figure('claims', t('total')),
      cell: (row) =>
        row.claims == null ? shared(row.claims === null ? 'withheld' : 'notYet') : amount(row.claims),
      csv: (row) => row.claims ?? '',
    },
    ...(isSeenOnly
      ? []
      : [
          {
            ...figure('paid', t('paid')),
            cell: (row: YearMonth) => row.paid && amount(row.paid),
            csv: (row: YearMonth) => row.paid ?? '',
          },
          {
            ...figure('unpaid', t('unpaid')),
            cell: (row: YearMonth) => row.unpaid && amount(row.unpaid),
            csv: (row: YearMonth) => row.unpaid ?? '',
          },
        ]),
    {
      ...figure('share', t('ofFunding')),
      cell: ({ claims, ahead, funded }) => {
        const of = claims ?? ahead?.likely;
        return of === undefined || of === null || signOf(funded) === 0 ? '' : percent(`${of}/${funded}`);
      },
    },
    ...(months.some(({ ahead }) => ahead !== undefined)
      ? [
          {
            ...figure('low', t('low')),
            cell: ({ ahead }: YearMonth) => ahead && amount(ahead.low),
            csv: ({ ahead }: YearMonth) => ahead?.low ?? '',
          },
          {
            ...figure('high', t('high')),
            cell: ({ ahead }: YearMonth) => ahead && amount(ahead.high),
            csv: ({ ahead }: YearMonth) => ahead?.high ?? '',
          },
        ]
      : []),
  ];
  return (
    <Section
      span={8}
      title={above === 0 ? t('monthsBelow') : t('monthsAbove', { count: above })}
      measure={t(isSeenOnly ? 'monthsMeasureSeen' : 'monthsMeasure', { currency })}
      note={
        <>
          {t('attachmentNote')}{' '}
          {projection === undefined
            ? t('noProjection')
            : t(months.some(({ ahead }) => ahead) ? METHODS[projection.basis] : 'methodEnded', {
                draws: count(projection.draws),
                months: count(projection.monthsBefore),
                low: short(projection.low),
                high: short(projection.high),
                chance: percent(projection.chanceOverFunding),
              })}
        </>
      }
    >
      <Chart
        label={`${t('monthsMeasure', { currency })}: ${money(year.funded.toDate)}`}
        option={option}
        height={320}
        columns={columns}
        rows={months}
        keyOf={(row) => row.month}
        keys={
          <KeyMarks>
            <KeyMark kind="settled">{t(isSeenOnly ? 'onRecord' : 'paid')}</KeyMark>
            {!isSeenOnly && <KeyMark kind="open">{t('unpaid')}</KeyMark>}
            {months.some(({ ahead }) => ahead) && <KeyMark kind="band">{t('range')}</KeyMark>}
          </KeyMarks>
        }
      />
    </Section>
  );
}

const METHODS = { season: 'methodSeason', level: 'methodLevel' } as const;

const figure = (key: string, heading: string) => ({ key, heading, side: 'end' as const });
