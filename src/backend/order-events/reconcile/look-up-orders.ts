import { parseReadOrder, type OrderEvent } from '../handlers/parse-order-event.ts';
import type { Ports } from '../ports/ports.ts';
import type { StoredProjection } from '../ports/projections.ts';
import type { Product } from '../products/product.ts';
import type { Instant } from '../values/instant.ts';

/** An order that was read, and its stored projection. */
export interface FoundOrder {
  readonly event: OrderEvent;
  readonly stored: StoredProjection;
}

/** Parses the orders of a page and reads their stored projections in one call; counts and logs those that are not understood. */
export async function lookUpOrders(
  product: Product,
  raws: readonly unknown[],
  readAt: Instant,
  { projections, log }: Pick<Ports, 'projections' | 'log'>,
): Promise<{ readonly found: readonly FoundOrder[]; readonly unreadable: number }> {
  const events: OrderEvent[] = [];
  for (const raw of raws) {
    try {
      const parsed = parseReadOrder(product, raw, readAt);
      if (parsed.kind === 'event') events.push(parsed.event);
      else log('order not understood', { product, ...parsed.rejection });
    } catch (error) {
      // One order that makes the code throw must not stop the whole page.
      log('order not understood', { product, error: error instanceof Error ? error.name : typeof error });
    }
  }
  const unreadable = raws.length - events.length;
  if (events.length === 0) return { found: [], unreadable };
  const stored = await projections.readMany(
    product,
    events.map(({ order }) => order.id),
  );
  const found = events.flatMap((event, index) => {
    const ofOrder = stored[index];
    return ofOrder === undefined ? [] : [{ event, stored: ofOrder }];
  });
  return { found, unreadable };
}
