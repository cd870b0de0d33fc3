import type {
  CollectionItems,
  Listing,
  OrderDetail,
  ShownNotification,
  ShownOrder,
} from '../../tools/console/contract/answers.ts';
import { serveConsole, type ServedConsole } from '../../tools/console/serve-console.ts';
import { createClient, payloadText, root, temporaryState, type ConsoleClient } from './console-client.ts';
import { fillState } from './fill-state.ts';

const ROWS = 12_000;
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const ORDER = '7a8b195e-ab73-4138-b9da-cdf5e864a451';

const state = temporaryState();
let served: ServedConsole;
let client: ConsoleClient;

beforeAll(async () => {
  const first = await serveConsole({ root, state: state.folder, port: 0 });
  // It happened in 2023, so it is the oldest of all.
  await createClient(first.url).fire(PAYMENT, payloadText(PAYMENT));
  await first.close();
  fillState(state.folder, ROWS);
  served = await serveConsole({ root, state: state.folder, port: 0 });
  client = createClient(served.url);
});

const added: string[] = [];

/** Adds a notification that the end of the test removes. */
function addNotification(id: string, item: Record<string, unknown>): void {
  added.push(id);
  served.console.emulator().data.put('OrderEventsNotifications', { ...item, _id: id, key: id });
}

afterEach(() => {
  for (const id of added.splice(0)) served.console.emulator().data.remove('OrderEventsNotifications', id);
});

afterAll(async () => {
  await served.close();
  state.remove();
});

async function pageOf<Shown>(path: string): Promise<Listing<Shown>> {
  return (await client.get(path)) as Listing<Shown>;
}

/** Reads all pages of a list by its addresses. */
async function allPages<Shown>(path: string): Promise<Shown[]> {
  const rows: Shown[] = [];
  for (let next: string | null = ''; next !== null;) {
    const from: string = next === '' ? '' : `${path.includes('?') ? '&' : '?'}from=${next}`;
    const page: Listing<Shown> = await pageOf<Shown>(path + from);
    rows.push(...page.rows);
    ({ next } = page);
  }
  return rows;
}

it('counts all of them in the status, with a few statements', async () => {
  const { counts, nextDueAt, emails } = await client.read('status');
  const before = served.console.emulator().statementsRun();
  await client.read('status');

  expect(counts).toEqual({ notifications: { sent: 10_001, held: 2_000 }, unhandled: 12_000 });
  expect([nextDueAt, emails]).toEqual([null, 1]);
  expect(served.console.emulator().statementsRun() - before).toBe(3);
});

it.each([
  ['notifications', 12_001],
  ['notifications?status=held', 2_000],
  ['notifications?q=order-119', 111],
  ['orders', 12_001],
  ['orders?q=order-119', 111],
  ['unhandled', 12_000],
])('says of %s how many there are in all, beside the newest', async (path, total) => {
  const page = await pageOf<ShownNotification & ShownOrder>(path);

  expect([page.total, page.rows.length, page.unreadable]).toEqual([total, 100, []]);
  expect(page.next).not.toBeNull();
});

it('begins with the newest', async () => {
  const [notification] = (await client.read('notifications')).rows;
  const [order] = (await client.read('orders')).rows;
  const [unhandled] = (await client.read('unhandled')).rows;

  expect([notification?.orderId, order?.id, unhandled?.id]).toEqual(['order-12000', 'order-12000', 'unhandled-12000']);
});

it('shows each row on exactly one page', async () => {
  const held = await allPages<ShownNotification>('notifications?status=held');
  const orders = await allPages<ShownOrder>('orders?q=order-11');

  expect([held.length, new Set(held.map(({ key }) => key)).size, held.at(-1)?.orderId]).toEqual([
    2_000,
    2_000,
    'order-6',
  ]);
  // order-11, 110 to 119, 1100 to 1199, 11000 to 11999.
  expect([orders.length, new Set(orders.map(({ id }) => id)).size, orders.at(-1)?.id]).toEqual([
    1_111,
    1_111,
    'order-11',
  ]);
});

it('keeps the place of a page when a newer row comes', async () => {
  const { next } = await pageOf<ShownNotification>('notifications');
  const before = await pageOf<ShownNotification>(`notifications?from=${next ?? ''}`);
  const { data } = served.console.emulator();
  const newest = {
    ...data.get('OrderEventsNotifications', before.rows[0]?.key ?? ''),
    createdAt: new Date('2025-01-01'),
  };
  addNotification('newest', newest);

  const after = await pageOf<ShownNotification>(`notifications?from=${next ?? ''}`);

  expect(after.rows.map(({ key }) => key)).toEqual(before.rows.map(({ key }) => key));
  expect(after.total).toBe(before.total + 1);
  expect((await client.read('notifications')).rows[0]?.key).toBe('newest');
});

it.each(['WATCH', 'janedoe8@gmail', 'watch 10003', ORDER])(
  'finds by %s the oldest of them, beyond the newest pages',
  async (words) => {
    const q = encodeURIComponent(words);
    const notifications = await pageOf<ShownNotification>(`notifications?q=${q}&status=sent`);
    const orders = await pageOf<ShownOrder>(`orders?q=${q}`);

    expect(notifications).toMatchObject({ total: 1, next: null, rows: [{ orderId: ORDER }] });
    expect(orders).toMatchObject({ total: 1, next: null, rows: [{ id: ORDER }] });
  },
);

it('shows a row without a date first, because it has no place', async () => {
  addNotification('undated', { status: 'sent', createdAt: 'yesterday' });

  const { unreadable, rows } = await client.read('notifications');

  expect([unreadable.map(({ id }) => id), rows.length]).toEqual([['undated'], 100]);
});

it('shows one order by its newest revision, wherever it stands', async () => {
  const order = (await client.get('orders/wix-ecom/order-3')) as OrderDetail;

  expect(order).toMatchObject({ id: 'order-3', notifications: { total: 1, rows: [{ orderId: 'order-3' }] } });
});

it('goes through a collection by the IDs of its items, from any of them on', async () => {
  const first = (await client.get('collections/OrderEventsUnhandled')) as CollectionItems;
  const second = (await client.get(`collections/OrderEventsUnhandled?from=${first.next ?? ''}`)) as CollectionItems;
  const one = (await client.get('collections/OrderEventsUnhandled?from=unhandled-9999')) as CollectionItems;

  expect([first.total, first.rows.length, first.rows[0]?.item['_id']]).toEqual([12_000, 100, 'unhandled-1']);
  expect([first.next, second.rows[0]?.item['_id']]).toEqual(['unhandled-10088', 'unhandled-10088']);
  expect([one.rows.map(({ item }) => item['_id']), one.next]).toEqual([['unhandled-9999'], null]);
});

it.each(['notifications?from=x', 'orders?from=eyJ9', 'runs?from=-1', 'runs?only=none', 'unhandled?from=%E0%A4%A'])(
  'refuses %s, which names no page',
  async (path) => {
    expect(await client.get(path)).toMatchObject({ error: { next: 'Correct the value and try again.' } });
  },
);
