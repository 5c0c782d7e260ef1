import { useComputedColorScheme } from '@mantine/core';
import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, LineChart, ScatterChart, HeatmapChart, CustomChart, SVGRenderer, AriaComponent]);
use([GridComponent, TooltipComponent, MarkLineComponent, MarkAreaComponent, VisualMapComponent]);

/** The colours of the moment by the names of their tokens: `tokens('claims')`. */
export type Tokens = (name: string) => string;
/** A chart as ECharts reads it, for the colours of the moment. */
export type ChartOption = (tokens: Tokens) => EChartsCoreOption;

/** Axes in the ink of the moment, where they name none: the library's own is too faint on dark. */
function withInk(option: EChartsCoreOption, color: string): EChartsCoreOption {
  const inked = (axis: unknown): unknown =>
    Array.isArray(axis)
      ? axis.map(inked)
      : { ...(axis as object), axisLabel: { color, ...(axis as { axisLabel?: object }).axisLabel } };
  const axes = ['xAxis', 'yAxis'].filter((name) => option[name] !== undefined);
  return { ...option, ...Object.fromEntries(axes.map((name) => [name, inked(option[name])])) };
}

/** A chart drawn as SVG, without animation, in the tokens of the page, which on paper are the light ones; as wide as its place. */
export default function EChart({ label, option }: { readonly label: string; readonly option: ChartOption }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const scheme = useComputedColorScheme();
  useEffect(() => {
    const drawn = init(place.current, undefined, { renderer: 'svg' });
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current!);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    const draw = () => {
      const style = getComputedStyle(document.documentElement);
      const tokens: Tokens = (name) => style.getPropertyValue(`--${name}`).trim();
      const font = {
        fontFamily: style.getPropertyValue('--face').trim(),
        color: tokens('ink3'),
        fontSize: 13,
      };
      chart.current?.setOption(
        {
          animation: false,
          textStyle: font,
          aria: { enabled: true, label: { description: label } },
          ...withInk(option(tokens), tokens('ink3')),
        },
        true,
      );
      // At once, not with the next frame: a sheet is drawn as soon as this returns.
      chart.current?.getZr().flush();
    };
    draw();
    const print = matchMedia('print');
    print.addEventListener('change', draw);
    return () => print.removeEventListener('change', draw);
  }, [label, option, scheme]);
  return <div ref={place} role="img" aria-label={label} style={{ inlineSize: '100%', blockSize: '100%' }} />;
}
