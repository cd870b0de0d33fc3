import { handleAgain, handleEvent } from '../../src/backend/order-events/intake/handle-event.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { afterPayment, paidRule, payment, PAYMENT_KEY, siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';

const site = siteWith([paidRule]);
const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';
const ORDER = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
const busy = new OrderEventsError('store-busy', 'busy', undefined);
const tooLarge = new OrderEventsError('item-too-large', 'too large', undefined);

/** The ports of a world whose calls of these names fail, and what is logged. */
function failing(world: ReturnType<typeof emptyWorld>, names: readonly string[], error: Error) {
  const logged: unknown[] = [];
  const around = watched([], ({ name }) => (names.includes(name) ? error : undefined));
  return {
    logged,
    ports: { ...createInMemoryPorts(world, around), log: (...line: unknown[]) => void logged.push(line) },
  };
}

describe('an order whose state no item can hold', () => {
  const note = {
    id: `too-large/wix-ecom/${ORDER}`,
    handler: HANDLER,
    text: '',
    orderId: ORDER,
    failure: 'order-too-large',
    firstAt: afterPayment,
    lastAt: afterPayment,
  };

  it('is noted once, and what could be told of it is told', async () => {
    const world = emptyWorld(afterPayment);
    const { ports, logged } = failing(world, ['projections.save'], tooLarge);

    const outcome = await handleEvent(HANDLER, payment(), site, ports);
    await handleEvent(HANDLER, payment({ 'metadata.id': 'another' }), site, ports);

    expect(outcome).toMatchObject({ verdict: 'rejected', rejection: { found: 'order-too-large' } });
    expect([...world.unhandled.values()]).toEqual([{ ...note, count: 2 }]);
    expect(world.emails).toHaveLength(1);
    expect(logged[0]).toEqual(['order too large to store', { handler: HANDLER }]);
  });

  it('is done with when it was kept before, for a further try is of no use', async () => {
    const world = emptyWorld(afterPayment);
    const { ports } = failing(world, ['projections.save'], tooLarge);
    const kept = { handler: HANDLER, raw: payment(), receivedAt: afterPayment } as const;

    expect(await handleAgain(kept, site, ports)).toBe(true);
    expect([...world.unhandled.values()]).toEqual([{ ...note, count: 1 }]);
  });
});

it('an event that still cannot be stored is tried again later', async () => {
  const world = emptyWorld(afterPayment);
  const { ports } = failing(world, ['projections.save'], busy);

  expect(await handleAgain({ handler: HANDLER, raw: payment(), receivedAt: afterPayment }, site, ports)).toBe(false);
  expect(world.unhandled.size).toBe(0);
});

describe('an event that is kept', () => {
  it('because the site cannot store it says so, without personal data', async () => {
    const { ports, logged } = failing(emptyWorld(afterPayment), ['projections.read'], busy);

    const outcome = await handleEvent(HANDLER, payment(), site, ports);

    expect(outcome).toEqual({
      handler: HANDLER,
      verdict: 'rejected',
      order: { product: 'wix-ecom', id: ORDER },
      changes: [],
      notifications: [],
      alreadyKnown: [],
      warnings: [],
      rejection: { path: 'event', expected: 'a site that can store it', found: 'store-busy' },
    });
    expect(logged).toEqual([['event not handled', { handler: HANDLER, failure: 'store-busy' }]]);
  });

  it('because it is not understood says why', async () => {
    const { ports, logged } = failing(emptyWorld(afterPayment), [], busy);

    const outcome = await handleEvent(HANDLER, { data: 1 }, site, ports);

    expect(outcome).toMatchObject({ verdict: 'rejected', changes: [], notifications: [], warnings: [] });
    expect(logged).toEqual([
      ['event rejected', expect.objectContaining({ handler: HANDLER, path: 'data.order', found: expect.any(String) })],
    ]);
  });

  it('is kept apart from another one', async () => {
    const world = emptyWorld(afterPayment);
    const { ports } = failing(world, [], busy);

    await handleEvent(HANDLER, { data: 1 }, site, ports);
    await handleEvent(HANDLER, { data: 2 }, site, ports);

    expect(world.unhandled.size).toBe(2);
    for (const id of world.unhandled.keys()) expect(id).toMatch(/^wixEcom_onOrderPaymentStatusUpdated\/[\da-z]+$/);
  });
});

it('a notification that cannot be claimed is logged by its key', async () => {
  const { ports, logged } = failing(emptyWorld(afterPayment), ['claims.claim'], busy);

  await handleEvent(HANDLER, payment(), siteWith([{ ...paidRule, ifUnknown: 'hold' }]), ports);

  expect(logged).toEqual([['notification left to the job', { key: PAYMENT_KEY, failure: 'store-busy' }]]);
});

it('what is overdue and cannot be listed is logged with a code', async () => {
  const { ports, logged } = failing(emptyWorld(afterPayment), ['notifications.listDue'], busy);

  await handleEvent(HANDLER, payment(), siteWith([]), { ...ports, takeOverdueTurn: () => true });

  expect(logged).toEqual([['overdue notifications left to the job', { failure: 'store-busy' }]]);
});

describe('an event that another handler has stored meanwhile', () => {
  it.each([
    ['itself', false, false],
    ['in another event of its time', true, false],
    ['in a later one', true, true],
  ])('changed the order all the same: %s', async (_how, isOther, isLater) => {
    const before = emptyWorld(afterPayment);
    await handleEvent(HANDLER, payment(), site, createInMemoryPorts(before));
    const [stored] = before.projections.values();
    if (stored?.projection === undefined) throw new Error('Nothing is stored');
    const { projection } = stored;
    const timeline = projection.timeline.map((entry) =>
      isLater ? { ...entry, at: `2023-01-16T14:40:59${entry.at.slice(19)}` as typeof entry.at } : entry,
    );
    const world = emptyWorld(afterPayment);
    const around = watched([], ({ name }) => {
      const key = `wix-ecom/${ORDER}`;
      if (name !== 'projections.save' || world.projections.has(key)) return undefined;
      world.projections.set(key, {
        projection: { ...projection, timeline, ...(isOther ? { eventIds: [] } : {}) },
        revision: 1,
      });
      return undefined;
    });

    const outcome = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world, around));

    expect(outcome).toMatchObject({
      verdict: 'changed',
      changes: [{ kind: 'order-paid' }],
      notifications: [{ key: PAYMENT_KEY, status: 'sent' }],
    });
  });
});
