/** How busy this container and Wix Data are, from which follows for how long calls wait for others to go together with. */
export interface SiteLoad {
  /** Milliseconds for which a call waits for others; 0 without load. */
  pauseMs(): number;
  noteCall(): void;
  /** Notes that Wix refused a call because there are too many. */
  noteRefused(): void;
}

/** Shorter pauses gather nothing. */
const MIN_PAUSE_MS = 50;
/** Calls after which others are likely to come: about fourteen a second. A shop that sells something every few seconds has fewer. */
const MANY_CALLS = 100;
const CALLS_HALVED_AFTER_MS = 5_000;
/** Most milliseconds while Wix accepts all calls. Three calls come before an email. */
const MAX_BUSY_PAUSE_MS = 400;
/** Most milliseconds while Wix refuses calls: a handler has eight seconds. */
const MAX_REFUSED_PAUSE_MS = 2_000;
/** Refusals within this time are one: they are of calls that were made before the pause grew. */
const SAME_REFUSAL_MS = 1_000;
/** Wix counts its quota by the minute: https://dev.wix.com/docs/sdk/backend-modules/data/error-codes */
const PAUSE_HALVED_AFTER_MS = 60_000;

/**
 * Creates the load of a container, which begins without any. The pause grows with the calls that its handlers make, and doubles when Wix
 * refuses calls; each minute without a refusal halves it.
 */
export function createSiteLoad(now: () => number): SiteLoad {
  let [calls, calledAt] = [0, 0];
  let [refusedPauseMs, refusedAt] = [0, -Infinity];

  function callsNow(): number {
    return calls * 0.5 ** ((now() - calledAt) / CALLS_HALVED_AFTER_MS);
  }

  function fullPauseMs(): number {
    const busy = Math.min(MAX_BUSY_PAUSE_MS, callsNow() - MANY_CALLS);
    const refused = refusedPauseMs * 0.5 ** ((now() - refusedAt) / PAUSE_HALVED_AFTER_MS);
    return Math.max(busy, refused);
  }

  return {
    pauseMs: () => (fullPauseMs() < MIN_PAUSE_MS ? 0 : fullPauseMs()),
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
