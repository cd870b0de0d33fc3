import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import type { Ports } from '../../src/backend/order-events/ports/ports.ts';
import { removeOrders, shrinkOrders } from '../../src/backend/order-events/retention/remove-orders.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { MINUTE, noon, sampleNotification, sampleProjection } from '../ports/sample-rows.ts';

const DAY = 24 * 60 * MINUTE;
const LONG_AGO = noon - 800 * DAY;
const REMOVED_BEFORE = noon - 730 * DAY;
const limits = {
  settledBefore: noon - 90 * DAY,
  tellableFrom: noon - 2 * DAY,
  ordersBefore: REMOVED_BEFORE,
  now: noon,
};
const turn = { isInTime: () => true, limit: 1000 };

/** A world in which this order was saved long ago for the last time. */
function saveOld(world: World, orderId: string, changes: Partial<Projection> = {}): void {
  const [entry] = sampleProjection().timeline;
  if (entry === undefined) throw new Error('No state');
  const timeline = [{ ...entry, snapshot: { product: 'wix-ecom', status: 'CANCELED' } as const }];
  const projection = sampleProjection({ orderId, timeline, ...changes });
  const key = `${projection.product}/${orderId}`;
  world.projections.set(key, { projection, revision: 2 });
  world.savedAt.set(key, LONG_AGO);
}

function notify(world: World, key: string, changes: Partial<Notification> = {}): void {
  const times = { occurredAt: '2021-12-22T12:00:00.000Z', createdAt: LONG_AGO, expiresAt: LONG_AGO + DAY };
  const row = { key, status: 'sent', dueAt: undefined, settledAt: LONG_AGO, ...times, ...changes } as const;
  world.notifications.set(key, sampleNotification(row));
}

async function remove(world: World, projections: Partial<Ports['projections']> = {}) {
  const ports = createInMemoryPorts(world);
  const deps = { ...ports, projections: { ...ports.projections, ...projections } };
  const report = { shrunk: 0, orders: 0 };
  const progress = { places: new Map(), noteProgress: () => Promise.resolve() };
  await removeOrders({ name: 'orders', before: REMOVED_BEFORE, lives: ['over'] }, limits, turn, progress, report, deps);
  return report;
}

describe('orders that are over', () => {
  it('go in groups of a hundred, each with its own notifications, of whichever product', async () => {
    const world = emptyWorld(noon);
    for (let index = 1; index <= 101; index += 1) {
      saveOld(world, `order-${String(index)}`);
      notify(world, `key-${String(index)}`, { orderId: `order-${String(index)}` });
    }
    const [entry] = sampleProjection().timeline;
    const paid = { product: 'wix-events', status: 'PAID' } as const;
    saveOld(world, 'order-1', { product: 'wix-events', timeline: entry ? [{ ...entry, snapshot: paid }] : [] });

    expect(await remove(world)).toEqual({ shrunk: 0, orders: 102 });
    expect([world.projections.size, world.notifications.size]).toEqual([0, 0]);
  });

  it('go without what another product has under their id', async () => {
    const world = emptyWorld(noon);
    saveOld(world, 'order-1');
    notify(world, 'shop');
    notify(world, 'tickets', { product: 'wix-events' });

    await remove(world);

    expect([...world.notifications.keys()]).toEqual(['tickets']);
  });

  it('stay where they cannot be read', async () => {
    const world = emptyWorld(noon);
    world.projections.set('wix-ecom/order-1', { projection: undefined, revision: 2 });
    world.savedAt.set('wix-ecom/order-1', LONG_AGO);

    expect(await remove(world)).toEqual({ shrunk: 0, orders: 0 });
    expect(world.projections.size).toBe(1);
  });

  it('stay where somebody has removed them meanwhile', async () => {
    const world = emptyWorld(noon);
    saveOld(world, 'order-1');

    expect(await remove(world, { listNewest: () => Promise.resolve([]) })).toEqual({ shrunk: 0, orders: 0 });
  });
});

describe('an earlier state that was left behind', () => {
  it('goes alone, also behind a hundred other orders, and the newest stays with its notifications', async () => {
    const world = emptyWorld(noon);
    for (let index = 1; index <= 101; index += 1) saveOld(world, `order-${String(index)}`);
    notify(world, 'kept', { orderId: 'order-101' });
    const { projections } = createInMemoryPorts(world);
    const removed: string[] = [];

    const report = await remove(world, {
      async listNewest(product, orderIds) {
        const newest = await projections.listNewest(product, orderIds);
        return newest.map((saved) => (saved.orderId === 'order-101' ? { ...saved, revision: 3 } : saved));
      },
      remove: (saved) =>
        Promise.resolve(void removed.push(...saved.map((each) => `${each.orderId}#${String(each.revision)}`))),
    });

    expect(report).toEqual({ shrunk: 0, orders: 101 });
    expect(removed).toHaveLength(101);
    expect(removed[100]).toBe('order-101#2');
    expect([...world.notifications.keys()]).toEqual(['kept']);
  });
});

describe('an order with more notifications than one page', () => {
  it('goes with all of them', async () => {
    const world = emptyWorld(noon);
    saveOld(world, 'order-1');
    for (let index = 1; index <= 1001; index += 1) notify(world, `key-${String(index)}`);

    await remove(world);

    expect([world.projections.size, world.notifications.size]).toEqual([0, 0]);
  });

  it.each<[string, Partial<Notification>]>([
    ['is not settled', { status: 'pending', settledAt: undefined }],
    ['was settled of late', { settledAt: noon - 89 * DAY }],
    ['is of a change that a rule could still tell', { occurredAt: '2024-02-29T12:00:00.000Z' }],
    ['may still be sent by the owner', { expiresAt: noon + DAY }],
  ])('stays with all of them where each on the first page %s', async (_what, changes) => {
    const world = emptyWorld(noon);
    saveOld(world, 'order-1');
    saveOld(world, 'order-2');
    for (let index = 1; index <= 1000; index += 1) notify(world, `key-${String(index)}`, changes);
    notify(world, 'hidden', { orderId: 'order-2', createdAt: LONG_AGO - 1 });

    expect(await remove(world)).toEqual({ shrunk: 0, orders: 0 });
    expect([world.projections.size, world.notifications.size]).toEqual([2, 1001]);
  });
});

it('an order that cannot be read does not shrink', async () => {
  const world = emptyWorld(noon);
  world.projections.set('wix-ecom/order-1', { projection: undefined, revision: 2 });
  world.savedAt.set('wix-ecom/order-1', LONG_AGO);
  const report = { shrunk: 0, orders: 0 };
  const progress = { places: new Map(), noteProgress: () => Promise.resolve() };

  await shrinkOrders(limits, turn, progress, report, createInMemoryPorts(world));

  expect(report).toEqual({ shrunk: 0, orders: 0 });
});
