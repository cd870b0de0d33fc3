import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { openLocalSite, returned, storedText } from './local-site.ts';

const SHOP_CONTACT = '24de6f0b-60ce-4faa-9138-2e39f1415615';
const TICKET_CONTACT = 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8';

const anonymized = changed(documentedPayload('wixEcom_onOrderPaymentStatusUpdated'), {
  'metadata.id': '00000000-0000-4000-8000-000000000001',
  'metadata.eventTime': '2023-01-17T09:00:00.000000Z',
  'metadata.triggeredByAnonymizeRequest': true,
  'data.order.buyerInfo': {},
});

it('erases an order when Wix says that its buyer asked for it, keeps the bare key, and sends nothing', async () => {
  const site = openLocalSite();
  site.faults.failNext({ call: { kind: 'email' }, code: 'EMAIL_DOWN' });
  await site.invokeEvent(
    'wixEcom_onOrderPaymentStatusUpdated',
    documentedPayload('wixEcom_onOrderPaymentStatusUpdated'),
  );

  const erased = await site.invokeEvent('wixEcom_onOrderPaymentStatusUpdated', anonymized);
  site.clock.advanceBy(12 * 3_600_000);
  await site.invokeJob('deliverDueNotifications');
  const again = await site.invokeEvent(
    'wixEcom_onOrderPaymentStatusUpdated',
    changed(documentedPayload('wixEcom_onOrderPaymentStatusUpdated'), { 'metadata.id': 'redelivered-with-another-id' }),
  );

  expect(returned(erased)).toMatchObject({ verdict: 'changed', changes: [{ kind: 'order-anonymized' }] });
  expect(site.emails()).toEqual([]);
  expect(again.emails).toEqual([]);
  expect(storedText(site)).not.toContain(SHOP_CONTACT);
  expect(site.data.items('OrderEventsNotifications')).toMatchObject([
    {
      _id: 'wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-paid/paid-40/shop-order-paid',
      status: 'erased',
    },
  ]);
});

it('erases one contact at the owner’s wish and leaves the others', async () => {
  const site = openLocalSite();
  const paid = changed(documentedPayload('wixEvents_onOrderUpdated'), { 'tickets.0.checkIn': undefined });
  const broken = changed(paid, { orderNumber: 5 });
  await site.invokeEvent('wixEvents_onOrderUpdated', paid);
  await site.invokeEvent('wixEvents_onOrderUpdated', broken);
  site.clock.advanceTo(Date.parse('2023-01-16T14:40:03Z'));
  await site.invokeEvent(
    'wixEcom_onOrderPaymentStatusUpdated',
    documentedPayload('wixEcom_onOrderPaymentStatusUpdated'),
  );

  const erased = await site.invokeWebMethod('notifications.web', 'eraseContact', [TICKET_CONTACT], 'admin');

  expect(returned(erased)).toEqual({
    kind: 'ok',
    value: {
      orders: [
        { product: 'wix-events', orderId: 'FMXC-BZG3-OT', notifications: 1, events: 0 },
        { product: 'wix-events', orderId: null, notifications: 0, events: 1 },
      ],
      notifications: 1,
      events: 1,
      recorded: 0,
      isDone: true,
    },
  });
  expect(storedText(site)).not.toContain(TICKET_CONTACT);
  expect(storedText(site)).toContain(SHOP_CONTACT);
});
