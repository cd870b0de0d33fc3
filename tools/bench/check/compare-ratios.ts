import type { Ratio } from '../part.ts';
import type { CommittedRatio } from './committed-ratios.ts';

/** Comparison of a ratio with its committed value. */
export interface Comparison {
  readonly name: string;
  readonly committed: number;
  readonly now: number;
  readonly margin: number;
  readonly isSlower: boolean;
}

/** Tolerance for the rounding of committed ratios. */
const ROUNDING = 0.01;

/**
 * Compares each ratio with its committed value: it is slower if it exceeds that by more than its margin. Ratios without a committed value
 * are omitted.
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

/** Describes a comparison in one line. */
export function describeComparison({ name, committed, now, margin, isSlower }: Comparison): string {
  const figures = `committed ${committed.toPrecision(3)}, now ${now.toPrecision(3)}`;
  return `${isSlower ? 'SLOWER' : 'ok    '}  ${name}: ${figures}, margin ${String(Math.round(margin * 100))} %`;
}
