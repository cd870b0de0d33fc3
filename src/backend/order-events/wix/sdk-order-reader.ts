import { msOf, readInstant } from '../values/instant.ts';
import { isJsonObject, valueAt } from '../values/json-object.ts';
import type { OrderPage, OrderReader, OrderSource } from '../ports/order-reader.ts';

/**
 * Methods of Wix's SDK packages that the reconcile job uses, with the arguments that it uses. The job's entry file passes them in, so
 * that nothing else loads those packages; a product without its method is not read.
 */
export interface SdkMethods {
  /** https://dev.wix.com/docs/sdk/backend-modules/ecom/orders/search-orders */
  readonly searchShopOrders?: (search: ShopSearch) => Promise<unknown>;
  /** https://dev.wix.com/docs/sdk/backend-modules/pricing-plans/orders/management-list-orders */
  readonly listPlanOrders?: (options: PlanList) => Promise<unknown>;
  /** https://dev.wix.com/docs/sdk/backend-modules/events/orders/list-orders */
  readonly listTicketOrders?: (options: TicketList) => Promise<unknown>;
  /** https://dev.wix.com/docs/sdk/backend-modules/crm/contacts/query-contacts */
  readonly findContactsByEmail: (email: string, limit: number) => Promise<unknown>;
}

/** A cursor search of shop orders; the SDK names dates with an underscore and turns them into the API's names. */
export interface ShopSearch {
  /** https://dev.wix.com/docs/rest/business-solutions/e-commerce/orders/orders/supported-filters-and-sorting */
  readonly filter?: { readonly _updatedDate: { readonly $gte: Date } } | OpenShopOrders;
  readonly sort?: { readonly fieldName: '_updatedDate'; readonly order: 'ASC' }[];
  readonly cursorPaging: { readonly limit: number; readonly cursor?: string };
}

/** Filter for open shop orders: not archived, and either not fulfilled or new. */
export interface OpenShopOrders {
  readonly archived: { readonly $ne: true };
  readonly $or: [
    { readonly _createdDate: { readonly $gte: Date } },
    { readonly fulfillmentStatus: { readonly $ne: 'FULFILLED' } },
  ];
}

/** A list request for plan orders. */
export interface PlanList {
  readonly limit: number;
  readonly offset: number;
  readonly orderStatuses?: ('ACTIVE' | 'PENDING' | 'PAUSED' | 'DRAFT')[];
}

/** A list request for ticket orders. */
export interface TicketList {
  readonly limit: number;
  readonly offset: number;
  readonly fieldset: ('TICKETS' | 'DETAILS' | 'FORM')[];
  readonly sort: string;
}

const SHOP_PAGE_SIZE = 100;
/** The most that the method returns: https://dev.wix.com/docs/sdk/backend-modules/pricing-plans/orders/management-list-orders */
const PLAN_PAGE_SIZE = 50;
const TICKET_PAGE_SIZE = 100;

/** Creates a reader of the products' orders and their buyers' contacts, through the SDK methods. */
export function createSdkOrderReader(methods: SdkMethods): OrderReader {
  const { searchShopOrders, listPlanOrders, listTicketOrders } = methods;
  return {
    sources: [
      ...(searchShopOrders === undefined ? [] : [shopSource(searchShopOrders)]),
      ...(listPlanOrders === undefined ? [] : [planSource(listPlanOrders)]),
      ...(listTicketOrders === undefined ? [] : [ticketSource(listTicketOrders)]),
    ],
    // An address that several contacts share identifies none of them.
    async findContact(email) {
      const found = valueAt(await methods.findContactsByEmail(email, 2), 'items');
      if (!Array.isArray(found) || found.length !== 1) return undefined;
      const id = valueAt(found[0], '_id');
      return typeof id === 'string' ? id : undefined;
    },
  };
}

/** Returns the source of shop orders. A cursor holds its filter and sort order, so a search continues with the cursor alone. */
function shopSource(searchShopOrders: NonNullable<SdkMethods['searchShopOrders']>): OrderSource {
  async function search(first: Omit<ShopSearch, 'cursorPaging'>, from: string | undefined): Promise<OrderPage> {
    const request = from === undefined ? first : {};
    const cursorPaging = { limit: SHOP_PAGE_SIZE, ...(from === undefined ? {} : { cursor: from }) };
    const page = await searchShopOrders({ ...request, cursorPaging });
    const cursor = valueAt(valueAt(valueAt(page, 'metadata'), 'cursors'), 'next');
    return { orders: ordersOf(page), next: typeof cursor === 'string' && cursor !== '' ? cursor : undefined };
  }

  return {
    product: 'wix-ecom',
    listChanged: (changedSince, from) =>
      search(
        { filter: { _updatedDate: { $gte: changedSince } }, sort: [{ fieldName: '_updatedDate', order: 'ASC' }] },
        from,
      ),
    listOpen: (createdSince, from) =>
      search(
        {
          filter: {
            archived: { $ne: true },
            $or: [{ _createdDate: { $gte: createdSince } }, { fulfillmentStatus: { $ne: 'FULFILLED' } }],
          },
        },
        from,
      ),
  };
}

/**
 * Returns the source of plan orders. They can be sorted only by creation and end, so all are read, and the caller skips those that did
 * not change.
 */
function planSource(listPlanOrders: NonNullable<SdkMethods['listPlanOrders']>): OrderSource {
  async function list(statuses: Pick<PlanList, 'orderStatuses'>, from: string | undefined): Promise<OrderPage> {
    const offset = Number(from ?? 0);
    return pageByOffset(await listPlanOrders({ limit: PLAN_PAGE_SIZE, offset, ...statuses }), offset, PLAN_PAGE_SIZE);
  }

  return {
    product: 'wix-pricing-plans',
    listChanged: (_changedSince, from) => list({}, from),
    listOpen: (_createdSince, from) => list({ orderStatuses: ['ACTIVE', 'PENDING', 'PAUSED', 'DRAFT'] }, from),
  };
}

/** Returns the source of ticket orders. They have no documented filter by update, so all are read, newest first. */
function ticketSource(listTicketOrders: NonNullable<SdkMethods['listTicketOrders']>): OrderSource {
  async function list(from: string | undefined): Promise<OrderPage> {
    const offset = Number(from ?? 0);
    const page = await listTicketOrders({
      limit: TICKET_PAGE_SIZE,
      offset,
      fieldset: ['TICKETS', 'DETAILS', 'FORM'],
      sort: 'created:desc',
    });
    return pageByOffset(page, offset, TICKET_PAGE_SIZE);
  }

  return {
    product: 'wix-events',
    listChanged: (_changedSince, from) => list(from),
    async listOpen(createdSince, from) {
      const page = await list(from);
      const oldest = readInstant(valueAt(page.orders[page.orders.length - 1], 'created'));
      const isBeyond = oldest !== undefined && msOf(oldest) < createdSince.getTime();
      return isBeyond ? { orders: page.orders } : page;
    },
  };
}

function pageByOffset(page: unknown, offset: number, pageSize: number): OrderPage {
  const orders = ordersOf(page);
  return { orders, next: orders.length < pageSize ? undefined : String(offset + orders.length) };
}

function ordersOf(page: unknown): readonly unknown[] {
  const orders = valueAt(page, 'orders');
  return Array.isArray(orders) ? orders.filter(isJsonObject) : [];
}
