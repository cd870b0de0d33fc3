import type { Product } from '../products/product.ts';

/** One page of a shop's orders, as the product's own method returns it: nothing about it is trusted. */
export interface OrderPage {
  readonly orders: readonly unknown[];
  /** Start of the next page; absent on the last page. */
  readonly next?: string | undefined;
}

/** Source of a product's orders. */
export interface OrderSource {
  readonly product: Product;
  /**
   * Reads a page. `changedSince` is a hint: a source whose product cannot filter by it returns all orders, and the caller skips those
   * that did not change.
   */
  listChanged(changedSince: Date, from: string | undefined): Promise<OrderPage>;
  /** Reads a page of the orders that may still change: those that are open, and those created since. */
  listOpen(createdSince: Date, from: string | undefined): Promise<OrderPage>;
}

/** Reader of orders, and of the contacts of their buyers, for the reconcile job. */
export interface OrderReader {
  readonly sources: readonly OrderSource[];
  /** Finds the only contact of an email address; `undefined` if there is none, or more than one. */
  findContact(email: string): Promise<string | undefined>;
}
