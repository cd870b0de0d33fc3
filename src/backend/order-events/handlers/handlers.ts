import type { ChangeKind } from '../changes/change.ts';
import type { Product } from '../products/product.ts';
import type { OrderPlace } from './unwrap-envelope.ts';

/** Content of an event: the order itself, or something of an order that it only names. */
export type EventContent = 'order' | 'fulfillments' | 'transactions' | 'deletion';

/** Static facts about a handler. */
export interface HandlerEntry {
  readonly product: Product;
  /** Place of the order, or of the content in its stead, in the documented event. */
  readonly orderPlace: OrderPlace;
  readonly carries: EventContent;
  /** `true` if Wix calls it for any update of the product's orders. Orders that a job reads are handled under its name. */
  readonly isUpdateHandler: boolean;
  /** `true` if it shows the order as it was created, for later events to be compared with. */
  readonly isBaseline: boolean;
  /** Changes that its name proves; the content says which of several. */
  readonly proves: readonly ChangeKind[];
  /** The same event in the JavaScript SDK: its type, and the slug by which an app of the Wix CLI subscribes to it. */
  readonly sdk: { readonly eventType: string; readonly webhookSlug: string };
  /** Its page in Velo's documentation. */
  readonly documentedAt: string;
}

const VELO = 'https://dev.wix.com/docs/velo/apis';

/** Returns the SDK names of an event whose slug equals its type, as for all products except tickets. */
function domainEvent(eventType: string): HandlerEntry['sdk'] {
  return { eventType, webhookSlug: eventType };
}

const anyUpdate = { carries: 'order', isUpdateHandler: true, isBaseline: false } as const;
const firstState = { carries: 'order', isUpdateHandler: false, isBaseline: true } as const;
const laterState = { carries: 'order', isUpdateHandler: false, isBaseline: false } as const;

/**
 * Every handler that `events.js` exports, by the name under which Wix calls it; this is the only such list. Its payloads are in
 * `payloads/<name>/`, and the command line takes the name as an argument.
 */
