import { handleOrderEvent, type EventOutcome } from 'backend/order-events.js';
import { site } from 'backend/notification-rules.js';

/** Wix calls this when a ticket order was updated: https://dev.wix.com/docs/velo/apis/wix-events-backend/events/on-order-updated */
export function wixEvents_onOrderUpdated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEvents_onOrderUpdated', event, site);
}

/** Wix calls this when a pricing plan order was updated: https://dev.wix.com/docs/velo/apis/wix-pricing-plans-backend/events/on-order-updated */
export function wixPricingPlans_onOrderUpdated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixPricingPlans_onOrderUpdated', event, site);
}

/** Wix calls this when a shop order was created: https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-created */
export function wixEcom_onOrderCreated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEcom_onOrderCreated', event, site);
}

/** Wix calls this when a shop order was updated: https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-updated */
export function wixEcom_onOrderUpdated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEcom_onOrderUpdated', event, site);
}

/** Wix calls this when a shop order's payment status was updated: https://dev.wix.com/docs/velo/apis/wix-ecom-backend/events/on-order-payment-status-updated */
export function wixEcom_onOrderPaymentStatusUpdated(event: unknown): Promise<EventOutcome> {
  return handleOrderEvent('wixEcom_onOrderPaymentStatusUpdated', event, site);
}
