import { OrderEventsError } from '../order-events-error.ts';
import type { Ports } from '../ports/ports.ts';
import type { FoundOrder } from './look-up-orders.ts';
import type { SweepReport } from './sweep-report.ts';

/**
 * Does the work on one order. An order that no item can hold, or that the code fails on, is counted and logged, and keeps the
 * job from no other; what the store refuses just then ends the work on the page, which is read again.
 */
export async function passOver(
  { event }: FoundOrder,
  report: SweepReport,
  { log }: Pick<Ports, 'log'>,
  work: () => Promise<void>,
): Promise<void> {
  const { product } = event.order;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof OrderEventsError)) {
      report.failed += 1;
      log('order not handled', { product, error: error instanceof Error ? error.name : typeof error });
    } else if (error.code === 'item-too-large' || error.code === 'order-too-large') {
      report.tooLarge += 1;
      log('order too large to store', { product, failure: error.code });
    } else throw error;
  }
}
