import type { Plot } from '../part.ts';
import { chartColors } from '../results/chart-colors.ts';
import { cpuPerEvent, type Growth } from './run-replay.ts';
import type { Replayed } from './workload.ts';

type Panel = {
  readonly title: string;
  readonly xName: string;
  readonly yName: string;
  readonly isLog: boolean;
  readonly points: readonly (readonly [number, number])[];
};

/** Plots throughput and memory during one replay. */
export function plotRun(file: string, { samples }: Replayed): Plot {
  const rates = samples.map(({ events, elapsedMs }, index): [number, number] => {
    const before = samples[index - 1] ?? { events: 0, elapsedMs: 0 };
    return [events, Math.round(((events - before.events) / (elapsedMs - before.elapsedMs)) * 1_000)];
  });
  const memory = samples.map(({ events, rssMb }): [number, number] => [events, Math.round(rssMb)]);
  return drawPanels(file, [
    { title: 'Throughput', xName: 'events replayed', yName: 'events a second', isLog: false, points: rates },
    { title: 'Memory', xName: 'events replayed', yName: 'MB', isLog: false, points: memory },
  ]);
}

/** Plots the cost of an event by the number of stored orders and by the length of its order's history. */
export function plotGrowth(file: string, byOrders: Growth, byLength: Growth): Plot {
  const costs = (growth: Growth): [number, number][] =>
    [...growth].map(([size, replayed]) => [size, Number(cpuPerEvent(replayed).toFixed(3))]);
  return drawPanels(file, [
    { title: 'By orders stored', xName: 'orders', yName: 'CPU ms an event', isLog: true, points: costs(byOrders) },
    {
      title: 'By length of a history',
      xName: 'events',
      yName: 'CPU ms an event',
      isLog: true,
      points: costs(byLength),
    },
  ]);
}

/** Draws line charts side by side. */
export function drawPanels(file: string, panels: readonly Panel[]): Plot {
  const size = { width: 460 * panels.length, height: 300 };
  const places = panels.map((_panel, index) => ({
    left: 70 + index * 460,
    width: 350,
    top: 60,
    bottom: 60,
  }));
  const option = {
    title: panels.map(({ title }, index) => ({
      text: title,
      left: 70 + index * 460,
      top: 8,
      textStyle: { fontSize: 14 },
    })),
    grid: places,
    xAxis: panels.map(({ xName, isLog }, gridIndex) => ({
      type: isLog ? 'log' : 'value',
      gridIndex,
      name: xName,
      nameLocation: 'middle',
      nameGap: 28,
      ...(isLog ? {} : { splitNumber: 4, max: 'dataMax' }),
    })),
    yAxis: panels.map(({ yName }, gridIndex) => ({ type: 'value', gridIndex, name: yName, min: 0 })),
    series: panels.map(({ points }, index) => ({
      type: 'line',
      xAxisIndex: index,
      yAxisIndex: index,
      showSymbol: points.length < 10,
      data: points.map((point) => [...point]),
      itemStyle: { color: chartColors[0] },
    })),
  };
  return { file, chart: { option, size } };
}
