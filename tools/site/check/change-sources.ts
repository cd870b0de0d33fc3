import type { Evidence } from '../../../src/backend/order-events/changes/change.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';

/** One way in which order events detects a change. */
export interface ChangeSource {
  /** Handlers that are all needed: the one that reports the change, and the one whose event is the earlier state. */
  readonly handlers: readonly string[];
  readonly evidence: readonly Evidence[];
  /** Condition if it reports the change only sometimes: the end of the sentence "it is sent only …". */
  readonly only?: string;
}

/** Changes of a product that are detected in the same ways, the best way first. */
export interface ChangeSources {
  readonly product: Product;
  readonly changes: readonly string[];
  readonly sources: readonly ChangeSource[];
}

const FRESH = 'when the payment follows within ten minutes of the order';
const KNOWN = 'for an order that was seen before, in an event or by the job that reads orders';

function reportedBy(handler: string): ChangeSource {
  return { handlers: [handler], evidence: ['reported'] };
}

function comparedBy(...handlers: readonly string[]): ChangeSource {
  return { handlers, evidence: ['compared'] };
}

/** Source for a change that has a date in the order: the first event proves it, and so does a later comparison. */
function datedBy(handler: string): ChangeSource {
  return { handlers: [handler], evidence: ['compared', 'inferred'] };
}

function onlyIfFresh(handler: string): ChangeSource {
  return { handlers: [handler], evidence: ['inferred', 'compared'], only: FRESH };
}

function onlyIfKnown(handler: string): ChangeSource {
  return { handlers: [handler], evidence: ['compared'], only: KNOWN };
}

const TICKETS = 'wixEvents_onOrderUpdated';
const PLANS = 'wixPricingPlans_onOrderUpdated';
const PLAN_CREATED = 'wixPricingPlans_onOrderCreated';
const SHOP = 'wixEcom_onOrderUpdated';
const SHOP_CREATED = 'wixEcom_onOrderCreated';
const SHOP_PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';

/**
 * Handlers from which each change is detected. The names are those of Wix, whether or not this version has a handler for each;
 * docs/changes.md says which event Wix documents for which change.
 */
