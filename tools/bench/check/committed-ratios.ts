import type { Ratio } from '../part.ts';
import { marginOf } from './margins.ts';

/** A ratio of an earlier run, with its permitted increase. */
export interface CommittedRatio {
  readonly value: number;
  readonly margin: number;
}

const DIGITS = 3;

/** Formats the ratios for committing, by name and with few digits, because the rest is noise. */
export function formatCommitted(ratios: readonly Ratio[]): string {
  const entries = ratios.map(({ name, value }): [string, CommittedRatio] => [
    name,
    { value: Number(value.toPrecision(DIGITS)), margin: marginOf(name) },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** Parses the text from `formatCommitted`. */
export function parseCommitted(text: string): ReadonlyMap<string, CommittedRatio> {
  return new Map(Object.entries(JSON.parse(text) as Record<string, CommittedRatio>));
}
