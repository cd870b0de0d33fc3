import { forEachConcurrently } from '../jobs/pages.ts';
import { OrderEventsError } from '../order-events-error.ts';
import type { Ports } from '../ports/ports.ts';
import type { FoundOrder } from './look-up-orders.ts';
import type { Progress, SweepReport } from './sweep-report.ts';

/** Runs that one page may end. In the next, an order that the store still refuses is passed over, if it takes others. */
const MAX_FAILED_RUNS = 3;
/** Where it takes none, the store may be at fault, and an order is passed over only when its news is old: these are three days. */
const MAX_RUNS_WITHOUT_STORE = 12;

/** Where a page stands in the progress of its sweep, and what its run reports. */
export interface PageOfSweep {
  readonly found: readonly FoundOrder[];
  readonly progress: Progress;
  /** Under which name the progress counts the runs that the page ended. */
  readonly failedRunsKey: string;
  readonly report: SweepReport;
}

/**
 * Does the work on each order of a page. An order that no item can hold, or that the code fails on, is counted and logged, and
 * keeps the job from no other. What the store refuses ends the work on the page, and the next run reads it again; but not for
 * ever, because it may be the one order that it refuses.
 */
export async function workThroughPage(
  { found, progress, failedRunsKey, report }: PageOfSweep,
  { concurrency, log }: Pick<Ports, 'log'> & { readonly concurrency: number },
  work: (order: FoundOrder) => Promise<'stored' | 'nothing-to-store'>,
): Promise<void> {
  const failedRuns = Number(progress.get(failedRunsKey) ?? 0);
  const refused: { readonly order: FoundOrder; readonly error: unknown }[] = [];
  let isStoreWell = failedRuns >= MAX_RUNS_WITHOUT_STORE;
  progress.set(failedRunsKey, failedRuns + 1);
  await forEachConcurrently(found, concurrency, async (order) => {
    try {
      if ((await work(order)) === 'stored') isStoreWell = true;
    } catch (error) {
      if (isOfOrderAlone(error)) passOver(order, error, report, log);
      else if (failedRuns < MAX_FAILED_RUNS) throw error;
      else refused.push({ order, error });
    }
  });
  if (!isStoreWell && refused[0] !== undefined) throw refused[0].error;
  for (const { order, error } of refused) passOver(order, error, report, log);
  progress.delete(failedRunsKey);
}

/** Whether a failure is none of the store's, so that the same order would fail again. */
function isOfOrderAlone(error: unknown): boolean {
  return !(error instanceof OrderEventsError) || isTooLarge(error);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof OrderEventsError && (error.code === 'item-too-large' || error.code === 'order-too-large');
}

function passOver({ event }: FoundOrder, error: unknown, report: SweepReport, log: Ports['log']): void {
  const { product } = event.order;
  if (isTooLarge(error)) {
    report.tooLarge += 1;
    log('order too large to store', { product });
  } else {
    report.failed += 1;
    log('order not handled', { product, error: error instanceof Error ? error.name : typeof error });
  }
}
