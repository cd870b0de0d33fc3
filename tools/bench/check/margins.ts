/** How much larger than its committed value a part's ratio may be, as a share of it: 0.5 allows half as much again. */
export const margins: Readonly<Record<string, number>> = {
  'cold-start': 0.5,
  cpu: 0.5,
  // Calls are counted, not timed.
  'wix-calls': 0,
};

const DEFAULT_MARGIN = 0.5;

/** The margin of a ratio, whose name begins with its part's. */
export function marginOf(ratioName: string): number {
  return margins[ratioName.split('/')[0] ?? ''] ?? DEFAULT_MARGIN;
}
