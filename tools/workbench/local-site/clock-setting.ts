import type { EmulatorClock } from '../../../emulator/clock/emulator-clock.ts';
import { CliError } from '../cli-error.ts';

/** Value of `--clock`: `follow` uses the times of the events, `at` one instant, `late` delays each event. */
export type ClockSetting =
  | { readonly kind: 'follow' }
  | { readonly kind: 'at'; readonly ms: number }
  | { readonly kind: 'late'; readonly ms: number };

const msOfUnit = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const duration = /^\+(\d+)([smhd])$/;

/** Parses an instant such as `2023-01-16T15:00:00Z`, or a duration such as `+3h`; throws CliError on anything else. */
export function parseClock(text: string | undefined): ClockSetting {
  if (text === undefined) return { kind: 'follow' };
  const [, count, unit] = duration.exec(text) ?? [];
  if (unit === 's' || unit === 'm' || unit === 'h' || unit === 'd') {
    return { kind: 'late', ms: Number(count) * msOfUnit[unit] };
  }
  const ms = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(ms)) return { kind: 'at', ms };
  const message = `--clock ${text}: write an instant such as 2023-01-16T15:00:00Z, or +90s, +30m, +3h, +2d.`;
  throw new CliError('wrong-value', message);
}

/** Returns the start time of a new state in milliseconds since 1970; now if neither the setting nor the first event gives one. */
export function startOfClock(setting: ClockSetting, eventMs: number | undefined): number {
  return setting.kind === 'at' ? setting.ms : (eventMs ?? Date.now());
}

/** Move of the clock before a run. */
export type ClockMove =
  | { readonly kind: 'set'; readonly ms: number }
  /** Moves to the later of `toMs` and `byMs` after now; with `null` and 0 the clock stays. */
  | { readonly kind: 'forward'; readonly toMs: number | null; readonly byMs: number };

/** Returns a function to call before each event. The clock goes back only to an instant that the setting names. */
export function createClockSteering(setting: ClockSetting): (eventMs: number | undefined) => ClockMove {
  let isFirst = true;
  return (eventMs) => {
    const wasFirst = isFirst;
    isFirst = false;
    switch (setting.kind) {
      case 'at':
        return wasFirst ? { kind: 'set', ms: setting.ms } : { kind: 'forward', toMs: null, byMs: 0 };
      case 'follow':
        return { kind: 'forward', toMs: eventMs ?? null, byMs: 0 };
      case 'late':
        return {
          kind: 'forward',
          toMs: eventMs === undefined ? null : eventMs + setting.ms,
          byMs: wasFirst ? setting.ms : 0,
        };
    }
  };
}

/** Moves a clock. */
export function moveClock(clock: EmulatorClock, move: ClockMove): void {
  switch (move.kind) {
    case 'set':
      clock.set(move.ms);
      return;
    case 'forward':
      clock.advanceTo(Math.max(move.toMs ?? clock.now(), clock.now() + move.byMs));
  }
}
