import { inPages, PAGE_SIZE } from '../jobs/pages.ts';
import type { JobRun, NoteProgress } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';
import { eraseNotificationPage, removeAll, removeUnhandledPage } from './erase.ts';
import { retainedSince } from './retained-since.ts';

/** What the clean-up needs from outside. */
export interface CleanUpDeps extends Pick<Ports, 'notifications' | 'unhandled' | 'erasures' | 'leftovers' | 'now'> {
  readonly noteProgress: NoteProgress;
}

/**
 * Reduces settled notifications to bare keys and removes unhandled events and erasures, once their retention is over, and has the
 * store remove what it left behind. The bare keys stay for good: they are what keeps an old change from being told again.
 */
export async function cleanUpStores(
  progress: JobRun['progress'],
  retentionDays: number,
  deadline: number,
  deps: CleanUpDeps,
): Promise<JobRun> {
  const { leftovers, now, noteProgress } = deps;
  const settledBefore = retainedSince(retentionDays, now());
  const isInTime = (): boolean => now() < deadline;
  const erased = await inPages(() => eraseNotificationPage({ settledBefore }, now(), deps), isInTime);
  await inPages(() => removeErasurePage(settledBefore, deps), isInTime);
  const unhandled = await inPages(() => removeUnhandledPage({ lastBefore: settledBefore }, deps), isInTime);
  const left = await leftovers?.remove(progress, { settledBefore, now: now(), isInTime, noteProgress });
  return { report: { erased, unhandled, ...left?.report }, progress: left?.progress ?? {} };
}

/** What is told by then is too old to be told, so nobody needs to look for the erasure any more. */
async function removeErasurePage(askedBefore: number, { erasures }: Pick<Ports, 'erasures'>): Promise<number> {
  return await removeAll(await erasures.listDone(askedBefore, PAGE_SIZE), erasures);
}
