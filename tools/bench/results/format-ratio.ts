import type { Ratio } from '../part.ts';

/** Formats a ratio with its significant digits. */
export function formatRatio(value: number): string {
  return value === 0 ? '0' : value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}

/** Returns whether a ratio meets its target as text; a dash if it has none. */
export function verdictOf({ value, target }: Ratio): string {
  if (target === undefined) return '–';
  return value <= target ? 'met' : '**not met**';
}
