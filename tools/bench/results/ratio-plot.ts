import type { Chart, Ratio } from '../part.ts';
import { formatRatio } from './format-ratio.ts';
import { chartColors } from './chart-colors.ts';

const [met, missed] = chartColors;
const ROW_HEIGHT = 22;

/** Plots every ratio as a point on a logarithmic axis, with a line at 1 and a tick at each target. */
export function plotRatios(ratios: readonly Ratio[]): Chart {
  const shown = ratios.filter(({ value }) => value > 0);
  return {
    option: {
      title: { text: 'Ours divided by theirs: left of 1 is less', left: 10, top: 8, textStyle: { fontSize: 14 } },
      // Text widths are only estimated here, hence the gaps.
      legend: { left: 10, top: 32, itemGap: 50, data: ['no target or met', 'target not met', 'target'] },
      grid: { left: 360, right: 60, top: 66, bottom: 40 },
      xAxis: { type: 'log', name: 'ratio', nameLocation: 'middle', nameGap: 24 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map(({ name }) => name),
        axisLabel: { fontSize: 11, width: 340, overflow: 'truncate' },
      },
      series: [
        {
          ...pointsOf(shown.map((ratio) => (isMissed(ratio) ? undefined : ratio.value))),
          name: 'no target or met',
          color: met,
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: '#555555', type: 'solid' },
            label: { show: false },
            data: [{ xAxis: 1 }],
          },
        },
        {
          ...pointsOf(shown.map((ratio) => (isMissed(ratio) ? ratio.value : undefined))),
          name: 'target not met',
          color: missed,
        },
        {
          ...pointsOf(shown.map(({ target }) => target)),
          name: 'target',
          color: '#555555',
          symbol: 'rect',
          symbolSize: [2, 14],
          label: { show: false },
        },
      ],
    },
    size: { width: 960, height: 120 + shown.length * ROW_HEIGHT },
  };
}

function isMissed({ value, target }: Ratio): boolean {
  return target !== undefined && value > target;
}

function pointsOf(values: readonly (number | undefined)[]): object {
  const data = values.flatMap((value, row) =>
    value === undefined ? [] : [{ value: [value, row], label: { formatter: formatRatio(value) } }],
  );
  return { type: 'scatter', symbolSize: 9, label: { show: true, position: 'right', fontSize: 10 }, data };
}
