import type { JobRun, JobState } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';
import { keptInstants } from './kept-instants.ts';
import { createStateReader } from './remembered-state.ts';
import { provenInsert } from './second-insert.ts';

/** The hourly job, whose runs show that the site is published and its handlers are called. */
export const HEARTBEAT_JOB = 'deliverDueNotifications';

/** The longest pause between two runs of the hourly job in which the site still counts as listening. */
export const MAX_SILENCE_MS = 3 * 3_600_000;

/** What the hourly job notes as it begins: since when the site has been listening without a pause, beside what it goes on with. */
export function beatOf(last: JobState | undefined, now: number): JobRun['progress'] {
  const progress = last?.progress ?? {};
  const kept = { ...provenInsert(progress), ...keptInstants(progress) };
  return { ...kept, listeningSince: listeningSince(last, now) ?? now };
}

function listeningSince(last: JobState | undefined, now: number): number | undefined {
  const since = last?.progress['listeningSince'];
  return last !== undefined && now - last.startedAt <= MAX_SILENCE_MS && typeof since === 'number' ? since : undefined;
}

/** Reads since when the site has been listening, at most once in ten minutes; `undefined` when it has been silent of late. */
export function createListeningReader(deps: Pick<Ports, 'jobStates' | 'now'>): Ports['readListeningSince'] {
  const readState = createStateReader(HEARTBEAT_JOB, deps);
  return async function readListeningSince(stores) {
    return listeningSince(await readState(stores), deps.now());
  };
}
