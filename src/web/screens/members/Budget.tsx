import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Chart } from '../../parts/Chart.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { KeyMark, KeyMarks } from '../../parts/KeyMark.tsx';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import styles from './Members.module.css';
import { RecordBudget } from './RecordBudget.tsx';
import { membersKey, useLastPaidMonth } from './reads.ts';
import { useMembersWords } from './words.ts';
import { YearChoice } from './YearChoice.tsx';

type Line = Got<'/api/v1/consortia/{consortium}/budgets/{year}'>['lines'][number];
type Figures = Line['toDate'];

/** The budget of a fiscal year against what the ledger moved. */
export function Budget() {
  const paid = useLastPaidMonth();
  return <Read of={paid}>{({ month }) => <OfYear last={month.slice(0, 4)} />}</Read>;
}

function OfYear({ last }: { readonly last: string }) {
  const t = useMembersWords();
  const { pool, path } = usePool();
  const { amount, money, short, month, monthOnly } = useFigures();
  const [filters, set] = useFilters();
  const year = filters.year ?? last;
  const budget = useRead([...membersKey(pool), 'budget', year], () =>
    api.GET('/api/v1/consortia/{consortium}/budgets/{year}', { params: { path: { ...path, year } } }),
  );
  const written = (figure: string | undefined) => (figure === undefined ? t('withheld') : amount(figure));
  const of = (
    span: 'toDate' | 'year',
    key: keyof Figures,
    heading: string,
    isDetail: boolean,
  ): Column<Line> => ({
    ...{ key: `${span} ${key}`, heading, side: 'end', isDetail, cell: (row) => written(row[span][key]) },
    ...{ by: (row) => lengthOf(row[span][key] ?? '0'), csv: (row) => row[span][key] ?? '' },
  });
  // Where no budget was set, there is nothing to hold the ledger against.
  const columnsOf = (isSet: boolean): Column<Line>[] => [
    {
      key: 'account',
      heading: t('account'),
      cell: ({ account }) => account.replaceAll('-', ' '),
      by: ({ account }) => account,
    },
    ...(isSet ? [of('toDate', 'budget', t('budget'), true)] : []),
    of('toDate', 'actual', t('actual'), false),
    ...(isSet
      ? [of('toDate', 'variance', t('betterBy'), true), of('year', 'budget', t('budgetYear'), true)]
      : []),
  ];
  return (
    <Read of={budget}>
      {({ through, lines, result }) => {
        const isSet = lines.some((line) => signOf(line.year.budget) !== 0);
        const { actual, variance } = result.toDate;
        return (
          <>
            <Answer about={t('budgetAbout', { month: month(through) })}>
              {actual === undefined
                ? t('budgetWithheld')
                : isSet
                  ? t(signOf(variance ?? '0') < 0 ? 'budgetWorse' : 'budgetBetter', {
                      ...{ result: money(actual), by: money((variance ?? '0').replace('-', '')) },
                    })
                  : t('budgetNotSet', { result: money(actual), year })}
            </Answer>
            <div className={`${styles.verbs} not-printed`}>
              <YearChoice year={year} onYear={(chosen) => set({ year: chosen })} />
              <RecordBudget />
            </div>
            <Columns>
              {actual !== undefined && (
                <Section
                  title={t('budgetMonths')}
                  measure={t(isSet ? 'budgetMonthsMeasure' : 'budgetMonthsMeasureNone')}
                >
                  <Chart
                    label={t('budgetMonths')}
                    keys={
                      <KeyMarks>
                        <KeyMark kind="settled">{t('actual')}</KeyMark>
                        {isSet && <KeyMark kind="limit">{t('budget')}</KeyMark>}
                      </KeyMarks>
                    }
                    rows={result.months}
                    keyOf={(row) => row.month}
                    columns={[
                      {
                        key: 'month',
                        heading: t('month'),
                        cell: (row) => month(row.month),
                        by: (row) => row.month,
                      },
                      ...(isSet ? (['budget', 'actual', 'variance'] as const) : (['actual'] as const)).map(
                        (key): Column<(typeof result.months)[number]> => ({
                          ...{ key, heading: t(key === 'variance' ? 'betterBy' : key), side: 'end' },
                          ...{ cell: (row) => written(row[key]), by: (row) => lengthOf(row[key] ?? '0') },
                        }),
                      ),
                    ]}
                    option={(tokens) => ({
                      grid: { left: 72, right: 16, top: 16, bottom: 28 },
                      tooltip: { trigger: 'axis' },
                      xAxis: {
                        ...{ type: 'category', data: result.months.map((row) => monthOnly(row.month)) },
                        ...{
                          axisTick: { show: false },
                          axisLine: { onZero: true, lineStyle: { color: tokens('edge') } },
                        },
                        axisLabel: { hideOverlap: true },
                      },
                      yAxis: {
                        ...{
                          type: 'value',
                          splitNumber: 4,
                          splitLine: { lineStyle: { color: tokens('line') } },
                        },
                        axisLabel: { formatter: (value: number) => short(value) },
                      },
                      series: [
                        {
                          ...{ type: 'bar', name: t('actual'), color: tokens('claims'), barMaxWidth: 32 },
                          data: result.months.map((row) => lengthOf(row.actual ?? '0')),
                        },
                        ...(isSet
                          ? [
                              {
                                ...{
                                  type: 'line',
                                  name: t('budget'),
                                  step: 'middle',
                                  showSymbol: false,
                                  color: tokens('attach'),
                                },
                                lineStyle: { type: 'dashed', width: 2 },
                                data: result.months.map((row) => lengthOf(row.budget)),
                              },
                            ]
                          : []),
                      ],
                    })}
                  />
                </Section>
              )}
              <Section
                title={t('budgetAccounts')}
                measure={t(isSet ? 'budgetAccountsMeasure' : 'budgetAccountsMeasureNone', {
                  month: month(through),
                })}
                {...(isSet && { note: t('budgetNote') })}
              >
                <DataTable
                  name={t('budgetAccounts')}
                  columns={columnsOf(isSet)}
                  rows={lines}
                  keyOf={({ account }) => account}
                  foot={{
                    account: t('result'),
                    'toDate budget': written(result.toDate.budget),
                    'toDate actual': written(result.toDate.actual),
                    'toDate variance': written(result.toDate.variance),
                    'year budget': written(result.year.budget),
                  }}
                />
              </Section>
            </Columns>
          </>
        );
      }}
    </Read>
  );
}
