import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { Leftovers } from '../../src/backend/order-events/ports/leftovers.ts';
import { cleanUpStores } from '../../src/backend/order-events/retention/clean-up.ts';
import { eraseDataOfContact, eraseDataOfOrder } from '../../src/backend/order-events/retention/erase.ts';
import { worldWith } from '../delivery/rests-of.ts';
import { MINUTE, noon, sampleNotification, sampleUnhandled } from '../ports/sample-rows.ts';

const DAY = 24 * 60 * MINUTE;

async function noteProgress(): Promise<void> {
  await Promise.resolve();
}

describe('the daily clean-up', () => {
  it('reduces to bare keys what settled before the retention, and removes old events', async () => {
    const settled = { status: 'sent', dueAt: undefined } as const;
    const world = worldWith([
      sampleNotification({ key: 'old', ...settled, settledAt: noon - 91 * DAY }),
      sampleNotification({ key: 'new', ...settled, settledAt: noon - 89 * DAY }),
    ]);
    world.unhandled.set('old', sampleUnhandled('old', { lastAt: noon - 91 * DAY })).set('new', sampleUnhandled('new'));

    const run = await cleanUpStores({}, 90, noon + MINUTE, { ...createInMemoryPorts(world), noteProgress });

    expect(run).toEqual({ report: { erased: 1, unhandled: 1 }, progress: {} });
    expect(world.notifications.get('old')).toMatchObject({ key: 'old', status: 'erased' });
    expect(world.notifications.get('new')).toMatchObject({ status: 'sent', contactId: 'contact-1' });
    expect([...world.unhandled.keys()]).toEqual(['new']);
  });

  it('goes on page by page, and stops at its deadline', async () => {
    const rows = Array.from({ length: 150 }, (_none, index) =>
      sampleNotification({ key: String(index), status: 'sent', dueAt: undefined, settledAt: 0 }),
    );
    const deps = { ...createInMemoryPorts(worldWith(rows)), noteProgress };

    const whole = await cleanUpStores({}, 90, noon + 1, deps);
    const none = await cleanUpStores({}, 90, noon, deps);

    expect(whole.report).toEqual({ erased: 150, unhandled: 0 });
    expect(none.report).toEqual({ erased: 0, unhandled: 0 });
  });

  it('has a store remove what it left behind, from where the last run stopped', async () => {
    const world = worldWith([]);
    const asked: unknown[] = [];
    const leftovers: Leftovers = {
      remove(progress, { settledBefore, now, isInTime }) {
        asked.push(progress, settledBefore, now, isInTime());
        return Promise.resolve({ report: { rows: 3 }, progress: { place: 8 } });
      },
      removeOfOrder: () => Promise.resolve(),
    };
    const deps = { ...createInMemoryPorts(world), leftovers, noteProgress };

    const run = await cleanUpStores({ place: 7 }, 90, noon + MINUTE, deps);

    expect(asked).toEqual([{ place: 7 }, noon - 90 * DAY, noon, true]);
    expect(run).toEqual({ report: { erased: 0, unhandled: 0, rows: 3 }, progress: { place: 8 } });
  });
});

describe('an erasure', () => {
  it('of an order leaves bare keys, and no event that names it', async () => {
    const world = worldWith([sampleNotification(), sampleNotification({ key: 'other', orderId: 'order-2' })]);
    world.unhandled
      .set('a', sampleUnhandled('a', { orderId: 'order-1' }))
      .set('b', sampleUnhandled('b', { orderId: 'order-2' }));

    await eraseDataOfOrder('wix-ecom', 'order-1', noon, createInMemoryPorts(world));

    expect([...world.notifications.values()].map(({ status }) => status)).toEqual(['erased', 'pending']);
    expect([...world.unhandled.keys()]).toEqual(['b']);
  });

  it('of a contact goes through all pages, and says how much it was', async () => {
    const rows = Array.from({ length: 101 }, (_none, index) => sampleNotification({ key: String(index) }));
    const world = worldWith(rows);
    for (let index = 0; index < 101; index += 1)
      world.unhandled.set(String(index), sampleUnhandled(String(index), { text: 'contact-1' }));

    const erased = await eraseDataOfContact('contact-1', noon, createInMemoryPorts(world));

    expect(erased).toEqual({ notifications: 101, events: 101 });
    expect(await eraseDataOfContact('contact-1', noon, createInMemoryPorts(world))).toEqual({
      notifications: 0,
      events: 0,
    });
  });

  it('of an order reaches what the store has left of earlier states', async () => {
    const erased: string[] = [];
    const leftovers: Leftovers = {
      remove: () => Promise.resolve({ report: {}, progress: {} }),
      async removeOfOrder(product, orderId) {
        erased.push(`${product}/${orderId}`);
      },
    };

    await eraseDataOfOrder('wix-ecom', 'order-1', noon, { ...createInMemoryPorts(worldWith([])), leftovers });

    expect(erased).toEqual(['wix-ecom/order-1']);
  });
});
