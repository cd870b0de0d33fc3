import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { Leftovers } from '../../src/backend/order-events/ports/leftovers.ts';
import { eraseDataOfContact, eraseDataOfOrder } from '../../src/backend/order-events/retention/erase.ts';
import { worldWith } from '../delivery/rests-of.ts';
import { noon, sampleNotification, sampleUnhandled } from '../ports/sample-rows.ts';

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
