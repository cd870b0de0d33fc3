/**
 * How much larger than its committed value a part's ratio may be, as a share of it: 0.6 allows three fifths more. Taken from
 * four runs on a busy machine of two cores: the largest value of a ratio of `cpu` was up to 1.6 times its smallest, that of
 * a cold start up to 1.9 times.
 */
const margins: Readonly<Record<string, number>> = {
  'cold-start': 1,
  cpu: 0.6,
  // Calls are counted, not timed.
  'wix-calls': 0,
};

const DEFAULT_MARGIN = 0.5;

/** The margin of a ratio, whose name begins with its part's. */
export function marginOf(ratioName: string): number {
  return margins[ratioName.split('/')[0] ?? ''] ?? DEFAULT_MARGIN;
}
