import { planModel } from './plans/plan-model.ts';
import type { Product } from './product.ts';
import type { ProductModel } from './product-model.ts';
import { shopModel } from './shop/shop-model.ts';
import { ticketModel } from './tickets/ticket-model.ts';

const productModels = {
  'wix-events': ticketModel,
  'wix-pricing-plans': planModel,
  'wix-ecom': shopModel,
} as const satisfies Record<Product, unknown>;

type Models = typeof productModels;

/** Order of each product, as this package represents it. */
export type OrderOf = { readonly [P in Product]: Parameters<Models[P]['project']>[0] };

/** An order of any product. */
export type Order = OrderOf[Product];

/** Stored state of an order of each product. */
export type SnapshotOf = { readonly [P in Product]: ReturnType<Models[P]['project']> };

/** Stored state of an order of any product. */
export type Snapshot = SnapshotOf[Product];

/** Returns the model of a product. It must never get orders or snapshots of another product. */
export function modelOf(product: Product): ProductModel<Order, Snapshot> {
  return productModels[product];
}
