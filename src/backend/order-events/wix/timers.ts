import type { Timers } from './load-gate.ts';

/** Timers of the container that this code runs in. */
export const timers: Timers = {
  sleep: (waitMs) =>
    new Promise((resolve) => {
      setTimeout(resolve, waitMs);
    }),
  after(waitMs, act) {
    const timer = setTimeout(act, waitMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
