import { readFileSync } from 'node:fs';

import { products, type Product } from '../../../src/backend/order-events/products/product.ts';
import { instantOfNow } from '../../../src/backend/order-events/values/instant.ts';
import { parseOrderEvent } from '../../../src/backend/order-events/handlers/parse-order-event.ts';
import type { Order } from '../../../src/backend/order-events/products/product-models.ts';
import { requireHandler } from '../../workbench/payload/require-handler.ts';
import { listMainPayloads } from '../../workbench/payload/payload-library.ts';

/** An order that rules are tried on. */
export interface SampleOrder {
  readonly name: string;
  readonly order: Order | { readonly product: Product; readonly id: string };
  readonly ticket: unknown;
}

/** The orders of the documented payloads, and for each product one that has nothing but its id: every field may be absent. */
export function sampleOrders(root: string): SampleOrder[] {
  const documented = listMainPayloads(root).flatMap(({ handler, file }): SampleOrder[] => {
    const parsed = parseOrderEvent(
      requireHandler(handler),
      JSON.parse(readFileSync(file, 'utf8')),
      instantOfNow(Date.UTC(2024, 0)),
    );
    if (parsed.kind === 'rejected') return [];
    const { order } = parsed.event;
    const ticket = order.product === 'wix-events' ? order.tickets?.[0] : undefined;
    return [{ name: 'the documented order', order, ticket }];
  });
  const bare = products.map((product) => {
    return { name: 'an order that has only an id', order: { product, id: 'sample' }, ticket: undefined };
  });
  return [...documented, ...bare];
}
