import type { Change } from '../../../src/backend/order-events/changes/change.ts';
import { modelOf, type Order } from '../../../src/backend/order-events/products/product-models.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';
import type { JsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { BARE_ORDER, contextOf, listSampleOrders } from '../../workbench/emails/sample-contexts.ts';

/** An order that rules are tried on, with what else they are given of it. */
export interface SampleOrder {
  readonly name: string;
  readonly order: Order | { readonly product: Product; readonly id: string };
  readonly raw: JsonObject;
  readonly change: Change;
  readonly ticket: unknown;
  readonly language: string;
  /** What is stored of the order, which `unlessOrder` is given. */
  readonly state: unknown;
}

/** The orders of the documented payloads, and for each product one that has nothing but its id: every field may be absent. */
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
