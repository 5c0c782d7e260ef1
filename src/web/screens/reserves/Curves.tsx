import { useMemo } from 'react';
import { Chart } from '../../parts/Chart.tsx';
import type { ChartOption } from '../../parts/EChart.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import type { BenefitReserve, Origin } from './reserve.ts';
import { useReserveWords } from './words.ts';

interface Point {
  readonly name: string;
  readonly after: number;
  readonly share: number;
}

interface Line {
  readonly name: string;
  readonly shares: readonly number[];
  readonly isUsual: boolean;
}

/** A curve for each month of service beside the usual one; for several benefits the usual one of each. */
export function Curves({
  benefits,
  origins,
}: {
  readonly benefits: readonly BenefitReserve[];
  readonly origins: readonly Origin[];
}) {
  const t = useReserveWords();
  const { percent, month } = useFigures();
  const isOne = benefits.length === 1;
  const lines = useMemo((): Line[] => {
    const usual = benefits.map(({ benefit, completion }) => ({
      ...{ name: isOne ? t('usual') : benefit, shares: completion, isUsual: true },
    }));
    if (!isOne) return usual;
    const months = origins
      .filter(({ total }) => Number(total) > 0)
      .map(({ month: of, paid, total }) => ({
        ...{ name: month(of), shares: paid.map((one) => Number(one) / Number(total)), isUsual: false },
      }));
    return [...months, ...usual];
  }, [benefits, origins, isOne, t, month]);
  const option = useMemo<ChartOption>(
    () => (tokens) => optionOf(lines, t('monthsAfter'), tokens),
    [lines, t],
  );
  const rows = lines.flatMap(({ name, shares }) => shares.map((share, after) => ({ name, after, share })));
  const reached = benefits[0]?.completion.findIndex((share) => share >= 0.9) ?? -1;
  return (
    <Section
      span={6}
      title={
        reached < 0
          ? t('curvesLabel')
          : t(isOne ? 'curvesTitle' : 'curvesTitleOf', {
              share: percent(String(benefits[0]!.completion[reached])),
              ...{ count: reached, benefit: benefits[0]!.benefit },
            })
      }
      measure={t(isOne ? 'curvesMeasure' : 'curvesMeasureAll')}
    >
      <Chart<Point>
        label={t('curvesLabel')}
        option={option}
        // As tall as the methods beside it.
        height={480}
        columns={[
          { key: 'of', heading: t('of'), cell: (row) => row.name, by: (row) => row.name },
          {
            key: 'after',
            heading: t('after'),
            side: 'end',
            cell: (row) => row.after,
            by: (row) => row.after,
          },
          {
            ...{ key: 'share', heading: t('share'), side: 'end' as const },
            ...{ cell: (row) => percent(row.share.toFixed(6)), by: (row) => row.share },
          },
        ]}
        rows={rows}
        keyOf={({ name, after }) => `${name} ${after}`}
      />
    </Section>
  );
}

function optionOf(lines: readonly Line[], axis: string, tokens: Parameters<ChartOption>[0]) {
  const hairline = { lineStyle: { color: tokens('line') } };
  const text = { color: tokens('ink3'), fontSize: 13 };
  return {
    grid: { left: 48, right: 84, top: 24, bottom: 44 },
    xAxis: {
      ...{ type: 'value', min: 0, max: Math.max(1, ...lines.map(({ shares }) => shares.length - 1)) },
      ...{ name: axis, nameLocation: 'middle', nameGap: 28, nameTextStyle: text, axisLabel: text },
      ...{ splitLine: { show: false }, axisLine: { lineStyle: { color: tokens('edge') } } },
    },
    yAxis: {
      ...{ type: 'value', min: 0, max: 1, interval: 0.25, splitLine: hairline },
      axisLabel: { ...text, formatter: (value: number) => `${value * 100}%` },
    },
    series: lines.map(({ name, shares, isUsual }, index) => ({
      ...{ type: 'line', name, symbol: 'none', silent: true },
      data: shares.map((share, after) => [after, Math.min(share, 1.05)]),
      lineStyle: { width: isUsual ? 3.5 : 1, color: tokens(isUsual ? 'claims' : 'c5') },
      ...(isUsual && {
        endLabel: {
          show: true,
          formatter: name,
          // Curves end together at 100%: their names stand below each other.
          offset: [0, (index - lines.length + 1) * -16],
          color: tokens('ink2'),
          fontSize: 13,
        },
        z: 3,
      }),
      clip: false,
    })),
  };
}
