/** The only time that site code sees; it stands still until somebody moves it. */
export interface EmulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves on to an instant; an earlier one is ignored. */
  advanceTo(ms: number): void;
  /** Moves on by a duration. */
  advanceBy(ms: number): void;
  /** Sets the time, backwards too. */
  set(ms: number): void;
}

/** Makes a clock that tells its keeper of every move, so that it can be stored. */
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
