/** How busy this container and Wix Data are, from which follows for how long calls wait for others to go together with. */
export interface SiteLoad {
  /** Milliseconds for which a call waits for others; 0 without load. */
  pauseMs(): number;
  /** Notes that a handler wants a call; returns what notes that it is done. */
  enter(): () => void;
  /** Notes that a call is made. */
  noteCall(): void;
  /** Notes that Wix refused a call because there are too many. */
  noteRefused(): void;
}

/** Shorter pauses gather nothing. */
const MIN_PAUSE_MS = 50;
/** Fewer calls wanted at a time may all be of one event, which none of them helps by waiting. */
const SEVERAL_WANTED = 4;
/** Calls made lately, each counting half after five seconds, above which calls wait: about five a second. */
const MANY_CALLS = 40;
const CALLS_HALVED_AFTER_MS = 5_000;
/** Milliseconds for each call above that. */
const PAUSE_PER_CALL_MS = 8;
/** Most milliseconds while Wix accepts all calls. Three calls come before an email. */
const MAX_BUSY_PAUSE_MS = 400;
/** Most milliseconds while Wix refuses calls: a handler has eight seconds. */
const MAX_REFUSED_PAUSE_MS = 2_000;
/** Refusals within this time are one: they are of calls that were made before the pause grew. */
const SAME_REFUSAL_MS = 1_000;
/** Wix counts its quota by the minute: https://dev.wix.com/docs/sdk/backend-modules/data/error-codes */
const PAUSE_HALVED_AFTER_MS = 60_000;

/**
 * Creates the load of a container, which begins without any. The pause grows with the calls that the container makes while several are
 * wanted at a time, and doubles when Wix refuses calls; each minute without a refusal halves it.
 */
export function createSiteLoad(now: () => number): SiteLoad {
  let [wanted, calls, calledAt] = [0, 0, 0];
  let [refusedPauseMs, refusedAt] = [0, -Infinity];

  function callsNow(): number {
    return calls * 0.5 ** ((now() - calledAt) / CALLS_HALVED_AFTER_MS);
  }

  function fullPauseMs(): number {
    const busy =
      wanted < SEVERAL_WANTED ? 0 : Math.min(MAX_BUSY_PAUSE_MS, (callsNow() - MANY_CALLS) * PAUSE_PER_CALL_MS);
    const refused = refusedPauseMs * 0.5 ** ((now() - refusedAt) / PAUSE_HALVED_AFTER_MS);
    return Math.max(busy, refused);
  }

  return {
    pauseMs() {
      const pause = fullPauseMs();
      return pause < MIN_PAUSE_MS ? 0 : pause;
    },
    enter() {
      wanted += 1;
      return () => {
        wanted -= 1;
      };
    },
    noteCall() {
      [calls, calledAt] = [callsNow() + 1, now()];
    },
    noteRefused() {
      if (now() - refusedAt < SAME_REFUSAL_MS) return;
      refusedPauseMs = Math.min(MAX_REFUSED_PAUSE_MS, Math.max(MIN_PAUSE_MS, fullPauseMs() * 2));
      refusedAt = now();
    },
  };
}
