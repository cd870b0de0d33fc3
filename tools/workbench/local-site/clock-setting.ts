import type { Emulator } from '../../../emulator/emulator.ts';
import { CliError } from '../cli-error.ts';

/** What `--clock` says: `follow` the times of the events, `at` one instant, or that events arrive `late`. */
export type ClockSetting =
  | { readonly kind: 'follow' }
  | { readonly kind: 'at'; readonly ms: number }
  | { readonly kind: 'late'; readonly ms: number };

const msOfUnit = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const duration = /^\+(\d+)([smhd])$/;

/** Reads an instant such as `2023-01-16T15:00:00Z`, or a duration such as `+3h`; throws CliError on anything else. */
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

/** The time that a new state starts at; now, when neither the setting nor the first event says. */
export function startOfClock(setting: ClockSetting, eventMs: number | undefined): number {
  return setting.kind === 'at' ? setting.ms : (eventMs ?? Date.now());
}

/** Makes the steering of a clock: call it before each event. The clock never goes back, but to an instant that was asked for. */
export function createClockSteering(
  clock: Emulator['clock'],
  setting: ClockSetting,
): (eventMs: number | undefined) => void {
  let isFirst = true;
  return (eventMs) => {
    if (setting.kind === 'at') {
      if (isFirst) clock.set(setting.ms);
    } else {
      const lateMs = setting.kind === 'late' ? setting.ms : 0;
      const arrivesAt = (eventMs ?? clock.now()) + (isFirst || eventMs !== undefined ? lateMs : 0);
      clock.advanceTo(isFirst ? Math.max(arrivesAt, clock.now() + lateMs) : arrivesAt);
    }
    isFirst = false;
  };
}
