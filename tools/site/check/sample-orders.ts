import type { Change } from '../../../src/backend/order-events/changes/change.ts';
import { modelOf, type Order } from '../../../src/backend/order-events/products/product-models.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';
import type { JsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { BARE_ORDER, contextOf, listSampleOrders } from '../../workbench/emails/sample-contexts.ts';

/** Order on which rules are tried, with the rest of their input. */
export interface SampleOrder {
  readonly name: string;
  readonly order: Order | { readonly product: Product; readonly id: string };
  readonly raw: JsonObject;
  readonly change: Change;
  readonly ticket: unknown;
  readonly language: string;
  /** Stored state of the order, the argument of `unlessOrder`. */
  readonly state: unknown;
}

/** Returns the orders of the documented payloads, and for each product an order with only an id, since any field may be absent. */
export function sampleOrders(root: string): SampleOrder[] {
  return listSampleOrders(root).map((sample) => {
    const isBare = sample.name === BARE_ORDER;
    const { order } = sample;
    const { raw, change, ticket, language } = contextOf(sample, 'order-paid', 'en', 'UTC');
    const state = isBare ? {} : modelOf(order.product).project(order as Order, undefined, undefined);
    const name = isBare ? 'an order that has only an id' : 'the documented order';
    return { name, order, raw, change, ticket, language, state };
  });
}
