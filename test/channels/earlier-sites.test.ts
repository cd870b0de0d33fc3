import { itemOfNotification, notificationOfItem } from '../../src/backend/order-events/wix/notification-item.ts';
import { sampleNotification } from '../ports/sample-rows.ts';

// A row as a site without channels stored it.
const storedBefore = {
  _id: 'wix-ecom/order-1/order-paid/1/shop-order-paid',
  key: 'wix-ecom/order-1/order-paid/1/shop-order-paid',
  product: 'wix-ecom',
  orderId: 'order-1',
  change: 'order-paid',
  occurrence: '1',
  evidence: 'compared',
  source: 'event',
  occurredAt: '2024-03-01T11:59:00.000Z',
  rule: 'shop-order-paid',
  emailId: 'ShopOrderPaid',
  contactId: 'contact-1',
  variables: { orderNumber: '10003' },
  ifUnknown: 'resend',
  status: 'pending',
  attempts: 1,
  attemptLimit: 8,
  dueAt: new Date('2024-03-01T12:10:00.000Z'),
  expiresAt: new Date('2024-03-02T12:00:00.000Z'),
  createdAt: new Date('2024-03-01T12:00:00.000Z'),
};

it('reads a row of before there were channels as a triggered email', () => {
  expect(notificationOfItem(storedBefore)).toEqual(sampleNotification());
});

it('stores a triggered email as before, so that an earlier version reads it too', () => {
  expect(itemOfNotification(sampleNotification())).toEqual(storedBefore);
});

it('stores what another channel sends beside its name', () => {
  const posted = sampleNotification({
    channel: 'triggeredEmail',
    call: { emailId: 'ShopOrderPaid' },
  });

  expect(notificationOfItem(itemOfNotification(posted))).toEqual(posted);
});
