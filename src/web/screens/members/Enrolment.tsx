import { Chart } from '../../parts/Chart.tsx';
import type { Column } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { bySubscribers, type EnrolledMonth } from './by-tier.ts';
import type { Enrolment } from './reads.ts';
import { useMembersWords } from './words.ts';

/** As many colours as lines that can be told apart beside their names; further ones are grey. */
const LINES = ['c1', 'c2', 'c3', 'c4'];

/** Employees month by month and tier by tier, as lines from zero with their names at the end. */
export function EnrolmentSection({
  months,
  span = 12,
}: {
  readonly months: Enrolment;
  readonly span?: 7 | 8 | 12;
}) {
  const t = useMembersWords();
  const { count, month } = useFigures();
  const { tiers, rows } = bySubscribers(months);
  if (rows.length === 0)
    return (
      <Section title={t('enrolment')} span={span}>
        <Empty title={t('enrolmentNone')}>{t('enrolmentNoneNext')}</Empty>
      </Section>
    );
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const moved = last.total - first.total;
  const columns: Column<EnrolledMonth>[] = [
    { key: 'month', heading: t('month'), cell: (row) => month(row.month), by: (row) => row.month },
    ...tiers.map(
      (tier): Column<EnrolledMonth> => ({
        ...{ key: tier, heading: tier, side: 'end', isDetail: true },
        cell: (row) => count(row.tiers[tier] ?? 0),
        by: (row) => row.tiers[tier] ?? 0,
      }),
    ),
    {
      key: 'total',
      heading: t('inAll'),
      side: 'end',
      cell: (row) => count(row.total),
      by: (row) => row.total,
    },
  ];
  const title =
    moved === 0
      ? t('enrolmentSame', { since: month(first.month) })
      : t(moved > 0 ? 'enrolmentMore' : 'enrolmentFewer', {
          ...{ moved: count(Math.abs(moved)), since: month(first.month) },
        });
  return (
    <Section title={title} measure={t('enrolmentMeasure')} span={span}>
      <Chart
        label={`${t('enrolment')}. ${title}`}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.month}
        option={(tokens) => ({
          grid: { left: 48, right: 130, top: 16, bottom: 28 },
          tooltip: { trigger: 'axis' },
          xAxis: {
            ...{ type: 'category', data: rows.map((row) => month(row.month)), boundaryGap: false },
            axisLine: { lineStyle: { color: tokens('edge') } },
            axisTick: { show: false },
          },
          yAxis: {
            type: 'value',
            min: 0,
            splitNumber: 4,
            splitLine: { lineStyle: { color: tokens('line') } },
          },
          series: tiers.map((tier, index) => {
            const color = tokens(LINES[index] ?? 'c5');
            return {
              ...{ type: 'line', name: tier, showSymbol: rows.length === 1, color, lineStyle: { width: 2 } },
              data: rows.map((row) => row.tiers[tier] ?? 0),
              endLabel: { show: true, formatter: '{a}', color: tokens('ink2'), fontSize: 13 },
              labelLayout: { moveOverlap: 'shiftY' },
            };
          }),
        })}
      />
    </Section>
  );
}
