import type { JobRun } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';
import { createStateReader } from './remembered-state.ts';
import type { JobName } from './run-job.ts';

/** Name of the daily job, which removes finished orders. */
export const CLEAN_UP_JOB: JobName = 'cleanUp';

const ANNOUNCED_KEY = 'orders/removedBefore';
const ANNOUNCED_AT_KEY = 'orders/announcedAt';

/**
 * Milliseconds between an announcement and the removal: far longer than a container caches a state, or a handler works with what it read.
 */
const ANNOUNCED_FOR_MS = 3_600_000;

/**
 * Limit of a removal: this run removes orders last saved before `removedBefore`. The note must be stored before the next run removes
 * more.
 */
export interface Announcement {
  readonly removedBefore: number;
  readonly note: JobRun['progress'];
}

/** Announces a removal. A run removes only what an earlier run announced: by then every container knows that these orders may be gone. */
export function announceRemoval(progress: JobRun['progress'], before: number, now: number): Announcement {
  const announced = Number(progress[ANNOUNCED_KEY] ?? 0);
  const announcedAt = Number(progress[ANNOUNCED_AT_KEY] ?? -Infinity);
  if (now - announcedAt < ANNOUNCED_FOR_MS) {
    return { removedBefore: 0, note: { [ANNOUNCED_KEY]: announced, [ANNOUNCED_AT_KEY]: announcedAt } };
  }
  // The announced instant never moves back: what was removed stays removed when the owner extends the retention.
  return {
    removedBefore: Math.min(announced, before),
    note: { [ANNOUNCED_KEY]: Math.max(announced, before), [ANNOUNCED_AT_KEY]: now },
  };
}

/**
 * Creates a reader of the instant before which an order may have been known and then removed, in milliseconds since 1970; 0 if none was
 * removed. It asks the store at most every ten minutes.
 */
export function createRemovedBeforeReader(deps: Pick<Ports, 'jobStates' | 'now'>): Ports['readRemovedBefore'] {
  const readState = createStateReader(CLEAN_UP_JOB, deps);
  return async function readRemovedBefore(stores) {
    const state = await readState(stores);
    return Number(state?.progress[ANNOUNCED_KEY] ?? 0);
  };
}
