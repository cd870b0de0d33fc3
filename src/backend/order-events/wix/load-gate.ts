import type { Gate } from './gather-calls.ts';
import type { SiteLoad } from './site-load.ts';

/** Milliseconds for which a call may hold back others of its kind: twice as long as Wix Data lets any take (WDE0028). */
const PATIENCE_MS = 10_000;

/** Timers of a container. */
export interface Timers {
  readonly sleep: (waitMs: number) => Promise<void>;
  /** Calls `act` after a time; returns what cancels that. */
  readonly after: (waitMs: number, act: () => void) => () => void;
}

/** Creates the gate of calls that go together while a container or Wix Data is busy. */
export function createLoadGate({ enter, noteCall, pauseMs }: SiteLoad, { sleep, after }: Timers): Gate {
  return {
    enter,
    pause(isFull) {
      noteCall();
      const waitMs = pauseMs();
      return waitMs === 0 || isFull() ? undefined : sleep(waitMs);
    },
    watch: (letGo) => after(PATIENCE_MS, letGo),
  };
}
