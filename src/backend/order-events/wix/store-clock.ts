import type { StoreTime } from '../ports/store-time.ts';

/**
 * The clock of Wix Data, as far as a container knows it. Wix sets the date of each insert
 * (https://dev.wix.com/docs/velo/apis/wix-data/insert), so every answer to one shows by how much the container's own clock differs.
 */
export interface StoreClock {
  read(): StoreTime;
  /** Called before an insert. Returns what notes the date of the inserted row; anything else than a date is ignored. */
  ask(): (insertedAt: unknown) => void;
}

/** Most milliseconds by which a container's clock is taken to be wrong. */
const MAX_ERROR_MS = 12 * 60_000;

/** Creates the clock of a container that has inserted nothing yet. */
export function createStoreClock(now: () => number): StoreClock {
  let ahead = { least: -MAX_ERROR_MS, most: MAX_ERROR_MS };
  return {
    read: () => ({ earliest: now() + ahead.least, latest: now() + ahead.most }),
    ask() {
      const askedAt = now();
      return (insertedAt) => {
        const at = insertedAt instanceof Date ? insertedAt.getTime() : NaN;
        if (Number.isFinite(at)) ahead = { least: at - now(), most: at - askedAt };
      };
    },
  };
}
