import type { EventDeps, SiteRules } from '../../src/backend/order-events/intake/handle-event.ts';
import type { NotificationRule } from '../../src/backend/order-events/rules/rule.ts';
import type { SendResult } from '../../src/backend/order-events/ports/ports.ts';
import type { AroundCall, PortCall } from '../../src/backend/order-events/memory/in-memory-store.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { changed, documentedPayload, type PayloadChanges } from './documented-payloads.ts';
import type { JsonObject } from './json.ts';
import { sendDepsOf } from '../intake/at-once.ts';

/** What handling events needs, over a world. */
export function eventDepsOf(world: World, around?: AroundCall): EventDeps {
  return {
    ...sendDepsOf(world, around),
    loadDigest: () => Promise.resolve(undefined),
    takeOverdueTurn: () => false,
  };
}

/** Calls that are noted, and may be given another end. */
export function watched(
  calls: string[],
  endOf: (call: PortCall, index: number) => Error | Promise<void> | undefined = () => undefined,
): AroundCall {
  return async (call, effect) => {
    calls.push(call.name);
    const error = await endOf(call, calls.length - 1);
    if (error !== undefined) throw error;
    return effect();
  };
}

/** A mailer that answers what it is told, one answer after the other, then sends. */
export function answering(answers: SendResult[]): EventDeps['mailer'] {
  return { send: () => Promise.resolve(answers.shift() ?? { kind: 'sent' }) };
}

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
export const paymentKey = 'wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-paid/after-refunds-of-0/shop-order-paid';
