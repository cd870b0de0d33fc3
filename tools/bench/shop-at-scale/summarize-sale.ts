import type { SaleResult } from './simulate-sale.ts';

/** A time to notify, in seconds; `undefined` when nothing was sent. */
export type Seconds = number | undefined;

/** A sale in the numbers that its section shows. */
export interface SaleSummary {
  readonly all: readonly [median: Seconds, p99: Seconds, max: Seconds];
  readonly calm: readonly [median: Seconds, p99: Seconds, max: Seconds];
  readonly disturbed: readonly [median: Seconds, p99: Seconds, max: Seconds];
  /** Expected, and sent to nobody, for whatever reason. */
  readonly untold: number;
  readonly peakCallsPerMinute: number;
}

/** Sums a sale up. */
export function summarizeSale({ verdicts, counts }: SaleResult): SaleSummary {
  const { calm, disturbed, expected, sent } = verdicts;
  return {
    all: spread([...calm, ...disturbed].sort((left, right) => left - right)),
    calm: spread(calm),
    disturbed: spread(disturbed),
    untold: expected - sent,
    peakCallsPerMinute: Math.max(0, ...counts.byMinute.values()),
  };
}

function spread(sorted: readonly number[]): [Seconds, Seconds, Seconds] {
  return [0.5, 0.99, 1].map((share) => {
    const ms = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
    return ms === undefined ? undefined : ms / 1_000;
  }) as [Seconds, Seconds, Seconds];
}
