import { useMemo } from 'react';
import { Chart } from '../../parts/Chart.tsx';
import type { ChartOption } from '../../parts/EChart.tsx';
import { lengthOf, signOf, useFigures } from '../../parts/figures.ts';
import { KeyMark, KeyMarks } from '../../parts/KeyMark.tsx';
import { monthAxes } from '../../parts/monthAxes.ts';
import { Section } from '../../parts/Section.tsx';
import type { Aggregate } from './types.ts';
import { useStopLossWords } from './words.ts';

const inMillions = (amount: string) => lengthOf(amount) / 1_000_000;

/** The group's claims through the year against the attachment point. */
export function AggregateCurve({ aggregate }: { readonly aggregate: Aggregate }) {
  const t = useStopLossWords();
  const { amount, money, month, monthOnly, percent, currency } = useFigures();
  const words = { eligible: t('eligible'), attachment: t('attachment'), year: t('attachmentYear') };
  const option = useMemo(
    () => curveOption(aggregate, monthOnly, words),
    [aggregate, words.eligible, words.attachment, words.year],
  );
  const measure = t('aggregateMeasure', { currency });
  return (
    <Section
      title={t(lengthOf(aggregate.share) > 1 ? 'aggregatePast' : 'aggregateTitle')}
      measure={measure}
      note={t('aggregateNote', {
        amount: money(aggregate.eligible),
        attachment: money(aggregate.attachment),
      })}
    >
      <Chart
        label={measure}
        option={option}
        height={280}
        keys={
          <KeyMarks>
            <KeyMark kind="settled">{words.eligible}</KeyMark>
            <KeyMark kind="limit">{words.attachment}</KeyMark>
          </KeyMarks>
        }
        rows={aggregate.months}
        keyOf={(row) => row.month}
        columns={[
          { key: 'month', heading: t('month'), cell: (row) => month(row.month), by: (row) => row.month },
          {
            ...{ key: 'eligible', heading: words.eligible, side: 'end' },
            cell: (row) => amount(row.eligible),
            by: (row) => lengthOf(row.eligible),
            csv: (row) => row.eligible,
          },
          {
            ...{ key: 'attachment', heading: words.attachment, side: 'end' },
            cell: (row) => amount(row.attachment),
            by: (row) => lengthOf(row.attachment),
            csv: (row) => row.attachment,
          },
          {
            ...{ key: 'share', heading: t('share'), side: 'end' },
            cell: (row) => (signOf(row.attachment) === 0 ? '' : percent(`${row.eligible}/${row.attachment}`)),
          },
        ]}
      />
    </Section>
  );
}

function curveOption(
  { months, attachment }: Aggregate,
  nameOf: (month: string) => string,
  words: { readonly eligible: string; readonly attachment: string; readonly year: string },
): ChartOption {
  return (tokens) => {
    const axes = monthAxes(
      tokens,
      months.map(({ month }) => nameOf(month)),
    );
    return {
      grid: { left: 8, right: 24, top: 24, bottom: 8, containLabel: true },
      ...axes,
      yAxis: {
        ...axes.yAxis,
        axisLabel: { ...axes.yAxis.axisLabel, showMaxLabel: false },
        max: Math.ceil(
          Math.max(inMillions(attachment), ...months.map((one) => inMillions(one.eligible))) * 1.05,
        ),
      },
      series: [
        {
          ...{ name: words.eligible, type: 'line', symbol: 'circle', symbolSize: 6 },
          itemStyle: { color: tokens('claims') },
          lineStyle: { color: tokens('claims'), width: 2.5 },
          areaStyle: { color: tokens('band'), opacity: 1 },
          data: months.map((one) => inMillions(one.eligible)),
        },
        {
          ...{ name: words.attachment, type: 'line', symbol: 'none' },
          lineStyle: { color: tokens('attach'), width: 1.5, type: 'dashed' },
          itemStyle: { color: tokens('attach') },
          data: months.map((one) => inMillions(one.attachment)),
          markLine: {
            ...{ silent: true, symbol: 'none' },
            lineStyle: { color: tokens('attach'), width: 1.5, type: 'solid' },
            label: {
              ...{ color: tokens('attach'), fontSize: 13, fontWeight: 600 },
              ...{ position: 'insideStartTop', formatter: words.year },
            },
            data: [{ yAxis: inMillions(attachment) }],
          },
        },
      ],
    };
  };
}
