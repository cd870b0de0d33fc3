import { forEachConcurrently } from '../jobs/pages.ts';
import { OrderEventsError } from '../order-events-error.ts';
import type { Ports } from '../ports/ports.ts';
import type { FoundOrder } from './look-up-orders.ts';
import type { Progress, SweepReport } from './sweep-report.ts';

/** Number of runs that one page may end. In the next run, an order that the store still refuses is skipped if the store accepts others. */
const MAX_FAILED_RUNS = 3;
/**
 * If the store accepts none, it may be at fault itself: an order is then skipped only after this many runs (three days), when its changes
 * are too old to matter.
 */
const MAX_RUNS_WITHOUT_STORE = 12;

/** A page of a sweep, with the sweep's progress and the run's report. */
export interface PageOfSweep {
  readonly found: readonly FoundOrder[];
  readonly progress: Progress;
  /** Key under which the progress counts the runs that the page ended. */
  readonly failedRunsKey: string;
  readonly report: SweepReport;
}

/**
 * Calls `work` for each order of a page. An order that no item can hold, or that makes the code throw, is counted, logged and skipped. A
 * refusal by the store ends the work on the page, and the next run reads it again; but not for ever, because the store may refuse only
 * that one order.
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

/** `true` if a failure is not the store's, so that the same order would fail again. */
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
