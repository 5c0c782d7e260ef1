import { useMemo } from 'react';
import { Bar, BarRow } from '../../parts/Bars.tsx';
import { Chart } from '../../parts/Chart.tsx';
import type { ChartOption } from '../../parts/EChart.tsx';
import { ratioNumber, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Status } from '../../parts/Status.tsx';
import { useRatioNames } from './names.ts';
import type { RatioRow, YearRatios } from './ratio.ts';
import { useRatioWords } from './words.ts';

/** Who is high: the loss ratios in order against their band; of months, columns from zero against 100%. */
export function Ranked({ ratios }: { readonly ratios: YearRatios }) {
  const t = useRatioWords();
  const { percent } = useFigures();
  const { nameOf, stateOf } = useRatioNames(ratios.by);
  if (ratios.by === 'month') return <Months ratios={ratios} />;
  const rows = ratios.rows
    .filter(({ lossRatio, claims }) => lossRatio !== null || claims === null)
    .sort((one, other) => ratioNumber(other.lossRatio ?? '0') - ratioNumber(one.lossRatio ?? '0'));
  const outside = rows.filter(({ alerts }) => alerts.length > 0).length;
  const scale = Math.max(
    1.2,
    ...rows.flatMap(({ lossRatio, band }) => [
      ratioNumber(lossRatio ?? '0') * 1.02,
      ratioNumber(band?.to ?? '0'),
    ]),
  );
  return (
    <Section
      span={12}
      title={outside === 0 ? t('rowsTitleGood') : t('rowsTitle', { count: outside, of: rows.length })}
      measure={t('rowsMeasure')}
    >
      {rows.map((row) => {
        const ratio = row.lossRatio === null ? t('withheldAll') : percent(row.lossRatio);
        const name = nameOf(row);
        return (
          <BarRow
            key={name}
            name={
              <>
                {name}
                <div>
                  <Status kind={row.alerts.length > 0 ? 'caution' : 'good'}>{stateOf(row)}</Status>
                </div>
              </>
            }
            figures={<bdi>{ratio}</bdi>}
          >
            <Bar
              label={t('ratioLabel', { name, ratio })}
              scale={scale}
              {...(row.band && {
                band: [ratioNumber(row.band.from), ratioNumber(row.band.to)] as const,
              })}
              {...(row.lossRatio !== null && { point: ratioNumber(row.lossRatio) })}
              marks={[{ at: 1, kind: 'limit' }, ...(row.minimum ? [{ at: ratioNumber(row.minimum) }] : [])]}
            />
          </BarRow>
        );
      })}
    </Section>
  );
}

function Months({ ratios }: { readonly ratios: YearRatios }) {
  const t = useRatioWords();
  const { percent, monthOnly } = useFigures();
  const { nameOf } = useRatioNames('month');
  const { rows } = ratios;
  const option = useMemo<ChartOption>(
    () => (tokens) => ({
      grid: { left: 52, right: 16, top: 16, bottom: 28 },
      xAxis: {
        ...{ type: 'category', data: rows.map(({ month }) => monthOnly(month ?? '2000-01')) },
        ...{ axisTick: { show: false }, axisLine: { lineStyle: { color: tokens('edge') } } },
        axisLabel: { color: tokens('ink3'), fontSize: 13 },
      },
      yAxis: {
        ...{ type: 'value', min: 0, splitNumber: 4, splitLine: { lineStyle: { color: tokens('line') } } },
        axisLabel: {
          ...{ color: tokens('ink3'), fontSize: 13 },
          formatter: (value: number) => `${Math.round(value * 100)}%`,
        },
      },
      series: [
        {
          ...{ type: 'bar', silent: true, barCategoryGap: '25%', itemStyle: { color: tokens('claims') } },
          data: rows.map(({ lossRatio }) => (lossRatio === null ? null : ratioNumber(lossRatio))),
          markLine: {
            ...{ symbol: 'none', silent: true, data: [{ yAxis: 1 }] },
            ...{ lineStyle: { color: tokens('attach'), type: 'solid' }, label: { show: false } },
          },
        },
      ],
    }),
    [rows, monthOnly],
  );
  return (
    <Section title={t('months')} measure={t('rowsMeasureMonth')}>
      <Chart<RatioRow>
        label={t('months')}
        option={option}
        columns={[
          { key: 'month', heading: t('byMonth'), cell: nameOf, by: ({ month }) => month ?? '' },
          {
            ...{ key: 'ratio', heading: t('lossRatio'), side: 'end' },
            cell: ({ lossRatio }) => (lossRatio === null ? t('withheldAll') : percent(lossRatio)),
            by: ({ lossRatio }) => ratioNumber(lossRatio ?? '0'),
          },
        ]}
        rows={rows}
        keyOf={({ name }) => name}
      />
    </Section>
  );
}
