import type { Ports } from '../ports/ports.ts';
import type { Product } from '../products/product.ts';
import { modelOf } from '../products/product-models.ts';
import { isSameJson } from '../values/same-json.ts';

/** Far more handlers than can be at work on one order at once. */
const MAX_TRIES = 8;

/** Removes the digests of personal values from all that is stored of an order's states. */
export async function forgetDetails(
  product: Product,
  orderId: string,
  { projections, leftovers, now }: Pick<Ports, 'projections' | 'leftovers' | 'now'>,
): Promise<void> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const { projection, revision } = await projections.read(product, orderId);
    if (projection === undefined) return;
    const timeline = projection.timeline.map((entry) => ({
      ...entry,
      snapshot: modelOf(product).forgetDetails(entry.snapshot),
    }));
    if (isSameJson(timeline, projection.timeline)) break;
    if ((await projections.save({ ...projection, timeline }, revision, now())) === 'saved') break;
  }
  await leftovers?.removeOfOrder(product, orderId);
}
