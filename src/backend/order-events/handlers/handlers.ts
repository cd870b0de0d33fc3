import type { Product } from '../products/product.ts';
import type { OrderPlace } from './unwrap-envelope.ts';

/** What this package knows of a handler before any event comes. */
export interface HandlerEntry {
  readonly product: Product;
  /** Where the documented event has the order. */
  readonly orderPlace: OrderPlace;
  /** Whether it is called for any update of the product's orders: what a job reads is handled in its name. */
  readonly isUpdateHandler: boolean;
  /** The same event in the JavaScript SDK: its type there, and the slug by which an app of the Wix CLI subscribes to it. */
  readonly sdk: { readonly eventType: string; readonly webhookSlug: string };
  /** Its page in Velo's documentation. */
  readonly documentedAt: string;
}

const VELO = 'https://dev.wix.com/docs/velo/apis';

/**
 * Every handler that `events.js` exports, under the name by which Wix calls it: the one list of them. Payloads stand in
 * `payloads/<name>/`, and the name is the argument on the command line.
 */
export const handlers = {
  wixEvents_onOrderUpdated: {
    product: 'wix-events',
    orderPlace: 'root',
    isUpdateHandler: true,
    sdk: {
      eventType: 'wix.events.ticketing.events.OrderUpdated',
      webhookSlug: 'EVENTS_TICKETING_ORDER_UPDATED_WEBHOOK',
    },
    documentedAt: `${VELO}/wix-events-backend/events/on-order-updated`,
  },
  wixPricingPlans_onOrderUpdated: {
    product: 'wix-pricing-plans',
    orderPlace: 'entity',
    isUpdateHandler: true,
    sdk: { eventType: 'wix.pricing_plans.v2.order_updated', webhookSlug: 'wix.pricing_plans.v2.order_updated' },
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-updated`,
  },
  wixEcom_onOrderCreated: {
    product: 'wix-ecom',
    orderPlace: 'entity',
    isUpdateHandler: false,
    sdk: { eventType: 'wix.ecom.v1.order_created', webhookSlug: 'wix.ecom.v1.order_created' },
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-created`,
  },
  wixEcom_onOrderUpdated: {
    product: 'wix-ecom',
    orderPlace: 'entity',
    isUpdateHandler: true,
    sdk: { eventType: 'wix.ecom.v1.order_updated', webhookSlug: 'wix.ecom.v1.order_updated' },
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-updated`,
  },
  wixEcom_onOrderPaymentStatusUpdated: {
    product: 'wix-ecom',
    orderPlace: 'data.order',
    isUpdateHandler: false,
    sdk: {
      eventType: 'wix.ecom.v1.order_payment_status_updated',
      webhookSlug: 'wix.ecom.v1.order_payment_status_updated',
    },
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-payment-status-updated`,
  },
} as const satisfies Record<string, HandlerEntry>;

/** The name under which Wix calls a backend event handler. */
export type HandlerName = keyof typeof handlers;

/** Every handler's name. */
export const handlerNames = Object.keys(handlers) as readonly HandlerName[];

/** The update handler of each product. */
export const updateHandlerOf = Object.fromEntries(
  handlerNames
    .filter((name) => handlers[name].isUpdateHandler)
    .map((name): [Product, HandlerName] => [handlers[name].product, name]),
) as Readonly<Record<Product, HandlerName>>;

/** The folder of a handler's payloads, from the project's root; a handler without payloads has none. */
export function payloadFolderOf(handler: HandlerName): string {
  return `payloads/${handler}`;
}

/** Whether a value is the name of one of the handlers. */
export function isHandlerName(name: unknown): name is HandlerName {
  return typeof name === 'string' && Object.prototype.hasOwnProperty.call(handlers, name);
}
