import { products, type Product } from '../products/product.ts';
import { modelOf } from '../products/product-models.ts';
import type { JsonObject } from '../values/json-object.ts';
import type { Rejection } from '../values/rejection.ts';
import { handlers, type HandlerName } from './handlers.ts';
import type { Envelope } from './unwrap-envelope.ts';

/** Rejects an event that carries another product's order: two of the products use the same envelope. */
export function findOtherProduct(
  handler: HandlerName,
  { order, orderPath, metadata }: Envelope,
): Rejection | undefined {
  const { product, sdk } = handlers[handler];
  const named = metadata['entityFqdn'];
  const hasEntity = modelOf(product).entity !== undefined;
  // An event type consists of the name of its entity and of what happened to it.
  if (hasEntity && typeof named === 'string' && !sdk.eventType.startsWith(`${named}_`)) {
    return rejectionFor(products.find((candidate) => modelOf(candidate).entity === named));
  }
  if (hasMark(order, product)) return undefined;
  const other = products.find((candidate) => hasMark(order, candidate));
  return other === undefined ? undefined : rejectionFor(other);

  function rejectionFor(found: Product | undefined): Rejection {
    const what = found === undefined ? 'another entity' : `an order of ${found}`;
    return { path: orderPath, expected: `an order of ${product}`, found: what };
  }
}

function hasMark(order: JsonObject, product: Product): boolean {
  return modelOf(product).marks.some((key) => order[key] !== undefined);
}
