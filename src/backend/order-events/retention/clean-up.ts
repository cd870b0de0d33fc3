import { eraseNotificationPage, removeUnhandledPage } from './erase.ts';
import { inPages, PAGE_SIZE } from './in-pages.ts';
import type { OrderEventStore } from '../ports/ports.ts';
import type { JobRun, NoteProgress } from '../jobs/run-job.ts';

/** What the clean-up needs from outside. */
export interface CleanUpDeps {
  readonly store: OrderEventStore;
  readonly now: () => number;
  readonly noteProgress: NoteProgress;
}

const MS_PER_DAY = 86_400_000;

/**
 * Reduces settled notifications to bare keys, and removes claims and unhandled events, once their retention is over;
 * and removes projections that were replaced.
 * The bare keys stay for good: they are what keeps an old change from being told again.
 */
export async function cleanUp(
  progress: JobRun['progress'],
  retentionDays: number,
  deadline: number,
  deps: CleanUpDeps,
): Promise<JobRun> {
  const { store, now } = deps;
  const before = now() - retentionDays * MS_PER_DAY;
  const isInTime = (): boolean => now() < deadline;
  const erased = await inPages(() => eraseNotificationPage({ settledBefore: before }, store, now()), isInTime);
  const claims = await inPages(() => store.removeClaimsBefore(before, PAGE_SIZE), isInTime);
  const unhandled = await inPages(() => removeUnhandledPage({ lastBefore: before }, store), isInTime);
  const { projections, from } = await removeReplaced(Number(progress[FROM_KEY] ?? 0), isInTime, deps);
  return { report: { erased, claims, unhandled, projections }, progress: { [FROM_KEY]: from } };
}

/** Where the next run looks for projections that were replaced. */
const FROM_KEY = 'projections/from';
/** No handler works on what it read for anywhere near as long. */
const STILL_IN_USE_MS = 3_600_000;

async function removeReplaced(
  begin: number,
  isInTime: () => boolean,
  { store, now, noteProgress }: CleanUpDeps,
): Promise<{ readonly projections: number; readonly from: number }> {
  const before = now() - STILL_IN_USE_MS;
  let [projections, from] = [0, begin];
  while (isInTime()) {
    const { removed, next } = await store.removeReplacedProjections(from, before, PAGE_SIZE);
    projections += removed;
    from = next ?? before;
    if (next === undefined) break;
    await noteProgress({ [FROM_KEY]: from });
  }
  return { projections, from };
}
