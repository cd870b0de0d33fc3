/**
 * How busy Wix Data is for this container: the more calls it refuses because there are too many, the longer calls wait for others to go
 * together with. Without such refusals nothing waits.
 */
export interface SiteLoad {
  /** Milliseconds for which a call waits for others; 0 without load. */
  pauseMs(): number;
  noteRefused(): void;
}

const FIRST_PAUSE_MS = 50;
/** Three calls come before an email, and a handler has eight seconds. */
const MAX_PAUSE_MS = 2_000;
/** Wix counts its quota by the minute: https://dev.wix.com/docs/sdk/backend-modules/data/error-codes */
const HALVED_AFTER_MS = 60_000;

/** Creates the load of a container, which begins without any. Each refusal doubles the pause, and each minute without any halves it. */
export function createSiteLoad(now: () => number): SiteLoad {
  let [lastMs, refusedAt] = [0, 0];
  function pauseMs(): number {
    const pause = lastMs * 0.5 ** ((now() - refusedAt) / HALVED_AFTER_MS);
    return pause < FIRST_PAUSE_MS ? 0 : pause;
  }
  return {
    pauseMs,
    noteRefused() {
      lastMs = Math.min(MAX_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs() * 2));
      refusedAt = now();
    },
  };
}
