import type { NotificationRule } from '../../src/backend/order-events/rules/rule.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from './documented-payloads.ts';
import type { JsonObject } from '../../tools/workbench/payload/json.ts';

/** A rule for paid shop orders. */
export const paidRule: NotificationRule<'wix-ecom'> = {
  id: 'shop-order-paid',
  product: 'wix-ecom',
  change: 'order-paid',
  emailId: 'ShopOrderPaid',
  recipient: 'buyer',
  variables: ({ order }) => ({ orderNumber: order.number }),
};

/** A site with these rules. */
export function siteWith(rules: SiteRules['rules']): SiteRules {
  return { rules, settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 } };
}

/** When the documented payment happened, and a minute more. */
export const afterPayment = Date.UTC(2023, 0, 16, 14, 41);

/** The documented payment of a shop order. */
export function payment(changes: PayloadChanges = {}): JsonObject {
  return changed(documentedPayload('wixEcom_onOrderPaymentStatusUpdated'), changes);
}

/** The key of the notification about the documented payment. */
export const PAYMENT_KEY = 'wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-paid/paid-40/shop-order-paid';
