import type { Ratio } from '../part.ts';

/** A ratio with as many digits as tell something. */
export function formatRatio(value: number): string {
  return value === 0 ? '0' : value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}

/** Whether a ratio keeps to its target; a dash where it has none. */
export function verdictOf({ value, target }: Ratio): string {
  if (target === undefined) return '–';
  return value <= target ? 'met' : '**not met**';
}
