import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  SVGRenderer,
]);

/** Colours that are distinguishable on white, also with red-green blindness. */
export const chartColors = ['#1f6feb', '#d9730d', '#6f42c1', '#0a7f5a', '#8c6d1f'] as const;

/** Draws a chart as SVG text, without animation and on its own background, so that it is readable on a dark page too. */
export function drawChart(
  option: EChartsCoreOption,
  size: { readonly width: number; readonly height: number },
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    const textStyle = { fontFamily: 'Arial, Helvetica, sans-serif' };
    chart.setOption({ animation: false, backgroundColor: '#fbfbf9', color: [...chartColors], textStyle, ...option });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
