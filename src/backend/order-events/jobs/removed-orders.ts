import type { JobRun } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';
import { createStateReader } from './remembered-state.ts';
import type { JobName } from './run-job.ts';

/** The daily job, which removes what is known of orders that are over. */
export const CLEAN_UP_JOB: JobName = 'cleanUp';

const ANNOUNCED_KEY = 'orders/removedBefore';
const ANNOUNCED_AT_KEY = 'orders/announcedAt';

/** Far longer than a container remembers, and than a handler works on what it read. */
const ANNOUNCED_FOR_MS = 3_600_000;

/** Up to when the last save of an order may lie that this run removes, and the note that must be stored before the next does. */
export interface Announcement {
  readonly removedBefore: number;
  readonly note: JobRun['progress'];
}

/** A run removes what an earlier one has announced: by then every container knows that it may be gone. */
export function announceRemoval(progress: JobRun['progress'], before: number, now: number): Announcement {
  const announced = Number(progress[ANNOUNCED_KEY] ?? 0);
  const announcedAt = Number(progress[ANNOUNCED_AT_KEY] ?? -Infinity);
  if (now - announcedAt < ANNOUNCED_FOR_MS) {
    return { removedBefore: 0, note: { [ANNOUNCED_KEY]: announced, [ANNOUNCED_AT_KEY]: announcedAt } };
  }
  // What was removed before the owner asked to keep orders longer is gone all the same.
  return {
    removedBefore: Math.min(announced, before),
    note: { [ANNOUNCED_KEY]: Math.max(announced, before), [ANNOUNCED_AT_KEY]: now },
  };
}

/** Reads, at most once in ten minutes, the instant before which an order may have been seen and be known no more; 0 where none was removed. */
export function createRemovedBeforeReader(deps: Pick<Ports, 'jobStates' | 'now'>): Ports['readRemovedBefore'] {
  const readState = createStateReader(CLEAN_UP_JOB, deps);
  return async function readRemovedBefore(stores) {
    const state = await readState(stores);
    return Number(state?.progress[ANNOUNCED_KEY] ?? 0);
  };
}
