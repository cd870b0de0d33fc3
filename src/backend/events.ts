import { handleOrderEvent, type EventOutcome } from 'backend/order-events.js';
import { site } from 'backend/notification-rules.js';

/** Wix calls this when a ticket order was created and awaits payment: https://dev.wix.com/docs/velo/apis/wix-events-backend/events/on-order-initiated */
export function wixEvents_onOrderInitiated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEvents_onOrderInitiated', event, site);
}

/** Wix calls this when a ticket order was confirmed: paid, free or to be paid at the door: https://dev.wix.com/docs/velo/apis/wix-events-backend/events/on-order-confirmed */
export function wixEvents_onOrderConfirmed(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEvents_onOrderConfirmed', event, site);
}

/** Wix calls this when a ticket order was updated: https://dev.wix.com/docs/velo/apis/wix-events-backend/events/on-order-updated */
export function wixEvents_onOrderUpdated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEvents_onOrderUpdated', event, site);
}

/** Wix calls this when a ticket order was deleted, as after a request to erase personal data: https://dev.wix.com/docs/velo/apis/wix-events-backend/events/on-order-deleted */
export function wixEvents_onOrderDeleted(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEvents_onOrderDeleted', event, site);
}

/** Wix calls this when a pricing plan order was created: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-created */
export function wixPricingPlans_onOrderCreated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderCreated', event, site);
}

/** Wix calls this when a pricing plan order was purchased: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-purchased */
export function wixPricingPlans_onOrderPurchased(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderPurchased', event, site);
}

/** Wix calls this when a pricing plan order's start date was reached: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-started */
export function wixPricingPlans_onOrderStarted(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderStarted', event, site);
}

/** Wix calls this when a payment cycle of a pricing plan order began: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-cycle-started */
export function wixPricingPlans_onOrderCycleStarted(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderCycleStarted', event, site);
}

/** Wix calls this when a pricing plan order was updated: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-updated */
export function wixPricingPlans_onOrderUpdated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderUpdated', event, site);
}

/** Wix calls this when an offline pricing plan order was marked as paid: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-marked-as-paid */
export function wixPricingPlans_onOrderMarkedAsPaid(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderMarkedAsPaid', event, site);
}

/** Wix calls this when a pricing plan order was paused: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-paused */
export function wixPricingPlans_onOrderPaused(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderPaused', event, site);
}

/** Wix calls this when a paused pricing plan order was resumed: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-resumed */
export function wixPricingPlans_onOrderResumed(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderResumed', event, site);
}

/** Wix calls this when a pricing plan order's start date was changed: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-start-date-changed */
export function wixPricingPlans_onOrderStartDateChanged(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderStartDateChanged', event, site);
}

/** Wix calls this when a pricing plan order's end date was moved: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-end-date-postponed */
export function wixPricingPlans_onOrderEndDatePostponed(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderEndDatePostponed', event, site);
}

/** Wix calls this when a pricing plan order was canceled as of its next payment date: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-auto-renew-canceled */
export function wixPricingPlans_onOrderAutoRenewCanceled(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderAutoRenewCanceled', event, site);
}

/** Wix calls this when a pricing plan order was canceled: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-canceled */
export function wixPricingPlans_onOrderCanceled(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderCanceled', event, site);
}

/** Wix calls this when a pricing plan order ended: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-ended */
export function wixPricingPlans_onOrderEnded(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderEnded', event, site);
}

/** Wix calls this when a shop order was created: https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-created */
export function wixEcom_onOrderCreated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEcom_onOrderCreated', event, site);
}

/** Wix calls this when a shop order was approved: https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-approved */
export function wixEcom_onOrderApproved(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEcom_onOrderApproved', event, site);
}

/** Wix calls this when a shop order was updated: https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-updated */
export function wixEcom_onOrderUpdated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEcom_onOrderUpdated', event, site);
}

/** Wix calls this when a shop order's payment status was updated: https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-payment-status-updated */
export function wixEcom_onOrderPaymentStatusUpdated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEcom_onOrderPaymentStatusUpdated', event, site);
}

/** Wix calls this when a shop order was canceled: https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-canceled */
export function wixEcom_onOrderCanceled(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEcom_onOrderCanceled', event, site);
}

/** Wix calls this when a shop order's payments or refunds were updated: https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-transactions-updated */
export function wixEcom_onOrderTransactionsUpdated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEcom_onOrderTransactionsUpdated', event, site);
}

/** Wix calls this when a shop order's shipments were updated: https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-fulfillments-updated */
export function wixEcom_onFulfillmentsUpdated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEcom_onFulfillmentsUpdated', event, site);
}
