import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import type { JsonObject } from '../../tools/workbench/payload/json.ts';
import { valueAt } from '../../tools/workbench/payload/json.ts';
import { openLocalSite, returned } from './local-site.ts';

/** Stand-ins for the SDK packages: they answer with the orders that a test gives them. */
function sdkPackages(
  orders: { readonly shop?: JsonObject[]; readonly plans?: JsonObject[]; readonly tickets?: JsonObject[] },
  contacts: string[] = [],
) {
  const requests: unknown[] = [];
  const query = {
    eq: (field: string, value: string) => {
      requests.push({ [field]: value });
      return query;
    },
    limit: () => query,
    find: async () => ({ items: contacts.map((_id) => ({ _id })) }),
  };
  const list =
    (name: string, found: JsonObject[] = []) =>
    (request: unknown) => {
      requests.push({ [name]: request });
      return Promise.resolve({ orders: found });
    };
  const modules = {
    '@wix/ecom': { orders: { searchOrders: list('shop', orders.shop) } },
    '@wix/pricing-plans': { orders: { managementListOrders: list('plans', orders.plans) } },
    '@wix/events': { orders: { listOrders: list('tickets', orders.tickets) } },
    '@wix/crm': { contacts: { queryContacts: () => query } },
  };
  return { modules, requests };
}

function orderOf(payload: JsonObject, path: string): JsonObject {
  return valueAt(payload, path) as JsonObject;
}

const paidOrder = orderOf(documentedPayload('wixEcom_onOrderPaymentStatusUpdated'), 'data.order');
const minutesAfterPayment = Date.parse('2023-01-16T14:50:00Z');

it('tells the payment whose event never came, once, and marks it as reconciled', async () => {
  const { modules } = sdkPackages({ shop: [paidOrder] });
  const site = openLocalSite({ modules });
  site.clock.advanceTo(Date.parse('2023-01-16T13:53:14Z'));
  await site.invokeEvent('wixEcom_onOrderUpdated', documentedPayload('wixEcom_onOrderUpdated'));

  site.clock.advanceTo(minutesAfterPayment);
  const first = await site.invokeJob('reconcileOrders');
  const second = await site.invokeJob('reconcileOrders');
  const late = await site.invokeEvent(
    'wixEcom_onOrderPaymentStatusUpdated',
    documentedPayload('wixEcom_onOrderPaymentStatusUpdated'),
  );

  expect(first.emails.map(({ emailId }) => emailId)).toEqual(['ShopOrderPaid']);
  expect(second.emails).toEqual([]);
  expect(late.emails).toEqual([]);
  expect(site.data.items('OrderEventsNotifications')).toMatchObject([{ source: 'reconcile', status: 'sent' }]);
});

it('mails nobody about the past when a shop with old orders installs it', async () => {
  const longAgo = changed(paidOrder, { status: 'CANCELED', _updatedDate: '2021-01-01T00:00:00.000Z' });
  const planPayload = documentedPayload('wixPricingPlans_onOrderUpdated');
  const oldPlan = changed(orderOf(planPayload, 'entity'), { status: 'CANCELED' });
  const oldTickets = changed(documentedPayload('wixEvents_onOrderUpdated'), { status: 'CANCELED' });
  const { modules } = sdkPackages({ shop: [longAgo], plans: [oldPlan], tickets: [oldTickets] });
  const site = openLocalSite({ modules });
  site.clock.advanceTo(minutesAfterPayment);

  const run = await site.invokeJob('reconcileOrders');

  expect(returned(run)).toMatchObject({ report: { read: 3, handled: 0, unreadable: 0, sourcesFailed: 0 } });
  expect(site.emails()).toEqual([]);
});

it('reads the open orders once after installing, tells nobody, and says how far it is', async () => {
  const { modules, requests } = sdkPackages({ shop: [paidOrder] });
  const site = openLocalSite({ modules });
  site.clock.advanceTo(minutesAfterPayment);

  const before = await site.invokeWebMethod('backend/notifications.web.js', 'getHealth', [], 'admin');
  const first = await site.invokeJob('reconcileOrders');
  const second = await site.invokeJob('reconcileOrders');
  const after = await site.invokeWebMethod('backend/notifications.web.js', 'getHealth', [], 'admin');

  expect(returned(before)).toMatchObject({ value: { installation: { 'wix-ecom': { state: 'waiting', read: 0 } } } });
  expect(returned(first)).toMatchObject({ report: { baselines: 1, read: 1, handled: 0 } });
  expect(returned(second)).toMatchObject({ report: { baselines: 0, read: 1, handled: 0 } });
  expect(returned(after)).toMatchObject({
    value: {
      installation: {
        'wix-events': { state: 'done', read: 0 },
        'wix-pricing-plans': { state: 'done', read: 0 },
        'wix-ecom': { state: 'done', read: 1 },
      },
    },
  });
  expect(requests.filter((request) => JSON.stringify(request).includes('orderStatuses'))).toHaveLength(1);
  expect(site.emails()).toEqual([]);
});

it('finds the contact of an order that has an email only, and sends what was held', async () => {
  const payload = changed(documentedPayload('wixEcom_onOrderPaymentStatusUpdated'), {
    'data.order.buyerInfo.contactId': undefined,
  });
  const { modules, requests } = sdkPackages({ shop: [orderOf(payload, 'data.order')] }, ['the-contact-of-jane']);
  const site = openLocalSite({ modules });
  site.clock.advanceTo(Date.parse('2023-01-16T14:40:03Z'));
  const event = await site.invokeEvent('wixEcom_onOrderPaymentStatusUpdated', payload);

  site.clock.advanceTo(minutesAfterPayment);
  await site.invokeJob('reconcileOrders');
  const delivery = await site.invokeJob('deliverDueNotifications');

  expect(returned(event)).toMatchObject({ notifications: [{ status: 'held', reason: 'no-contact' }] });
  expect(requests).toContainEqual({ 'primaryInfo.email': 'janedoe8@gmail.com' });
  expect(delivery.emails.map(({ contactId }) => contactId)).toEqual(['the-contact-of-jane']);
});

it('sends nothing to an address that two contacts share', async () => {
  const payload = changed(documentedPayload('wixEcom_onOrderPaymentStatusUpdated'), {
    'data.order.buyerInfo.contactId': undefined,
  });
  const { modules } = sdkPackages({ shop: [orderOf(payload, 'data.order')] }, ['one-jane', 'another-jane']);
  const site = openLocalSite({ modules });
  site.clock.advanceTo(Date.parse('2023-01-16T14:40:03Z'));
  await site.invokeEvent('wixEcom_onOrderPaymentStatusUpdated', payload);

  site.clock.advanceTo(minutesAfterPayment);
  await site.invokeJob('reconcileOrders');
  await site.invokeJob('deliverDueNotifications');

  expect(site.emails()).toEqual([]);
  expect(site.data.items('OrderEventsNotifications')).toMatchObject([{ status: 'held', reason: 'no-contact' }]);
});
