import { instant } from '../support/typed-texts.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import type { UnhandledEvent } from '../../src/backend/order-events/ports/unhandled-events.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';

/** 1 March 2024, 12:00 UTC: when the tests of the outbox begin. */
export const noon = Date.UTC(2024, 2, 1, 12);

/** One minute in milliseconds. */
export const MINUTE = 60_000;

/** A pending notification that falls due ten minutes after noon. */
export function sampleNotification(changes: Partial<Notification> = {}): Notification {
  return {
    key: 'wix-ecom/order-1/order-paid/1/shop-order-paid',
    product: 'wix-ecom',
    orderId: 'order-1',
    change: 'order-paid',
    occurrence: '1',
    evidence: 'compared',
    source: 'event',
    occurredAt: '2024-03-01T11:59:00.000Z',
    rule: 'shop-order-paid',
    channel: 'triggeredEmail',
    call: { emailId: 'ShopOrderPaid' },
    contactId: 'contact-1',
    variables: { orderNumber: '10003' },
    ifUnknown: 'resend',
    status: 'pending',
    attempts: 1,
    attemptLimit: 8,
    dueAt: noon + 10 * MINUTE,
    expiresAt: noon + 24 * 60 * MINUTE,
    createdAt: noon,
    ...changes,
  };
}

/** A projection of one state. */
export function sampleProjection(changes: Partial<Projection> = {}): Projection {
  return {
    product: 'wix-ecom',
    orderId: 'order-1',
    timeline: [
      {
        at: instant('2024-03-01T11:59:00.000000000Z'),
        snapshot: { product: 'wix-ecom', status: 'APPROVED', paymentStatus: 'PAID', archived: false },
      },
    ],
    reportedKeys: ['order-paid:1'],
    eventIds: ['event-1'],
    ...changes,
  };
}

/** An event that was kept once, at noon. */
export function sampleUnhandled(id: string, changes: Partial<UnhandledEvent> = {}): UnhandledEvent {
  const times = { count: 1, firstAt: noon, lastAt: noon };
  return { id, handler: 'wixEcom_onOrderPaymentStatusUpdated', text: '{}', ...times, ...changes };
}