export const handlers = {
  wixEvents_onOrderInitiated: {
    product: 'wix-events',
    orderPlace: 'root',
    ...firstState,
    proves: [],
    sdk: {
      eventType: 'wix.events.ticketing.events.OrderInitiated',
      webhookSlug: 'EVENTS_TICKETING_ORDER_INITIATED_WEBHOOK',
    },
    documentedAt: `${VELO}/wix-events-backend/events/on-order-initiated`,
  },
  wixEvents_onOrderConfirmed: {
    product: 'wix-events',
    orderPlace: 'root',
    ...firstState,
    proves: ['order-paid', 'order-confirmed', 'order-placed'],
    sdk: {
      eventType: 'wix.events.ticketing.events.OrderConfirmed',
      webhookSlug: 'EVENTS_TICKETING_ORDER_CONFIRMED_WEBHOOK',
    },
    documentedAt: `${VELO}/wix-events-backend/events/on-order-confirmed`,
  },
  wixEvents_onOrderUpdated: {
    product: 'wix-events',
    orderPlace: 'root',
    ...anyUpdate,
    proves: [],
    sdk: {
      eventType: 'wix.events.ticketing.events.OrderUpdated',
      webhookSlug: 'EVENTS_TICKETING_ORDER_UPDATED_WEBHOOK',
    },
    documentedAt: `${VELO}/wix-events-backend/events/on-order-updated`,
  },
  wixEvents_onOrderDeleted: {
    product: 'wix-events',
    orderPlace: 'root',
    carries: 'deletion',
    isUpdateHandler: false,
    isBaseline: false,
    proves: ['order-anonymized'],
    sdk: {
      eventType: 'wix.events.ticketing.events.OrderDeleted',
      webhookSlug: 'EVENTS_TICKETING_ORDER_DELETED_WEBHOOK',
    },
    documentedAt: `${VELO}/wix-events-backend/events/on-order-deleted`,
  },
  wixPricingPlans_onOrderCreated: {
    product: 'wix-pricing-plans',
    orderPlace: 'entity',
    ...firstState,
    proves: ['order-placed'],
    sdk: domainEvent('wix.pricing_plans.v2.order_created'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-created`,
  },
  wixPricingPlans_onOrderPurchased: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...firstState,
    proves: ['order-paid', 'order-placed'],
    sdk: domainEvent('wix.pricing_plans.v2.order_purchased'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-purchased`,
  },
  wixPricingPlans_onOrderStarted: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-started'],
    sdk: domainEvent('wix.pricing_plans.v2.order_started'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-started`,
  },
  wixPricingPlans_onOrderCycleStarted: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['cycle-started'],
    sdk: domainEvent('wix.pricing_plans.v2.order_cycle_started'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-cycle-started`,
  },
  wixPricingPlans_onOrderUpdated: {
    product: 'wix-pricing-plans',
    orderPlace: 'entity',
    ...anyUpdate,
    proves: [],
    sdk: domainEvent('wix.pricing_plans.v2.order_updated'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-updated`,
  },
  wixPricingPlans_onOrderMarkedAsPaid: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-paid'],
    sdk: domainEvent('wix.pricing_plans.v2.order_marked_as_paid'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-marked-as-paid`,
  },
  wixPricingPlans_onOrderPaused: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-paused'],
    sdk: domainEvent('wix.pricing_plans.v2.order_paused'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-paused`,
  },
  wixPricingPlans_onOrderResumed: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-resumed'],
    sdk: domainEvent('wix.pricing_plans.v2.order_resumed'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-resumed`,
  },
  wixPricingPlans_onOrderStartDateChanged: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['start-date-changed'],
    sdk: domainEvent('wix.pricing_plans.v2.order_start_date_changed'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-start-date-changed`,
  },
  wixPricingPlans_onOrderEndDatePostponed: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['end-date-postponed', 'end-date-brought-forward'],
    sdk: domainEvent('wix.pricing_plans.v2.order_end_date_postponed'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-end-date-postponed`,
  },
  wixPricingPlans_onOrderAutoRenewCanceled: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['auto-renew-canceled'],
    sdk: domainEvent('wix.pricing_plans.v2.order_auto_renew_canceled'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-auto-renew-canceled`,
  },
  wixPricingPlans_onOrderCanceled: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-canceled'],
    sdk: domainEvent('wix.pricing_plans.v2.order_canceled'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-canceled`,
  },
  wixPricingPlans_onOrderEnded: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-ended'],
    sdk: domainEvent('wix.pricing_plans.v2.order_ended'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-ended`,
  },
  wixEcom_onOrderCreated: {
    product: 'wix-ecom',
    orderPlace: 'entity',
    ...firstState,
    proves: ['order-placed'],
    sdk: domainEvent('wix.ecom.v1.order_created'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-created`,
  },
  wixEcom_onOrderApproved: {
    product: 'wix-ecom',
    orderPlace: 'data.order',
    ...firstState,
    proves: ['order-approved'],
    sdk: domainEvent('wix.ecom.v1.order_approved'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-approved`,
  },
  wixEcom_onOrderUpdated: {
    product: 'wix-ecom',
    orderPlace: 'entity',
    ...anyUpdate,
    proves: [],
    sdk: domainEvent('wix.ecom.v1.order_updated'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-updated`,
  },
  wixEcom_onOrderPaymentStatusUpdated: {
    product: 'wix-ecom',
    orderPlace: 'data.order',
    ...laterState,
    proves: [
      'order-paid',
      'order-partially-paid',
      'order-payment-pending',
      'order-payment-declined',
      'order-payment-canceled',
      'order-payment-reversed',
      'order-refunded',
      'order-partially-refunded',
    ],
    sdk: domainEvent('wix.ecom.v1.order_payment_status_updated'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-payment-status-updated`,
  },
  wixEcom_onOrderCanceled: {
    product: 'wix-ecom',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-canceled'],
    sdk: domainEvent('wix.ecom.v1.order_canceled'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-canceled`,
  },
  wixEcom_onOrderTransactionsUpdated: {
    product: 'wix-ecom',
    orderPlace: 'data.orderTransactions',
    carries: 'transactions',
    isUpdateHandler: false,
    isBaseline: false,
    proves: [],
    sdk: domainEvent('wix.ecom.v1.order_transactions_updated'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-transactions-updated`,
  },
  wixEcom_onFulfillmentsUpdated: {
    product: 'wix-ecom',
    orderPlace: 'entity',
    carries: 'fulfillments',
    isUpdateHandler: false,
    isBaseline: false,
    proves: ['tracking-updated'],
    sdk: domainEvent('wix.ecom.v1.fulfillments_updated'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-fulfillments-updated`,
  },
} as const satisfies Record<string, HandlerEntry>;

/** The name under which Wix calls a backend event handler. */
export type HandlerName = keyof typeof handlers;

/** Names of all handlers. */
export const handlerNames = Object.keys(handlers) as readonly HandlerName[];

/** The update handler of each product. */
export const updateHandlerOf = Object.fromEntries(
  handlerNames
    .filter((name) => handlers[name].isUpdateHandler)
    .map((name): [Product, HandlerName] => [handlers[name].product, name]),
) as Readonly<Record<Product, HandlerName>>;

/** Returns the folder of a handler's payloads, from the project's root; a handler without payloads has none. */
export function payloadFolderOf(handler: HandlerName): string {
  return `payloads/${handler}`;
}

/** `true` if a value is the name of a handler. */
export function isHandlerName(name: unknown): name is HandlerName {
  return typeof name === 'string' && Object.prototype.hasOwnProperty.call(handlers, name);
}
