import type { ChartOption } from '../../parts/EChart.tsx';
import { lengthOf } from '../../parts/figures.ts';
import { monthAxes } from '../../parts/monthAxes.ts';
import type { Year } from './types.ts';

const MILLION = 1_000_000;
const inMillions = (amount: string | null | undefined) =>
  amount == null ? null : lengthOf(amount) / MILLION;

/** The words that stand in the picture. */
interface Words {
  readonly funded: string;
  readonly attachment: string;
  readonly projected: string;
  readonly paid: string;
  readonly unpaid: string;
}

/** The columns of the months, funding and the attachment point as lines, and the range of the months ahead. */
export function monthsOption(year: Year, nameOf: (month: string) => string, words: Words): ChartOption {
  const { months, contracts } = year;
  const aggregate = contracts.find((one) => one.aggregate !== undefined)?.aggregate;
  const attachment =
    aggregate === undefined || aggregate.months.length === 0
      ? undefined
      : lengthOf(aggregate.attachment) / aggregate.months.length / MILLION;
  const known = months.findLastIndex(({ claims }) => claims !== undefined);
  const isAhead = months.some(({ ahead }) => ahead !== undefined);
  // The range begins at the last month that is known, so that it hangs together with it.
  const rangeOf = (of: 'low' | 'likely' | 'high') =>
    months.map(({ claims, ahead }, at) =>
      isAhead && at === known ? inMillions(claims) : inMillions(ahead?.[of]),
    );
  const [low, high] = [rangeOf('low'), rangeOf('high')];
  return (tokens) => {
    const label = (color: string) => ({ color, fontSize: 13, fontWeight: 600 });
    const line = { type: 'line', symbol: 'none', silent: true } as const;
    return {
      grid: { left: 8, right: 16, top: 28, bottom: 8, containLabel: true },
      ...monthAxes(
        tokens,
        months.map(({ month }) => nameOf(month)),
      ),
      series: [
        {
          ...{
            name: words.paid,
            type: 'bar',
            stack: 'claims',
            barMaxWidth: 32,
            itemStyle: { color: tokens('claims') },
          },
          data: months.map(({ paid, claims }) => inMillions(paid ?? claims)),
        },
        {
          ...{ name: words.unpaid, type: 'bar', stack: 'claims', barMaxWidth: 32 },
          itemStyle: {
            color: tokens('claims-soft'),
            decal: {
              symbol: 'rect',
              color: tokens('claims'),
              dashArrayX: [1, 0],
              dashArrayY: [1.5, 4],
              rotation: -Math.PI / 4,
            },
          },
          data: months.map(({ unpaid }) => inMillions(unpaid)),
        },
        ...(isAhead
          ? [
              { ...line, stack: 'range', lineStyle: { opacity: 0 }, tooltip: { show: false }, data: low },
              {
                ...{ ...line, stack: 'range', lineStyle: { opacity: 0 }, tooltip: { show: false } },
                areaStyle: { color: tokens('band'), opacity: 1 },
                data: high.map((one, at) => (one === null || low[at] == null ? null : one - low[at])),
              },
              {
                ...{ ...line, name: words.projected, data: rangeOf('likely') },
                lineStyle: { color: tokens('claims'), width: 2, type: 'dashed' },
                z: 5,
              },
            ]
          : []),
        {
          ...{ ...line, name: words.funded, step: 'middle', z: 4 },
          lineStyle: { color: tokens('funded'), width: 2 },
          data: months.map(({ funded }) => inMillions(funded)),
          markPoint: undefined,
          endLabel: { show: false },
          markLine: {
            ...{ silent: true, symbol: 'none' },
            data: [
              {
                yAxis: Math.max(...months.map(({ funded }) => inMillions(funded) ?? 0)),
                lineStyle: { color: 'transparent' },
                label: { ...label(tokens('ink')), position: 'insideStartTop', formatter: words.funded },
              },
              ...(attachment === undefined
                ? []
                : [
                    {
                      yAxis: attachment,
                      lineStyle: { color: tokens('attach'), type: 'dashed', width: 1.5 },
                      label: {
                        ...label(tokens('attach')),
                        position: 'insideStartTop',
                        formatter: words.attachment,
                      },
                    },
                  ]),
            ],
          },
        },
        // Keeps the line of the attachment inside the picture.
        ...(attachment === undefined
          ? []
          : [
              {
                ...line,
                lineStyle: { opacity: 0 },
                tooltip: { show: false },
                data: months.map(() => attachment * 1.05),
              },
            ]),
      ],
    };
  };
}
