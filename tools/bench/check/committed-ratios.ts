import type { Ratio } from '../part.ts';
import { marginOf } from './margins.ts';

/** A ratio of an earlier run, and how much larger it may have become. */
export interface CommittedRatio {
  readonly value: number;
  readonly margin: number;
}

const DIGITS = 3;

/** The ratios as they are committed, by name: few digits, because the rest is noise. */
export function formatCommitted(ratios: readonly Ratio[]): string {
  const entries = ratios.map(({ name, value }): [string, CommittedRatio] => [
    name,
    { value: Number(value.toPrecision(DIGITS)), margin: marginOf(name) },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** Reads what `formatCommitted` wrote. */
export function parseCommitted(text: string): ReadonlyMap<string, CommittedRatio> {
  return new Map(Object.entries(JSON.parse(text) as Record<string, CommittedRatio>));
}
