import type { JobRun, JobState } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';
import { keptInstants } from './kept-instants.ts';
import { createStateReader } from './remembered-state.ts';
import { provenInsert } from './second-insert.ts';

/** Name of the hourly job, whose runs show that the site is published and its handlers are called. */
export const HEARTBEAT_JOB = 'deliverDueNotifications';

/** Longest pause between two runs of the hourly job in which the site still counts as listening, in milliseconds. */
export const MAX_SILENCE_MS = 3 * 3_600_000;

/**
 * Returns the progress that a run of the hourly job starts from: since when the site has been listening without a pause, and the notes
 * that the next runs need.
 */
export function beatOf(last: JobState | undefined, now: number): JobRun['progress'] {
  const progress = last?.progress ?? {};
  const kept = { ...provenInsert(progress), ...keptInstants(progress) };
  return { ...kept, listeningSince: listeningSince(last, now) ?? now };
}

function listeningSince(last: JobState | undefined, now: number): number | undefined {
  const since = last?.progress['listeningSince'];
  return last !== undefined && now - last.startedAt <= MAX_SILENCE_MS && typeof since === 'number' ? since : undefined;
}

/**
 * Creates a reader of the instant since which the site has been listening, in milliseconds since 1970; `undefined` after a recent pause.
 * It asks the store at most every ten minutes.
 */
export function createListeningReader(deps: Pick<Ports, 'jobStates' | 'now'>): Ports['readListeningSince'] {
  const readState = createStateReader(HEARTBEAT_JOB, deps);
  return async function readListeningSince(stores) {
    return listeningSince(await readState(stores), deps.now());
  };
}
