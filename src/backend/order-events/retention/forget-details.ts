import type { Ports } from '../ports/ports.ts';
import type { Product } from '../products/product.ts';
import { modelOf } from '../products/product-models.ts';
import { ANONYMIZED, emptyProjection, isAnonymized, type Projection } from '../timeline/projection.ts';
import { isSameJson } from '../values/same-json.ts';

/** Most tries: far more than the handlers that can work on one order at the same time. */
const MAX_TRIES = 8;

/** Dependencies of forgetting an order's details. */
type ForgetDeps = Pick<Ports, 'projections' | 'leftovers' | 'now'>;

/** Removes the digests of personal values from all stored states of an order. */
export async function forgetDetails(product: Product, orderId: string, deps: ForgetDeps): Promise<void> {
  await change(product, orderId, (known) => known && withoutDetails(known), deps);
}

/**
 * Does the same for an anonymized order, and marks it as anonymized, because its own event may have been lost half-way. From then on no
 * details of it are stored and no notifications are sent.
 */
export async function anonymize(product: Product, orderId: string, deps: ForgetDeps): Promise<void> {
  await change(
    product,
    orderId,
    (known) => {
      const { reportedKeys, ...rest } = withoutDetails(known ?? emptyProjection({ product, id: orderId }));
      return { ...rest, reportedKeys: isAnonymized(known) ? reportedKeys : [...reportedKeys, ANONYMIZED] };
    },
    deps,
  );
}

function withoutDetails(known: Projection): Projection {
  const timeline = known.timeline.map((entry) => ({
    ...entry,
    snapshot: modelOf(known.product).forgetDetails(entry.snapshot),
  }));
  return { ...known, timeline };
}

async function change(
  product: Product,
  orderId: string,
  next: (known: Projection | undefined) => Projection | undefined,
  { projections, leftovers, now }: ForgetDeps,
): Promise<void> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const { projection: known, revision } = await projections.read(product, orderId);
    const changed = next(known);
    if (changed === undefined) return;
    if (isSameJson(changed, known)) break;
    if ((await projections.save(changed, revision, now())) === 'saved') break;
  }
  await leftovers?.removeOfOrder(product, orderId);
}
