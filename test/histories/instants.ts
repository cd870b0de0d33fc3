import type { Chance } from './chance.ts';

/** One second, in milliseconds. */
export const SECOND_MS = 1_000;
/** One minute, in milliseconds. */
export const MINUTE_MS = 60 * SECOND_MS;
/** One hour, in milliseconds. */
export const HOUR_MS = 60 * MINUTE_MS;
/** One day, in milliseconds. */
export const DAY_MS = 24 * HOUR_MS;

/** The time of the order's next event, finer than a millisecond. */
export interface Clock {
  ms: number;
  /** Nanoseconds within the millisecond. */
  nanos: number;
}

/** Starts a clock somewhere in the years 2021 to 2025. */
export function startClock(chance: Chance): Clock {
  return { ms: Date.UTC(2021, 0, 4, 9) + chance.below(5 * 360 * DAY_MS), nanos: 0 };
}

/** Moves the clock on; by 0 means to a later moment of the same millisecond. */
export function advance(clock: Clock, byMs: number, chance: Chance): void {
  if (byMs > 0) {
    clock.ms += Math.ceil(byMs);
    clock.nanos = 1_000 * chance.below(900);
    return;
  }
  clock.nanos = (Math.floor(clock.nanos / 1_000) + 1 + chance.below(40)) * 1_000;
  if (clock.nanos < 1_000_000) return;
  clock.ms += 1;
  clock.nanos = 0;
}

/** Lets some time pass, from nothing to weeks. */
export function passSomeTime(clock: Clock, chance: Chance): void {
  const pauses = [MINUTE_MS, 0, SECOND_MS, 20 * SECOND_MS, 10 * MINUTE_MS, 5 * HOUR_MS, 12 * DAY_MS] as const;
  advance(clock, chance.below(chance.oneOf(pauses)), chance);
}

/** Prints an event time with 6 or 9 fraction digits, or 3 when it falls on a millisecond. */
export function printEventTime(clock: Clock, chance: Chance): string {
  const upToMs = new Date(clock.ms).toISOString().slice(0, -1);
  if (clock.nanos === 0 && chance.yes(30)) return `${upToMs}Z`;
  const nanos = String(clock.nanos).padStart(6, '0');
  const finest = chance.yes(30) ? String(chance.below(1_000)).padStart(3, '0') : '';
  return `${upToMs}${nanos.slice(0, 3)}${finest}Z`;
}

/** Prints one instant as Wix does: mostly with 3 fraction digits, at times with 6 or 9, or without closing zeros. */
export function printInstant(ms: number, chance: Chance): string {
  const plain = new Date(ms).toISOString();
  const style = chance.below(10);
  if (style < 6) return plain;
  const upToMs = plain.slice(0, -1);
  if (style < 8) return `${upToMs}${String(chance.below(1_000)).padStart(3, '0')}Z`;
  if (style === 8) return `${upToMs}${String(chance.below(1_000_000)).padStart(6, '0')}Z`;
  return `${upToMs.replace(/\.?0+$/, '')}Z`;
}
