import { handleInTransaction } from '../../src/backend/order-events/intake/handle-event.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { copyWorld, emptyWorld, storeAll } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { afterPayment, paidRule, payment, PAYMENT_KEY, siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';

const site = siteWith([paidRule]);
const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';

function kept(raw: unknown = payment()) {
  return { handler: HANDLER, raw, receivedAt: afterPayment } as const;
}

it('writes to the stores of the transaction alone, and sends nothing before its commit', async () => {
  const world = emptyWorld(afterPayment);
  const inside = copyWorld(world);
  const sendAll = await handleInTransaction(kept(), site, createInMemoryPorts(inside), createInMemoryPorts(world));

  expect([...world.notifications.keys(), ...world.projections.keys(), ...world.emails]).toEqual([]);
  expect([...inside.notifications.keys()]).toEqual([PAYMENT_KEY]);
  storeAll(world, inside);
  expect(await sendAll()).toMatchObject({
    verdict: 'first-seen',
    notifications: [{ key: PAYMENT_KEY, status: 'sent' }],
  });
  expect(world.emails).toHaveLength(1);
});

it('leaves what was not sent within half of its lease to the next who looks', async () => {
  const world = emptyWorld(afterPayment);
  const ports = { ...createInMemoryPorts(world), leaseMs: 90_000 };
  const sendAll = await handleInTransaction(kept(), site, ports, ports);
  world.now += 45_000;

  expect(await sendAll()).toMatchObject({ notifications: [{ status: 'pending' }] });
  expect(world.notifications.get(PAYMENT_KEY)).toMatchObject({ dueAt: afterPayment + 90_000 });
  expect(world.emails).toEqual([]);
});

it('keeps an event that is not understood, in the transaction', async () => {
  const world = emptyWorld(afterPayment);
  const inside = copyWorld(world);
  const end = await handleInTransaction(kept({}), site, createInMemoryPorts(inside), createInMemoryPorts(world));

  expect(await end()).toMatchObject({ verdict: 'rejected', notifications: [] });
  expect([inside.unhandled.size, world.unhandled.size]).toEqual([1, 0]);
});

it.each(['projections.read', 'notifications.insert', 'projections.save'] as const)(
  'rejects when %s fails, so that nothing is committed',
  async (call) => {
    const world = emptyWorld(afterPayment);
    const busy = new OrderEventsError('store-busy', 'busy', undefined);
    const ports = createInMemoryPorts(
      world,
      watched([], ({ name }) => (name === call ? busy : undefined)),
    );

    await expect(handleInTransaction(kept(), site, ports, ports)).rejects.toBe(busy);
    expect(world.emails).toEqual([]);
  },
);
