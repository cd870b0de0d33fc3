import { payloadText, useConsole } from './console-client.ts';

const client = useConsole();
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const ORDER = 'wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451';

beforeEach(async () => {
  await client().fire(PAYMENT, payloadText(PAYMENT));
});

it('shows what it can read as what it is', async () => {
  const notifications = await client().read('notifications');
  const orders = await client().read('orders');

  expect(notifications).toMatchObject({ rows: [{ status: 'sent', rule: 'shop-order-paid' }], unreadable: [] });
  expect(orders).toMatchObject({
    rows: [{ product: 'wix-ecom', states: 1, status: 'APPROVED · PAID · NOT_FULFILLED' }],
    unreadable: [],
  });
});

it('shows a notification without its status or its dates as one that cannot be read, beside the others', async () => {
  client().data.put('OrderEventsNotifications', { _id: 'a', key: 'a', rule: 'r' });
  client().data.put('OrderEventsNotifications', {
    ...client().data.items('OrderEventsNotifications').at(-1),
    _id: 'b',
    createdAt: 'yesterday',
  });

  const { rows, unreadable } = await client().read('notifications');
  const { counts } = await client().read('status');

  expect(rows).toMatchObject([{ status: 'sent' }]);
  expect(unreadable).toEqual([
    {
      kind: 'unreadable',
      collection: 'OrderEventsNotifications',
      id: 'a',
      problem: 'It has no text in product, orderId, change, emailId, status.',
    },
    {
      kind: 'unreadable',
      collection: 'OrderEventsNotifications',
      id: 'b',
      problem: 'It has no number or date in createdAt.',
    },
  ]);
  // The second has a status, so it is counted with that.
  expect(counts.notifications).toEqual({ sent: 2, unreadable: 1 });
});

it.each([
  ['is no JSON', { timeline: '{' }, `The projection ${ORDER}#1 cannot be read`],
  ['has no times', { timeline: '[{}]' }, 'A state of its timeline has no snapshot, or no time that can be read.'],
  ['is of a later form', { version: 2 }, 'It has the form 2, which is not read here.'],
])('shows an order whose row %s as one that cannot be read', async (_, fields, problem) => {
  const [row] = client().data.items('OrderEventsOrders');
  client().data.put('OrderEventsOrders', { ...row, ...fields });

  const orders = await client().read('orders');
  const answer = await fetchOrder();

  expect(orders).toEqual({
    rows: [],
    unreadable: [{ kind: 'unreadable', collection: 'OrderEventsOrders', id: `${ORDER}#1`, problem }],
    total: 1,
    next: null,
  });
  expect(answer).toEqual({
    error: {
      message: `What is stored of this order cannot be read: ${problem}`,
      next: `Look at ${ORDER}#1 in OrderEventsOrders.`,
    },
  });
});

it('shows an unhandled event without its handler as one that cannot be read', async () => {
  client().data.put('OrderEventsUnhandled', { _id: 'u', text: '{}' });

  const { rows, unreadable } = await client().read('unhandled');

  expect(rows).toEqual([]);
  expect(unreadable).toMatchObject([{ id: 'u', problem: 'It has no text in handler.' }]);
});

async function fetchOrder(): Promise<unknown> {
  const [base = '', token = ''] = client().url.split('#token=');
  const headers = { authorization: `Bearer ${token}` };
  return await (await fetch(`${base}api/orders/${ORDER}`, { headers })).json();
}
