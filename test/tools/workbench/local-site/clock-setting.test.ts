import { createEmulatorClock } from '../../../../emulator/clock/emulator-clock.ts';
import {
  createClockSteering,
  moveClock,
  parseClock,
  startOfClock,
  type ClockSetting,
} from '../../../../tools/workbench/local-site/clock-setting.ts';

const follow: ClockSetting = { kind: 'follow' };

function timesAfter(setting: ClockSetting, startAt: number, events: readonly (number | undefined)[]): number[] {
  const clock = createEmulatorClock(startAt, () => undefined);
  const steer = createClockSteering(setting);
  return events.map((eventMs) => {
    moveClock(clock, steer(eventMs));
    return clock.now();
  });
}

describe('--clock', () => {
  it.each([
    [undefined, { kind: 'follow' }],
    ['2023-01-16T15:00:00Z', { kind: 'at', ms: 1673881200000 }],
    ['2023-01-16', { kind: 'at', ms: 1673827200000 }],
    ['+90s', { kind: 'late', ms: 90_000 }],
    ['+30m', { kind: 'late', ms: 1_800_000 }],
    ['+3h', { kind: 'late', ms: 10_800_000 }],
    ['+2d', { kind: 'late', ms: 172_800_000 }],
  ])('reads %s', (text, setting) => {
    expect(parseClock(text)).toEqual(setting);
  });

  it.each(['3h', '+3', '+3w', 'tomorrow', '2023-13-45', ''])('refuses %j', (text) => {
    expect(() => parseClock(text)).toThrow('write an instant such as 2023-01-16T15:00:00Z');
  });

  it('starts a new state at the first event, or where it is told to', () => {
    expect(startOfClock(follow, 1_000)).toBe(1_000);
    expect(startOfClock({ kind: 'at', ms: 5_000 }, 1_000)).toBe(5_000);
  });
});

describe('the clock', () => {
  it('follows the events and never goes back', () => {
    expect(timesAfter(follow, 1_000, [2_000, 1_500, undefined, 3_000])).toEqual([2_000, 2_000, 2_000, 3_000]);
  });

  it('stands still where it was told to, also at an earlier time', () => {
    expect(timesAfter({ kind: 'at', ms: 500 }, 1_000, [2_000, 3_000])).toEqual([500, 500]);
  });

  it('is late by the same time for every event', () => {
    expect(timesAfter({ kind: 'late', ms: 100 }, 1_000, [1_000, 2_000, undefined])).toEqual([1_100, 2_100, 2_100]);
  });

  it('moves on even when the first event is long past, or there is none', () => {
    expect(timesAfter({ kind: 'late', ms: 100 }, 5_000, [1_000, 2_000])).toEqual([5_100, 5_100]);
    expect(timesAfter({ kind: 'late', ms: 100 }, 5_000, [undefined])).toEqual([5_100]);
  });
});
