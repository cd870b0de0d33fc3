import type { AppEvent } from '../../../emulator/webhooks/webhook-signer.ts';
import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { readDocumentedPayload } from '../payload/documented-payloads.ts';
import { type Json, type JsonObject, objectAt } from '../payload/json.ts';
import { toWebhookEvent } from '../payload/webhook-event.ts';

/** Webhook of an order and its time, in milliseconds since 1970. */
export interface OrderWebhook {
  readonly at: number;
  readonly event: AppEvent;
}

/** Order to create: its number, its installation and its time, in milliseconds since 1970. */
export interface ShopOrder {
  readonly number: number;
  readonly instanceId: string;
  readonly at: number;
}

/** Delays after the order was placed: paid, paid by its other name, fulfilled. The shipped rules notify the buyer of both changes. */
const PAID_MS = 1_000;
const TWIN_MS = 1_200;
const FULFILLED_MS = 3_000;

/**
 * Reads the documented events of a repository, and returns a function that makes the four webhooks of an order: created, paid, the same
 * again by its other name, fulfilled. Each order has its own buyer, whose contact id is the order's id.
 */
export function createShopOrders(root: string): (order: ShopOrder) => readonly OrderWebhook[] {
  const payment = readDocumentedPayload(root, 'wixEcom_onOrderPaymentStatusUpdated');
  const update = readDocumentedPayload(root, 'wixEcom_onOrderUpdated');
  const documented = objectAt(objectAt(payment, 'data'), 'order');
  const metadata = objectAt(update, 'metadata');

  return function webhooksOf({ number, instanceId, at }) {
    const id = idOfOrder(number);

    function orderAt(updatedAt: number, changes: JsonObject, kinds: readonly string[]): JsonObject {
      const buyer = objectAt(documented, 'buyerInfo');
      const times = [at, at + PAID_MS, at + FULFILLED_MS];
      const activities = kinds.map((type, index): Json => ({ type, _createdDate: timeOf(times[index] ?? at) }));
      return {
        ...documented,
        ...{ _id: id, number: String(number), buyerInfo: { ...buyer, contactId: id }, activities },
        ...{ _createdDate: timeOf(at), _updatedDate: timeOf(updatedAt), fulfillmentStatus: 'NOT_FULFILLED' },
        ...changes,
      };
    }

    function webhook(handler: HandlerName, happenedAt: number, name: string, content: JsonObject): OrderWebhook {
      const own = { id: `${id}-${name}`, entityId: id, eventTime: timeOf(happenedAt) };
      const event = { metadata: { ...metadata, ...own }, ...content };
      return { at: happenedAt, event: toWebhookEvent(handler, instanceId, { event, json: JSON.stringify(event) }) };
    }

    const created = orderAt(at, { paymentStatus: 'NOT_PAID' }, ['ORDER_PLACED']);
    const paid = orderAt(at + PAID_MS, { paymentStatus: 'PAID' }, ['ORDER_PLACED', 'ORDER_PAID']);
    const fulfilled = orderAt(at + FULFILLED_MS, { paymentStatus: 'PAID', fulfillmentStatus: 'FULFILLED' }, [
      'ORDER_PLACED',
      'ORDER_PAID',
      'ORDER_FULFILLED',
    ]);
    return [
      webhook('wixEcom_onOrderCreated', at, 'created', { entity: created }),
      webhook('wixEcom_onOrderPaymentStatusUpdated', at + PAID_MS, 'paid', {
        data: { order: paid, previousPaymentStatus: 'NOT_PAID' },
      }),
      webhook('wixEcom_onOrderUpdated', at + TWIN_MS, 'updated', { entity: paid }),
      webhook('wixEcom_onOrderUpdated', at + FULFILLED_MS, 'fulfilled', { entity: fulfilled }),
    ];
  };
}

/** Returns the id of an order, also its buyer's, for the order's number. */
export function idOfOrder(number: number): string {
  return `7a8b195e-ab73-4138-b9da-${number.toString(16).padStart(12, '0')}`;
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
