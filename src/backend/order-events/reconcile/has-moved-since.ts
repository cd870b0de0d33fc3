import { msOf } from '../values/instant.ts';
import type { OrderEvent } from '../handlers/parse-order-event.ts';

/**
 * Whether an order that was read moved since an instant, by its own dates. Wix does not move the date of the last update
 * on a resume, nor when a date that was set before is reached, so those dates count too.
 */
export function hasMovedSince({ order, at, happenedAt }: OrderEvent, since: number): boolean {
  if (msOf(happenedAt) >= since) return true;
  if (order.product !== 'wix-pricing-plans') return false;
  const pauses = (order.pauses ?? []).flatMap(({ pausedAt, resumedAt }) => [pausedAt, resumedAt]);
  const dates = [order.startAt, order.endAt, order.cycleStartedAt, ...pauses];
  return dates.some((date) => date !== undefined && Date.parse(date) >= since && Date.parse(date) <= msOf(at));
}
