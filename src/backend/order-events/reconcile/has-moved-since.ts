import type { OrderEvent } from '../handlers/parse-order-event.ts';
import { modelOf } from '../products/product-models.ts';
import { msOf } from '../values/instant.ts';

/**
 * `true` if an order that was read changed since an instant, by its own dates. Wix does not change the date of the last update on a
 * resume, nor when a date that was set before is reached, so those dates count too.
 */
export function hasMovedSince({ order, at, happenedAt }: OrderEvent, since: number): boolean {
  if (msOf(happenedAt ?? at) >= since) return true;
  const dates = modelOf(order.product).datesOf?.(order) ?? [];
  return dates.some((date) => date !== undefined && Date.parse(date) >= since && Date.parse(date) <= msOf(at));
}

/** `true` if an order that was read has no date of its last update, so that its changes can be of any age. */
export function isUndated({ happenedAt }: OrderEvent): boolean {
  return happenedAt === undefined;
}