export const changeSources: readonly ChangeSources[] = [
  {
    product: 'wix-events',
    changes: ['order-paid', 'order-confirmed'],
    sources: [reportedBy('wixEvents_onOrderConfirmed'), onlyIfFresh(TICKETS)],
  },
  {
    product: 'wix-events',
    changes: ['order-placed'],
    sources: [reportedBy('wixEvents_onOrderConfirmed'), onlyIfKnown(TICKETS)],
  },
  {
    product: 'wix-events',
    changes: [
      'order-payment-pending',
      'order-payment-declined',
      'order-payment-authorized',
      'order-payment-voided',
      'order-partially-paid',
    ],
    sources: [comparedBy('wixEvents_onOrderInitiated', TICKETS), onlyIfKnown(TICKETS)],
  },
  {
    product: 'wix-events',
    changes: [
      'order-canceled',
      'buyer-details-changed',
      'guest-details-changed',
      'order-archived',
      'order-unarchived',
      'ticket-added',
      'ticket-removed',
      'ticket-checked-in',
      'ticket-check-in-undone',
      'ticket-canceled',
      'ticket-archived',
      'ticket-unarchived',
    ],
    sources: [comparedBy(TICKETS)],
  },
  {
    product: 'wix-pricing-plans',
    changes: ['order-placed'],
    sources: [reportedBy(PLAN_CREATED), reportedBy('wixPricingPlans_onOrderPurchased'), onlyIfKnown(PLANS)],
  },
  {
    product: 'wix-pricing-plans',
    changes: ['order-paid'],
    sources: [
      { handlers: ['wixPricingPlans_onOrderPurchased', 'wixPricingPlans_onOrderMarkedAsPaid'], evidence: ['reported'] },
      comparedBy(PLAN_CREATED, PLANS),
      onlyIfFresh(PLANS),
      {
        handlers: ['wixPricingPlans_onOrderPurchased'],
        evidence: ['reported'],
        only: 'when the payment is made online: one that you mark as paid is missed',
      },
      {
        handlers: ['wixPricingPlans_onOrderMarkedAsPaid'],
        evidence: ['reported'],
        only: 'when you mark the order as paid: a payment that is made online is missed',
      },
    ],
  },
  {
    product: 'wix-pricing-plans',
    changes: ['order-payment-pending'],
    sources: [comparedBy(PLAN_CREATED, PLANS), onlyIfKnown(PLANS)],
  },
  {
    product: 'wix-pricing-plans',
    changes: ['order-payment-failed', 'order-renewed', 'order-refunded', 'buyer-details-changed'],
    sources: [comparedBy(PLANS)],
  },
  planChange('order-started', 'wixPricingPlans_onOrderStarted', datedBy(PLANS)),
  planChange('order-canceled', 'wixPricingPlans_onOrderCanceled', datedBy(PLANS)),
  planChange('order-ended', 'wixPricingPlans_onOrderEnded', datedBy(PLANS)),
  planChange('order-paused', 'wixPricingPlans_onOrderPaused', datedBy(PLANS)),
  planChange('order-resumed', 'wixPricingPlans_onOrderResumed', datedBy(PLANS)),
  planChange('cycle-started', 'wixPricingPlans_onOrderCycleStarted', datedBy(PLANS)),
  planChange('auto-renew-canceled', 'wixPricingPlans_onOrderAutoRenewCanceled', onlyIfKnown(PLANS)),
  planChange('start-date-changed', 'wixPricingPlans_onOrderStartDateChanged', onlyIfKnown(PLANS)),
  planChange('end-date-postponed', 'wixPricingPlans_onOrderEndDatePostponed', onlyIfKnown(PLANS)),
  planChange('end-date-brought-forward', 'wixPricingPlans_onOrderEndDatePostponed', onlyIfKnown(PLANS)),
  { product: 'wix-ecom', changes: ['tracking-updated'], sources: [reportedBy('wixEcom_onFulfillmentsUpdated')] },
  {
    product: 'wix-ecom',
    changes: ['order-placed'],
    sources: [reportedBy(SHOP_CREATED), onlyIfKnown(SHOP)],
  },
  {
    product: 'wix-ecom',
    changes: ['order-approved'],
    sources: [reportedBy('wixEcom_onOrderApproved'), comparedBy(SHOP_CREATED, SHOP), onlyIfKnown(SHOP)],
  },
  {
    product: 'wix-ecom',
    changes: [
      'order-paid',
      'order-partially-paid',
      'order-payment-pending',
      'order-payment-declined',
      'order-payment-canceled',
      'order-payment-reversed',
    ],
    sources: [reportedBy(SHOP_PAYMENT), comparedBy(SHOP_CREATED, SHOP), onlyIfKnown(SHOP)],
  },
  {
    product: 'wix-ecom',
    changes: ['order-refunded', 'order-partially-refunded'],
    sources: [reportedBy(SHOP_PAYMENT), comparedBy(SHOP)],
  },
  {
    product: 'wix-ecom',
    changes: ['order-canceled'],
    sources: [reportedBy('wixEcom_onOrderCanceled'), datedBy(SHOP)],
  },
  {
    product: 'wix-ecom',
    changes: ['order-fulfilled', 'order-partially-fulfilled', 'order-unfulfilled'],
    sources: [comparedBy(SHOP_CREATED, SHOP), onlyIfKnown(SHOP)],
  },
  {
    product: 'wix-ecom',
    changes: [
      'order-rejected',
      'order-archived',
      'order-unarchived',
      'buyer-details-changed',
      'shipping-address-changed',
      'billing-details-changed',
      'line-items-changed',
      'totals-changed',
      'activity-recorded',
      'order-seen',
    ],
    sources: [comparedBy(SHOP)],
  },
];

function planChange(change: string, handler: string, otherwise: ChangeSource): ChangeSources {
  return { product: 'wix-pricing-plans', changes: [change], sources: [reportedBy(handler), otherwise] };
}
