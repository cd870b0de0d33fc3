const MINUTE_MS = 60_000;
/** Least number of times that are over before they are removed. */
const REMOVED_TOGETHER = 1_000;

/** Counter of the calls within a minute; a call costs the same however many there are. */
export interface Minute {
  /** Adds a call, and returns the number of calls within the minute up to it, itself included. */
  count(nowMs: number): number;
  forget(): void;
}

/** Creates the counter of no calls. */
export function createMinute(): Minute {
  /** Times of calls in ascending order; those before `start` are over. */
  let times: number[] = [];
  let start = 0;
  return {
    count(nowMs) {
      const isTurnedBack = nowMs < (times.at(-1) ?? nowMs);
      times.push(nowMs);
      if (isTurnedBack) times.sort((left, right) => left - right);
      while (Number(times[start]) <= nowMs - MINUTE_MS) start += 1;
      if (start > REMOVED_TOGETHER && start > times.length / 2) {
        times = times.slice(start);
        start = 0;
      }
      return times.length - start;
    },
    forget() {
      times = [];
      start = 0;
    },
  };
}
