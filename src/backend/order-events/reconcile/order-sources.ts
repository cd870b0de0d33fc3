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
}

/** Finds the one contact of an email address; `undefined` when there is none, or more than one. */
export type FindContact = (email: string) => Promise<string | undefined>;

/**
 * The methods of Wix's SDK packages that the reconcile job uses, as far as it uses them. The job's entry file hands
 * them in, so that nothing else loads those packages.
 */
export interface SdkMethods {
  /** https://dev.wix.com/docs/sdk/backend-modules/ecom/orders/search-orders */
  readonly searchShopOrders: (search: ShopSearch) => Promise<unknown>;
  /** https://dev.wix.com/docs/sdk/backend-modules/pricing-plans/orders/management-list-orders */
  readonly listPlanOrders: (options: { limit: number; offset: number }) => Promise<unknown>;
  /** https://dev.wix.com/docs/sdk/backend-modules/events/orders/list-orders */
  readonly listTicketOrders: (options: TicketList) => Promise<unknown>;
  /** https://dev.wix.com/docs/sdk/backend-modules/crm/contacts/query-contacts */
  readonly findContactsByEmail: (email: string, limit: number) => Promise<unknown>;
}

/** A cursor search of shop orders; the SDK names dates with an underscore and turns them into the API's names. */
export interface ShopSearch {
  filter?: { _updatedDate: { $gte: Date } };
  sort?: { fieldName: '_updatedDate'; order: 'ASC' }[];
  cursorPaging: { limit: number; cursor?: string };
}

/** A list request of ticket orders. */
export interface TicketList {
  limit: number;
  offset: number;
  fieldset: ('TICKETS' | 'DETAILS' | 'FORM')[];
  sort: string;
}
