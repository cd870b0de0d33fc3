import { countItems, noteGrowth, totalOf } from '../jobs/kept-items.ts';
import { announceRemoval } from '../jobs/removed-orders.ts';
import { inTurn, shareTime, type Step } from '../jobs/share-time.ts';
import type { JobRun, NoteProgress } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { removeAll } from './erase.ts';
import { retentionLimits, type RetentionLimits } from './limits.ts';
import { removeOrders, shrinkOrders, type OrdersReport } from './remove-orders.ts';
import { settleNotifications, type SettledReport } from './settle-notifications.ts';
import type { Progress } from './walk-by-time.ts';

/** Dependencies of the clean-up. */
export interface CleanUpDeps extends Pick<
  Ports,
  'projections' | 'notifications' | 'claims' | 'unhandled' | 'recorded' | 'erasures' | 'leftovers' | 'now' | 'log'
> {
  readonly noteProgress: NoteProgress;
}

/**
 * Removes data whose retention is over, kind by kind, and records how many items are left. A run shares its time between the kinds; where
 * it runs out of time, the next run continues.
 */
export async function cleanUpStores(
  progress: JobRun['progress'],
  site: SiteRules,
  deadline: number,
  deps: CleanUpDeps,
  others: readonly Step[] = [],
): Promise<JobRun> {
  const { now, noteProgress } = deps;
  const limits = retentionLimits(site, now());
  const { removedBefore, note } = announceRemoval(progress, limits.ordersBefore, limits.now);
  const places = new Map(Object.entries({ ...progress, ...note }));
  const report = { erased: 0, notifications: 0, shrunk: 0, orders: 0, unhandled: 0, claims: 0, projections: 0 };
  const steps = [...stepsOf(limits, removedBefore, report, { places, noteProgress }, deps), ...others];
  const { failed, unfinished } = await shareTime(steps, deadline, deps);
  const items = totalOf(await countItems(deps));
  return {
    report: { ...report, failedSteps: failed, unfinishedSteps: unfinished },
    progress: { ...Object.fromEntries(places), ...noteGrowth(progress, items, limits.now) },
  };
}

interface CleanUpReport extends SettledReport, OrdersReport {
  unhandled: number;
  claims: number;
  projections: number;
}

function stepsOf(
  limits: RetentionLimits,
  removedBefore: number,
  report: CleanUpReport,
  progress: Progress,
  deps: CleanUpDeps,
): readonly Step[] {
  const { claims, unhandled, erasures, leftovers } = deps;
  const { settledBefore, ordersBefore, now } = limits;
  const over = { name: 'orders/overFrom', before: removedBefore, lives: ['over'] } as const;
  // Orders that seem to wait for something are kept for twice the time.
  const idleBefore = removedBefore - (now - ordersBefore);
  const idle = { name: 'orders/idleFrom', before: idleBefore, lives: ['over', 'idle'] } as const;
  return [
    (turn) => settleNotifications(limits, turn, progress, report, deps),
    (turn) => shrinkOrders(limits, turn, progress, report, deps),
    (turn) => removeOrders(over, limits, turn, progress, report, deps),
    (turn) => removeOrders(idle, limits, turn, progress, report, deps),
    (turn) =>
      inTurn(async (limit) => {
        const removed = await removeAll(await unhandled.list({ lastBefore: settledBefore }, limit), unhandled);
        report.unhandled += removed;
        return removed;
      }, turn),
    (turn) =>
      inTurn(async (limit) => {
        const removed = await claims.removeBefore(settledBefore, limit);
        report.claims += removed;
        return removed;
      }, turn),
    // By then every change that such an erasure covers is too old to be sent, so nobody needs to find it any more.
    (turn) => inTurn(async (limit) => await removeAll(await erasures.listDone(settledBefore, limit), erasures), turn),
    async ({ isInTime, limit }) => {
      if (leftovers === undefined) return true;
      const run = await leftovers.remove(Object.fromEntries(progress.places), {
        now,
        limit,
        isInTime,
        noteProgress: (place) => progress.noteProgress({ ...Object.fromEntries(progress.places), ...place }),
      });
      for (const [key, place] of Object.entries(run.progress)) progress.places.set(key, place);
      report.projections += run.report['projections'] ?? 0;
      return run.isDone;
    },
  ];
}
