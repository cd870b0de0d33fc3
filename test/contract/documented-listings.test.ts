import type { orders } from '@wix/events';

import { createOrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { NotificationRule } from '../../src/backend/order-events/rules/rule.ts';
import { createSdkOrderReader } from '../../src/backend/order-events/wix/sdk-order-reader.ts';
import { MINUTE } from '../ports/sample-rows.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';

const DAY = 24 * 60 * MINUTE;
const now = Date.UTC(2024, 2, 1, 12);

/** Whatever a buyer of tickets can be told. */
const site = siteWith(
  (['order-paid', 'order-placed', 'order-confirmed', 'order-canceled', 'status-unknown'] as const).map(
    (change): NotificationRule<'wix-events'> => ({
      id: `told-of-${change}`,
      product: 'wix-events',
      change,
      emailId: 'Told',
      recipient: 'buyer',
      variables: () => ({}),
    }),
  ),
);

/**
 * A ticket order as `listOrders` is documented to return it with `TICKETS`, `DETAILS` and `FORM`: what is always returned, and
 * what these sets name. No `timestamp`, no `updated` and no `email`.
 */
function listedOrder(orderNumber: string, status: orders.OrderStatusWithLiterals, created: number): orders.Order {
  const form = {
    inputValues: [
      { inputName: 'firstName', value: 'John' },
      { inputName: 'lastName', value: 'Doe' },
      { inputName: 'email', value: 'john.doe@example.com' },
    ],
  };
  return {
    orderNumber,
    eventId: '566e7be9-1410-4095-ae7a-349a4ac95c6b',
    contactId: 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8',
    memberId: 'b272b0bb-d013-415a-8461-e8a175fe8dc6',
    anonymized: false,
    fullyCheckedIn: false,
    reservationId: '1bf5cb86-9eff-4ae5-b1d7-d2dfdb1ab2a3',
    snapshotId: '2ff4d9d4-8b6b-4d20-8a6e-4be4d80ca4a0',
    created: new Date(created),
    firstName: 'John',
    lastName: 'Doe',
    fullName: 'John Doe',
    confirmed: status !== 'INITIATED',
    status,
    method: 'payPal',
    ticketsQuantity: 1,
    totalPrice: { value: '12.00', currency: 'EUR' },
    ticketsPdf: 'https://example.com/tickets.pdf',
    archived: false,
    checkoutForm: form,
    tickets: [
      {
        ticketNumber: `${orderNumber}021`,
        orderNumber,
        ticketDefinitionId: 'd72874cb-012a-4ad2-afbb-57fe8cf1e308',
        name: 'Standard',
        price: { value: '12.00', currency: 'EUR' },
        free: false,
        orderStatus: status,
        orderArchived: false,
        orderFullName: 'John Doe',
        guestFullName: 'John Doe',
        archived: false,
        anonymized: false,
        canceled: status === 'CANCELED',
      },
    ],
  };
}

/** A site whose ticket orders are listed page by page, as documented; it has no orders of the other products. */
function siteThatLists(world: World, listed: readonly orders.Order[], calls: string[] = []) {
  const none = () => Promise.resolve({ orders: [] });
  const reader = createSdkOrderReader({
    searchShopOrders: none,
    listPlanOrders: none,
    listTicketOrders: ({ limit, offset }) => Promise.resolve({ orders: listed.slice(offset, offset + limit) }),
    findContactsByEmail: none,
  });
  const loadDigest = () => Promise.resolve({ fingerprint: 'key', of: (text: string) => `digest of ${text}` });
  const { jobs, handleOrderEvent } = createOrderEvents({
    ...createInMemoryPorts(world, watched(calls)),
    loadDigest,
  });
  return { handleOrderEvent, reconcile: () => jobs.reconcileOrders(reader, site) };
}

function listedOrders(count: number, ageMs: number): orders.Order[] {
  const statuses = ['PAID', 'CANCELED', 'FREE', 'INITIATED', 'OFFLINE_PENDING'] as const;
  return Array.from({ length: count }, (_none, index) =>
    listedOrder(`OLD-${String(index)}`, statuses[index % 5] ?? 'PAID', now - ageMs - index * MINUTE),
  );
}

describe('250 ticket orders that are listed as documented', () => {
  it.each([
    ['a year old', 365 * DAY],
    ['a week old', 7 * DAY],
    ['a minute old', MINUTE],
  ])('mail nobody when they are first read, %s', async (_age, ageMs) => {
    const world = emptyWorld(now);

    const run = await siteThatLists(world, listedOrders(250, ageMs)).reconcile();

    expect(run.report).toMatchObject({ read: 250, handled: 0, baselines: 250, failed: 0, unreadable: 0 });
    expect(world.projections.size).toBe(250);
    expect(world.notifications.size).toBe(0);
    expect(world.emails).toEqual([]);
  });

  it('cost no call for each order when none has moved since', async () => {
    const world = emptyWorld(now);
    const calls: string[] = [];
    const { reconcile } = siteThatLists(world, listedOrders(250, 365 * DAY), calls);
    await reconcile();
    world.now += DAY / 4;
    calls.length = 0;

    const run = await reconcile();

    expect(run.report).toMatchObject({ read: 250, handled: 0, baselines: 0 });
    expect([...calls].sort()).toEqual([
      'jobStates.read',
      'jobStates.save',
      'jobStates.save',
      'jobStates.save',
      'jobStates.save',
      'notifications.list',
      'projections.readMany',
      'projections.readMany',
      'projections.readMany',
    ]);
  });

  it('are told of when one of them is canceled since, and no other', async () => {
    const world = emptyWorld(now);
    const listed = listedOrders(250, 365 * DAY);
    await siteThatLists(world, listed).reconcile();
    world.now += DAY / 4;
    const canceled = listed.map((order, index) => (index === 0 ? { ...order, status: 'CANCELED' as const } : order));

    const run = await siteThatLists(world, canceled).reconcile();

    expect(run.report).toMatchObject({ handled: 1 });
    expect([...world.notifications.values()].map(({ orderId, change }) => [orderId, change])).toEqual([
      ['OLD-0', 'order-canceled'],
    ]);
  });
});

it('an anonymized order is handled once', async () => {
  const world = emptyWorld(now);
  const [order] = listedOrders(1, 7 * DAY);
  const { reconcile } = siteThatLists(world, [{ ...order, anonymized: true }]);

  const first = await reconcile();
  world.now += DAY / 4;
  const second = await reconcile();

  expect([first.report['handled'], second.report['handled']]).toEqual([1, 0]);
  expect(world.emails).toEqual([]);
});

it('an order that an event told has not moved when it is listed as documented', async () => {
  const world = emptyWorld(Date.UTC(2020, 3, 28, 12, 25));
  const event = documentedPayload('wixEvents_onOrderUpdated');
  const listed = {
    ...listedOrder('FMXC-BZG3-OT', 'PAID', Date.UTC(2020, 3, 28, 12, 23, 51, 523)),
    checkoutForm: event['checkoutForm'],
    tickets: [
      {
        ticketNumber: 'FMXC-BZG3-OT021',
        ticketDefinitionId: 'd72874cb-012a-4ad2-afbb-57fe8cf1e308',
        checkIn: { created: new Date('2020-04-28T12:24:20.92Z') },
        price: { value: '123.00', currency: 'USD' },
        archived: false,
      },
      {
        ticketNumber: 'FMXC-BZG3-OT041',
        ticketDefinitionId: '9c3dc432-f1a6-408f-82d8-4f64c7ff581b',
        price: { value: '0.00', currency: 'USD' },
        archived: false,
      },
    ],
  } as orders.Order;
  const { handleOrderEvent, reconcile } = siteThatLists(world, [listed]);
  await handleOrderEvent('wixEvents_onOrderUpdated', event, site);
  const told = world.notifications.size;
  world.now += DAY / 4;

  const run = await reconcile();

  expect(run.report).toMatchObject({ read: 1, handled: 0, baselines: 0 });
  expect(world.notifications.size).toBe(told);
});
