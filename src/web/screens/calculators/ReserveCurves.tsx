import { useMemo } from 'react';
import { Chart } from '../../parts/Chart.tsx';
import type { ChartOption } from '../../parts/EChart.tsx';
import { useFigures } from '../../parts/figures.ts';
import type { Fields } from './schema.ts';
import { useCalculatorWords } from './words.ts';

interface Point {
  readonly origin: number;
  readonly development: number;
  readonly amount: number;
  readonly isEstimate: boolean;
}

/** Each origin as it has developed, and dashed on to its estimated ultimate. */
export function ReserveCurves({ document, found }: { readonly document: Fields; readonly found: Fields }) {
  const t = useCalculatorWords();
  const { count } = useFigures();
  const points = useMemo(() => pointsOf(document.triangle, found.ultimate), [document, found]);
  const option = useMemo<ChartOption>(() => (tokens) => optionOf(points, tokens, count), [points, count]);
  if (points.length === 0) return null;
  return (
    <Chart<Point>
      label={t('curves')}
      option={option}
      height={260}
      columns={[
        { key: 'origin', heading: '#', cell: (row) => row.origin, by: (row) => row.origin },
        {
          ...{ key: 'development', heading: t('development'), side: 'end' as const },
          ...{ cell: (row) => row.development, by: (row) => row.development },
        },
        {
          ...{ key: 'amount', heading: t('found'), side: 'end' as const },
          ...{ cell: (row) => count(row.amount), by: (row) => row.amount },
        },
      ]}
      rows={points}
      keyOf={({ origin, development, isEstimate }) => `${origin} ${development} ${isEstimate}`}
    />
  );
}

function pointsOf(triangle: unknown, ultimate: unknown): Point[] {
  if (!Array.isArray(triangle) || !Array.isArray(ultimate)) return [];
  const width = Math.max(...triangle.map((row: unknown[]) => row.length));
  return triangle.flatMap((row: number[], index) => [
    ...row.map((amount, at) => ({ origin: index + 1, development: at + 1, amount, isEstimate: false })),
    { origin: index + 1, development: width + 1, amount: Number(ultimate[index]), isEstimate: true },
  ]);
}

function optionOf(
  points: readonly Point[],
  tokens: Parameters<ChartOption>[0],
  count: (n: number) => string,
) {
  const text = { color: tokens('ink3'), fontSize: 13 };
  const line = (of: readonly Point[], isEstimate: boolean) => ({
    ...{ type: 'line', symbol: 'none', silent: true },
    data: of.map(({ development, amount }) => [development, amount]),
    lineStyle: { color: tokens('claims'), width: isEstimate ? 1 : 2, type: isEstimate ? 'dashed' : 'solid' },
  });
  const origins = [...Map.groupBy(points, ({ origin }) => origin).values()];
  return {
    grid: { left: 76, right: 16, top: 12, bottom: 28 },
    xAxis: { type: 'value', min: 1, minInterval: 1, splitLine: { show: false }, axisLabel: text },
    yAxis: {
      ...{ type: 'value', min: 0, splitNumber: 4, splitLine: { lineStyle: { color: tokens('line') } } },
      axisLabel: { ...text, formatter: (value: number) => count(value) },
    },
    series: origins.flatMap((all) => [
      line(
        all.filter((one) => !one.isEstimate),
        false,
      ),
      line(all.slice(-2), true),
    ]),
  };
}
