import type { SaleResult } from './simulate-sale.ts';

/** Delay of a notification, in seconds; `undefined` if nothing was sent. */
export type Seconds = number | undefined;

/** Figures of a sale, as shown in its section. */
export interface SaleSummary {
  readonly all: readonly [median: Seconds, p99: Seconds, max: Seconds];
  readonly calm: readonly [median: Seconds, p99: Seconds, max: Seconds];
  readonly disturbed: readonly [median: Seconds, p99: Seconds, max: Seconds];
  /** Expected notifications that were not sent, for any reason. */
  readonly untold: number;
  readonly peakCallsPerMinute: number;
}

/** Summarizes a sale. */
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
