import { installationKeys } from '../jobs/installation.ts';
import type { NoteProgress } from '../ports/job-states.ts';
import type { OrderSource } from '../ports/order-reader.ts';
import type { Ports } from '../ports/ports.ts';
import { baselineOf } from '../timeline/baseline.ts';
import type { Digest } from '../values/detail-digests.ts';
import { instantOfNow } from '../values/instant.ts';
import { listPage } from './list-page.ts';
import { lookUpOrders, type FoundOrder } from './look-up-orders.ts';
import type { Progress, SweepReport } from './sweep-report.ts';
import { workThroughPage } from './work-through-page.ts';

/** Age, in milliseconds, up to which orders are read when the package is installed, in addition to open ones. */
const OPEN_ORDER_MS = 180 * 86_400_000;

/** Most orders of one product that one run reads: storing each is a write, and the site's events need the same quota. */
const BASELINES_PER_RUN = 2_000;

/** Dependencies of keeping baselines. */
export type BaselineDeps = Pick<Ports, 'projections' | 'loadDigest' | 'now' | 'log'> & {
  readonly noteProgress: NoteProgress;
  /** Orders processed in parallel. */
  readonly concurrency: number;
};

/**
 * Reads the open orders of a product once and stores their states, so that later changes are noticed; sends nothing. If it is not done at
 * the deadline, the next run continues.
 */
export async function keepBaselines(
  source: OrderSource,
  progress: Progress,
  report: SweepReport,
  deadline: number,
  deps: BaselineDeps,
): Promise<'done' | 'going on'> {
  const { product } = source;
  const keys = installationKeys(product);
  if (progress.get(keys.baseline) === 'done') return 'done';
  const startedAt = Number(progress.get(keys.started) ?? deps.now());
  progress.set(keys.started, startedAt);
  let readInRun = 0;
  while (deps.now() < deadline && readInRun < BASELINES_PER_RUN) {
    const readAt = instantOfNow(deps.now());
    const listed = await listPage(progress, keys.from, (from) =>
      source.listOpen(new Date(startedAt - OPEN_ORDER_MS), from),
    );
    const { found, unreadable } = await lookUpOrders(product, listed.orders, readAt, deps);
    const digest = await deps.loadDigest();
    const page = { found, progress, failedRunsKey: keys.failedRuns, report };
    await workThroughPage(page, deps, async (order) => {
      // Anonymized orders are left to the sweep, which erases the data stored for them.
      if (order.stored.projection !== undefined || order.event.isAnonymization) return 'nothing-to-store';
      await keepBaseline(order, digest, report, deps);
      return 'stored';
    });
    report.unreadable += unreadable;
    readInRun += listed.orders.length;
    progress.set(keys.read, Number(progress.get(keys.read) ?? 0) + listed.orders.length);
    if (listed.next === undefined) {
      progress.set(keys.baseline, 'done');
      progress.delete(keys.from);
      return 'done';
    }
    progress.set(keys.from, listed.next);
    await deps.noteProgress(Object.fromEntries(progress));
  }
  return 'going on';
}

/** Stores the state of an order of which nothing is known, unless an event has stored a better one in the meantime. */
export async function keepBaseline(
  { event, stored }: FoundOrder,
  digest: Digest,
  report: SweepReport,
  { projections, now }: Pick<Ports, 'projections' | 'now'>,
): Promise<void> {
  const projection = baselineOf(event, digest);
  if (projection === undefined) return;
  const result = await projections.save(projection, stored.revision, now());
  if (result === 'saved') report.baselines += 1;
}
