import type { Plot } from '../part.ts';
import { chartColors } from '../results/chart-colors.ts';
import { SALE_OPENS_AT } from './sale-settings.ts';
import type { SaleResult } from './simulate-sale.ts';

const BIN_MS = 10_000;
const SHOWN_MINUTES = 12;

/** Plots the orders begun per second, and the delay of each payment's email. */
export function plotBurst(file: string, result: SaleResult): Plot {
  const size = { width: 920, height: 520 };
  const minutes = (ms: number): number => (ms - SALE_OPENS_AT) / 60_000;
  const x = {
    type: 'value',
    min: 0,
    max: SHOWN_MINUTES,
    name: 'minutes since the sale opened',
    nameLocation: 'middle',
    nameGap: 26,
  };
  const { calm, disturbed } = points(result, minutes);
  const option = {
    title: [
      { text: 'Orders begun a second', left: 70, top: 6, textStyle: { fontSize: 14 } },
      { text: 'From the payment to its email, in seconds', left: 70, top: 236, textStyle: { fontSize: 14 } },
    ],
    legend: { top: 236, right: 30, itemGap: 28, data: ['undisturbed', 'stopped or throttled'] },
    grid: [
      { left: 70, right: 30, top: 40, height: 130 },
      { left: 70, right: 30, top: 272, height: 190 },
    ],
    xAxis: [
      { ...x, gridIndex: 0 },
      { ...x, gridIndex: 1 },
    ],
    yAxis: [
      { type: 'value', gridIndex: 0 },
      { type: 'log', gridIndex: 1 },
    ],
    series: [
      {
        type: 'line',
        step: 'middle',
        symbol: 'none',
        data: arrivals(result, minutes),
        itemStyle: { color: chartColors[0] },
      },
      scatter('undisturbed', '#8c959f', calm),
      scatter('stopped or throttled', '#cf222e', disturbed),
    ],
  };
  return { file, chart: { option, size } };
}

function scatter(name: string, color: string, data: readonly (readonly [number, number])[]): object {
  return { name, type: 'scatter', symbolSize: 4, xAxisIndex: 1, yAxisIndex: 1, data, itemStyle: { color } };
}

function arrivals({ orders }: SaleResult, minutes: (ms: number) => number): [number, number][] {
  const bins = new Map<number, number>();
  for (const { begunAt } of orders) {
    const bin = Math.floor((begunAt - SALE_OPENS_AT) / BIN_MS);
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  const last = Math.max(0, ...bins.keys());
  return Array.from({ length: last + 1 }, (_none, bin) => [
    minutes(SALE_OPENS_AT + (bin + 0.5) * BIN_MS),
    ((bins.get(bin) ?? 0) / BIN_MS) * 1_000,
  ]);
}

/** Keeps all unusual points and a tenth of the others, because ten thousand points make a large file. */
function points(
  { orders, record }: SaleResult,
  minutes: (ms: number) => number,
): Record<'calm' | 'disturbed', [number, number][]> {
  const found: Record<'calm' | 'disturbed', [number, number][]> = { calm: [], disturbed: [] };
  orders.forEach(({ number, paidAt }, index) => {
    const [first] = record.sent.get(`paid ${number}`)?.sentAt ?? [];
    if (first === undefined) return;
    const kind = record.disturbed.has(number) ? 'disturbed' : 'calm';
    if (kind === 'calm' && index % 10 !== 0) return;
    const seconds = Math.max(0.1, (first - paidAt) / 1_000);
    found[kind].push([Number(minutes(paidAt).toFixed(3)), Number(seconds.toFixed(1))]);
  });
  return found;
}
