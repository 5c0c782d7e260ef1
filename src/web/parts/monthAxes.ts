import type { Tokens } from './EChart.tsx';

/** The axes of amounts by month: months along a plain line, hairlines for the amounts, and these beside the pointer. */
export const monthAxes = (tokens: Tokens, months: readonly string[]) => ({
  tooltip: {
    trigger: 'axis',
    valueFormatter: (value: unknown) => (typeof value === 'number' ? value.toFixed(2) : ''),
  },
  xAxis: {
    type: 'category',
    data: [...months],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: tokens('edge') } },
    axisLabel: { color: tokens('ink3'), hideOverlap: true },
  },
  yAxis: {
    type: 'value',
    splitNumber: 4,
    axisLabel: { color: tokens('ink3') },
    splitLine: { lineStyle: { color: tokens('line') } },
  },
});
