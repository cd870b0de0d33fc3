import type { Ratio } from '../part.ts';
import type { CommittedRatio } from './committed-ratios.ts';

/** What a committed ratio has become. */
export interface Comparison {
  readonly name: string;
  readonly committed: number;
  readonly now: number;
  readonly margin: number;
  readonly isSlower: boolean;
}

/** Text that a ratio was rounded to when it was committed must not count as a slowdown. */
const ROUNDING = 0.01;

/**
 * Compares each ratio with its committed value: slower is what exceeds it by more than its margin. A ratio that is not
 * committed has nothing to be compared with, and is left out.
 */
export function compareRatios(
  committed: ReadonlyMap<string, CommittedRatio>,
  ratios: readonly Ratio[],
): readonly Comparison[] {
  return ratios.flatMap(({ name, value: now }) => {
    const known = committed.get(name);
    if (known === undefined) return [];
    const most = known.value * (1 + known.margin + ROUNDING);
    return [{ name, committed: known.value, now, margin: known.margin, isSlower: now > most }];
  });
}

/** One comparison in words. */
export function describeComparison({ name, committed, now, margin, isSlower }: Comparison): string {
  const figures = `committed ${committed.toPrecision(3)}, now ${now.toPrecision(3)}`;
  return `${isSlower ? 'SLOWER' : 'ok    '}  ${name}: ${figures}, margin ${String(Math.round(margin * 100))} %`;
}
