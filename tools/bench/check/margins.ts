/**
 * Permitted increase of a part's ratios over their committed values, as a fraction: 0.6 permits 60 % more. Derived from four runs on a busy
 * two-core machine: the largest value of a ratio of `cpu` was up to 1.6 times its smallest, that of a cold start up to 1.9 times.
 */
const margins: Readonly<Record<string, number>> = {
  'cold-start': 1,
  cpu: 0.6,
  // Calls are counted and not timed.
  'wix-calls': 0,
};

const DEFAULT_MARGIN = 0.5;

/** Returns the margin of a ratio, whose name begins with its part's name. */
export function marginOf(ratioName: string): number {
  return margins[ratioName.split('/')[0] ?? ''] ?? DEFAULT_MARGIN;
}
