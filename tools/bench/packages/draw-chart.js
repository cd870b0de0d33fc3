import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
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

/** Draws a chart as SVG text, without animation and on its own background, so that it is readable on a dark page too. */
export function drawChart({ option, size }, color) {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    const textStyle = { fontFamily: 'Arial, Helvetica, sans-serif' };
    chart.setOption({ animation: false, backgroundColor: '#fbfbf9', color: [...color], textStyle, ...option });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
