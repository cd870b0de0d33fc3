import { deliverWaiting } from '../../src/backend/order-events/intake/deliver-waiting.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { MINUTE, sampleNotification, sampleUnhandled } from '../ports/sample-rows.ts';
import { afterPayment, paidRule, payment, siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';

const due = { dueAt: afterPayment - MINUTE, expiresAt: afterPayment + 60 * MINUTE };

describe('a run of the hourly job', () => {
  it('handles kept events, sends what is due, and says how much', async () => {
    const world = emptyWorld(afterPayment);
    world.unhandled.set('a', sampleUnhandled('a', { text: JSON.stringify(payment()), failure: 'store-busy' }));
    world.notifications.set('b', sampleNotification({ key: 'b', ...due }));

    const report = await deliverWaiting(
      afterPayment + 10 * MINUTE,
      1,
      siteWith([paidRule]),
      createInMemoryPorts(world),
    );

    expect(report).toEqual({ erasuresDone: 0, eventsHandled: 1, sent: 1, notSent: 0 });
    expect(world.emails).toHaveLength(2);
  });

  it('leaves alone the events that were not understood', async () => {
    const world = emptyWorld(afterPayment);
    const rejection = { path: 'data', expected: 'an object', found: 'a number' };
    world.unhandled.set('a', sampleUnhandled('a', { text: JSON.stringify(payment()), rejection }));

    const report = await deliverWaiting(
      afterPayment + 10 * MINUTE,
      1,
      siteWith([paidRule]),
      createInMemoryPorts(world),
    );

    expect(report).toMatchObject({ eventsHandled: 0 });
    expect(world.unhandled.size).toBe(1);
  });

  it('leaves half of its time to the notifications, however many events there are', async () => {
    const world = emptyWorld(afterPayment);
    for (let index = 0; index < 20; index += 1) {
      const text = JSON.stringify(payment({ 'data.order._id': `order-${String(index)}` }));
      world.unhandled.set(String(index), sampleUnhandled(String(index), { text, failure: 'store-busy' }));
    }
    world.notifications.set('b', sampleNotification({ key: 'b', ...due }));
    const around = watched([], ({ name }) => {
      if (name === 'projections.read') world.now += MINUTE;
      return undefined;
    });

    const report = await deliverWaiting(
      afterPayment + 10 * MINUTE,
      1,
      siteWith([]),
      createInMemoryPorts(world, around),
    );

    expect(report).toEqual({ erasuresDone: 0, eventsHandled: 5, sent: 1, notSent: 0 });
  });
});
