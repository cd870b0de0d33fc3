import type { Chart } from '../part.ts';
import type { ColdFigures } from './format-cold-start.ts';

/** Plots import and first event of each candidate as stacked bars. */
export function plotColdStart(figures: readonly ColdFigures[]): Chart {
  const series = (name: string, timeOf: (each: ColdFigures) => number): object => ({
    ...{ type: 'bar', stack: 'all', name, barWidth: 16 },
    data: figures.map((each) => Number(timeOf(each).toFixed(2))),
  });
  return {
    option: {
      title: { text: 'Cold start in ms', left: 10, top: 8, textStyle: { fontSize: 14 } },
      // Text widths are only estimated here, hence the gaps.
      legend: { left: 10, top: 32, itemGap: 50 },
      grid: { left: 330, right: 40, top: 66, bottom: 40 },
      xAxis: { type: 'value', name: 'ms', nameLocation: 'middle', nameGap: 24 },
      yAxis: { type: 'category', inverse: true, data: figures.map(({ title }) => title.replaceAll('`', '')) },
      series: [series('import', ({ importMs }) => importMs), series('first event', ({ firstEventMs }) => firstEventMs)],
    },
    size: { width: 960, height: 320 },
  };
}
