/**
 * Permitted increase of a part's ratios over their committed values, as a fraction: 0.4 permits 40 % more. CPU time, of which a quarter of
 * the rounds takes less, varies less than that on a busy machine. Any margin below 1 notices what doubled.
 */
const margins: Readonly<Record<string, number>> = {
  'cold-start': 0.4,
  cpu: 0.4,
  // Calls are counted and not timed.
  'wix-calls': 0,
};

const DEFAULT_MARGIN = 0.4;

/** Returns the margin of a ratio, whose name begins with its part's name. */
export function marginOf(ratioName: string): number {
  return margins[ratioName.split('/')[0] ?? ''] ?? DEFAULT_MARGIN;
}
