/** The clock that site code sees; it stands still until it is moved. */
export interface EmulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves forward to an instant; an earlier one is ignored. */
  advanceTo(ms: number): void;
  /** Moves forward by a duration. */
  advanceBy(ms: number): void;
  /** Sets the time, backwards if need be. */
  set(ms: number): void;
}

/** Creates a clock that reports every move to `onMove`, so that the time can be stored. */
export function createEmulatorClock(startAt: number, onMove: (ms: number) => void): EmulatorClock {
  let current = startAt;

  function set(ms: number): void {
    if (!Number.isFinite(ms)) throw new RangeError(`The clock cannot be set to ${ms}.`);
    if (ms === current) return;
    current = ms;
    onMove(ms);
  }

  return {
    now: () => current,
    advanceTo: (ms) => set(Math.max(current, ms)),
    advanceBy: (ms) => set(current + Math.max(0, ms)),
    set,
  };
}
