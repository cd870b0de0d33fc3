import type { Product } from '../products/product.ts';

/** One page of a shop's orders, as the product's own method returns it: nothing about it is trusted. */
export interface OrderPage {
  readonly orders: readonly unknown[];
  /** Where the next page begins; absent on the last page. */
  readonly next?: string | undefined;
}

/** How a product's orders are read. */
export interface OrderSource {
  readonly product: Product;
  /**
   * Reads a page. `changedSince` is a hint: sources whose product cannot filter by it return all orders, and
   * the caller leaves out what did not move.
   */
  listChanged(changedSince: Date, from: string | undefined): Promise<OrderPage>;
  /** Reads a page of the orders in which something may still happen: those that are open, and those created since. */
  listOpen(createdSince: Date, from: string | undefined): Promise<OrderPage>;
}

/** How the reconcile job reads orders, and the contacts of their buyers. */
export interface OrderReader {
  readonly sources: readonly OrderSource[];
  /** Finds the one contact of an email address; `undefined` when there is none, or more than one. */
  findContact(email: string): Promise<string | undefined>;
}
