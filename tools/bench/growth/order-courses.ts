import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { type Json, type JsonObject, objectAt } from '../../workbench/payload/json.ts';

const DAY_MS = 86_400_000;
/** Days from the payment of an order to its fulfilment or cancellation. */
const ENDS_AFTER_DAYS = 2;

/** An event of a day, as passed to its handler. */
export interface CourseEvent {
  readonly handler: HandlerName;
  readonly event: JsonObject;
  readonly atMs: number;
}

/**
 * Creates the events of a shop's day, evenly distributed: the payment of each order of the day, and the end of each order of two days
 * before. Of ten orders, eight are fulfilled, one is canceled, and one is never marked as fulfilled.
 */
export function createCourses(
  documented: { readonly paid: JsonObject; readonly updated: JsonObject },
  copies: number,
): (day: number, ordersPerDay: number, dayMs: number) => Iterable<CourseEvent> {
  const paidOrder = objectAt(objectAt(documented.paid, 'data'), 'order');
  const updatedOrder = objectAt(documented.updated, 'entity');
  const paidMetadata = objectAt(documented.paid, 'metadata');
  const updatedMetadata = objectAt(documented.updated, 'metadata');

  function payment(order: number, atMs: number): CourseEvent {
    const id = idOf(order * copies);
    const data = { order: { ...paidOrder, ...own(id, atMs, atMs, []) }, previousPaymentStatus: 'NOT_PAID' };
    const metadata = { ...paidMetadata, id: `paid-${id}`, entityId: id, eventTime: timeOf(atMs) };
    return { handler: 'wixEcom_onOrderPaymentStatusUpdated', event: { metadata, data }, atMs };
  }

  function ending(order: number, paidMs: number, atMs: number): CourseEvent {
    const id = idOf(order * copies);
    const isCanceled = order % 10 === 8;
    const activities = [{ type: isCanceled ? 'ORDER_CANCELED' : 'ORDER_FULFILLED', _createdDate: timeOf(atMs) }];
    const end = isCanceled ? { status: 'CANCELED' } : { fulfillmentStatus: 'FULFILLED' };
    const entity = { ...updatedOrder, ...own(id, paidMs, atMs, activities), ...end, paymentStatus: 'PAID' };
    const metadata = { ...updatedMetadata, id: `end-${id}`, entityId: id, eventTime: timeOf(atMs) };
    return { handler: 'wixEcom_onOrderUpdated', event: { metadata, entity }, atMs };
  }

  return function* eventsOf(day, ordersPerDay, dayMs) {
    for (let index = 0; index < ordersPerDay; index += 1) {
      const atMs = dayMs + Math.floor((index * (DAY_MS - 3_600_000)) / ordersPerDay);
      yield payment(day * ordersPerDay + index, atMs);
      const earlier = (day - ENDS_AFTER_DAYS) * ordersPerDay + index;
      if (day > ENDS_AFTER_DAYS && earlier % 10 !== 9) {
        yield ending(earlier, atMs - ENDS_AFTER_DAYS * DAY_MS, atMs + 1_000);
      }
    }
  };
}

function own(id: string, paidMs: number, atMs: number, more: readonly Json[]): JsonObject {
  return {
    _id: id,
    number: id.slice(-6),
    _createdDate: timeOf(paidMs - 60_000),
    _updatedDate: timeOf(atMs - 100),
    activities: [
      { type: 'ORDER_PLACED', _createdDate: timeOf(paidMs - 60_000) },
      { type: 'ORDER_PAID', _createdDate: timeOf(paidMs) },
      ...more,
    ],
  };
}

const ID_HEAD = '7a8b195e-ab73-4138-b9da-';

function idOf(order: number): string {
  return ID_HEAD + order.toString(16).padStart(12, '0');
}

/** Returns the ids of an order's copies: numbers between its own and the next order's. */
export function idsOfCopies(orderId: string, copies: number): readonly string[] {
  const own = Number.parseInt(orderId.slice(ID_HEAD.length), 16);
  return Array.from({ length: copies - 1 }, (_none, index) => idOf(own + index + 1));
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
