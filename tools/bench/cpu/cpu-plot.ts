import type { Chart } from '../part.ts';
import type { CandidateName, CaseTimes } from './case-times.ts';

const shown = {
  pipeline: 'the whole pipeline',
  onWixData: 'the same with its layer for Wix Data',
  powertools: 'makeIdempotent: whole payload',
  powertoolsByKey: 'makeIdempotent: by key',
} as const satisfies Partial<Record<CandidateName, string>>;

/** Plots a bar for each candidate and case, in microseconds. */
export function plotCpu(times: readonly CaseTimes[]): Chart {
  const candidates = Object.entries(shown) as [keyof typeof shown, string][];
  return {
    option: {
      title: { text: 'CPU per event in µs', left: 10, top: 8, textStyle: { fontSize: 14 } },
      // Text widths are only estimated here, hence the gaps.
      legend: { left: 10, top: 32, itemGap: 50 },
      grid: { left: 290, right: 60, top: 66, bottom: 40 },
      xAxis: { type: 'value', name: 'µs', nameLocation: 'middle', nameGap: 24 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: times.map(({ handler, kind }) => `${handler}\n${kind}`),
        axisLabel: { fontSize: 11 },
      },
      series: candidates.map(([candidate, name]) => ({
        type: 'bar',
        name,
        barMaxWidth: 9,
        data: times.map((time) => Number(time.candidates[candidate].toFixed(1))),
        label: { show: true, position: 'right', fontSize: 9 },
      })),
    },
    size: { width: 960, height: 120 + times.length * 62 },
  };
}
