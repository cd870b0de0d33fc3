import { invalid, refusal, type HttpAnswer } from '../modules/wix-fetch/email-transmissions.ts';
import { isItem } from '../modules/wix-data/authorize.ts';
import { wixLimits } from '../wix-limits.ts';

/** The APIs for orders. */
export type OrderApi = 'ecom' | 'pricing-plans' | 'events';

/** An order in the format of its API. */
export type RestOrder = Readonly<Record<string, unknown>>;

type Orders = readonly RestOrder[];

const NEVER_SEARCHED = 'INITIALIZED';

/**
 * Searches shop orders: "orders with status: "INITIALIZED" are never returned", newest first by default, 100 per page:
 * https://dev.wix.com/docs/api-reference/business-solutions/e-commerce/orders/orders/search-orders. A request with a cursor must have no
 * filter or sort.
 */
export function searchShopOrders(body: unknown, orders: Orders): HttpAnswer {
  const { search } = isItem(body) ? body : {};
  const asked = isItem(search) ? search : {};
  const { limit = wixLimits.ordersSearched, cursor } = isItem(asked['cursorPaging']) ? asked['cursorPaging'] : {};
  if (typeof limit !== 'number' || limit > wixLimits.ordersSearched) return invalid('search.cursorPaging.limit');
  if (typeof cursor === 'string' && (asked['filter'] !== undefined || asked['sort'] !== undefined)) {
    return invalid('search.cursorPaging.cursor goes without filter and sort');
  }
  const start: unknown = typeof cursor === 'string' ? JSON.parse(atob(cursor)) : { ...asked, offset: 0 };
  const { filter, sort, offset } = isItem(start) ? start : {};
  const [by] = Array.isArray(sort) && isItem(sort[0]) ? [sort[0]] : [{ fieldName: 'createdDate', order: 'DESC' }];
  const found = orders.filter((order) => order['status'] !== NEVER_SEARCHED && matches(order, filter));
  found.sort(byField(String(by['fieldName']), by['order'] === 'ASC'));
  const from = Number(offset);
  const hasNext = from + limit < found.length;
  const next = hasNext ? { next: btoa(JSON.stringify({ filter, sort, offset: from + limit })) } : {};
  const page = found.slice(from, from + limit);
  return { status: 200, body: { orders: page, metadata: { count: page.length, cursors: next, hasNext } } };
}

/** "Number of orders to return … Max: 50": https://dev.wix.com/docs/api-reference/business-solutions/pricing-plans/orders/management-list-orders */
export function listPlanOrders(query: URLSearchParams, orders: Orders): HttpAnswer {
  const limit = Number(query.get('limit') ?? wixLimits.planOrdersListed);
  if (!(limit >= 1 && limit <= wixLimits.planOrdersListed)) return invalid('limit');
  const statuses = query.getAll('orderStatuses');
  const found = orders.filter(({ status }) => statuses.length === 0 || statuses.includes(String(status)));
  found.sort(byField('createdDate', false));
  const offset = Number(query.get('offset') ?? 0);
  const page = found.slice(offset, offset + limit);
  return { status: 200, body: { orders: page, pagingMetadata: { count: page.length, offset, total: found.length } } };
}

/** The fields of a ticket order by fieldset, named as in the typings of `@wix/events`. */
const fieldsOfSet: Readonly<Record<string, readonly string[]>> = {
  TICKETS: ['tickets'],
  DETAILS: [
    ...['reservationId', 'snapshotId', 'created', 'firstName', 'lastName', 'confirmed', 'status', 'method'],
    ...['ticketsQuantity', 'totalPrice', 'ticketsPdf', 'archived', 'fullName'],
  ],
  FORM: ['checkoutForm'],
  INVOICE: ['invoice'],
};
const fieldsOfAll = ['orderNumber', 'eventId', 'contactId', 'memberId', 'anonymized', 'fullyCheckedIn'];

/**
 * Lists ticket orders:
 * https://dev.wix.com/docs/api-reference/business-solutions/events/registration/ticketing/orders/list-orders
 */
export function listTicketOrders(query: URLSearchParams, orders: Orders): HttpAnswer {
  const limit = Number(query.get('limit') ?? wixLimits.ticketOrdersListed);
  if (!(limit >= 1 && limit <= wixLimits.ticketOrdersListed)) return invalid('limit');
  const sort = query.get('sort') ?? 'created:asc';
  if (!/^created:(?:asc|desc)$/.test(sort)) throw new Error(`The emulator does not model the order ${sort}.`);
  const found = [...orders].sort(byField('created', sort === 'created:asc'));
  const offset = Number(query.get('offset') ?? 0);
  const page = found.slice(offset, offset + limit).map((order) => withFields(order, query.getAll('fieldset')));
  return { status: 200, body: { total: found.length, offset, limit, orders: page } };
}

/** Responds to `GET /ecom/v1/orders/{id}`, `GET /pricing-plans/v2/orders/{id}`, `GET /events/v1/events/{eventId}/orders/{orderNumber}`. */
export function getOrder(id: string, orders: Orders, fieldsets?: readonly string[]): HttpAnswer {
  const order = orders.find((one) => idOf(one) === id);
  if (order === undefined) return refusal(404, 'NOT_FOUND', 'There is no such order.');
  return { status: 200, body: { order: fieldsets === undefined ? order : withFields(order, fieldsets) } };
}

/** Returns the id of an order, or the number of a ticket order. */
export function idOf({ id, orderNumber }: RestOrder): string {
  return String(id ?? orderNumber);
}

function withFields(order: RestOrder, fieldsets: readonly string[]): RestOrder {
  const names = [...fieldsOfAll, ...fieldsets.flatMap((set) => fieldsOfSet[set] ?? [])];
  return Object.fromEntries(Object.entries(order).filter(([name]) => names.includes(name)));
}

function byField(name: string, isAscending: boolean): (one: RestOrder, other: RestOrder) => number {
  const at = (order: RestOrder): number => Date.parse(String(order[name]));
  return (one, other) => (isAscending ? 1 : -1) * (at(one) - at(other));
}

/** Supports the filters that this package uses; others are not modelled. */
function matches(order: RestOrder, filter: unknown): boolean {
  return Object.entries(isItem(filter) ? filter : {}).every(([field, wanted]) => {
    if (field === '$or') return Array.isArray(wanted) && wanted.some((choice) => matches(order, choice));
    if (!isItem(wanted)) return order[field] === wanted;
    return Object.entries(wanted).every(([operator, operand]) => isMet(order[field], operator, operand));
  });
}

function isMet(value: unknown, operator: string, operand: unknown): boolean {
  switch (operator) {
    case '$eq':
      return value === operand;
    case '$ne':
      return value !== operand;
    case '$gte':
      return Date.parse(String(value)) >= Date.parse(String(operand));
    default:
      throw new Error(`The emulator does not model the operator ${operator}.`);
  }
}
