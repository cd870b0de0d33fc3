import { createOrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { deliverOne } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { sendAgain } from '../../src/backend/order-events/delivery/send-again.ts';
import { giveContact } from '../../src/backend/order-events/delivery/settle.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import type { AnyRule } from '../../src/backend/order-events/rules/rule.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import { MINUTE, noon, sampleNotification, sampleProjection } from '../ports/sample-rows.ts';
import { afterPayment, paidRule, payment, siteWith } from '../support/shop-site.ts';
import { worldWith } from './rests-of.ts';

const HOUR = 60 * MINUTE;
const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';

/** A rule that reminds three days after the payment, unless the order was fulfilled or refunded meanwhile. */
const reminder: AnyRule = { ...paidRule, after: 72, unless: ['order-fulfilled', 'order-refunded'] };

async function firedAt(world: World, site: SiteRules) {
  await createOrderEvents(createInMemoryPorts(world)).handleOrderEvent(HANDLER, payment(), site);
}

async function runJob(world: World, site: SiteRules): Promise<void> {
  await createOrderEvents(createInMemoryPorts(world)).jobs.deliverDueNotifications(site);
}

function onlyRow(world: World): Notification {
  const [row] = world.notifications.values();
  if (row === undefined) throw new Error('There is no notification');
  return row;
}

/** The projection of the documented order, with one more change that was told. */
function noteChange(world: World, key: string): void {
  for (const [order, stored] of world.projections) {
    const { projection } = stored;
    if (projection === undefined) continue;
    const reportedKeys = [...projection.reportedKeys, key];
    world.projections.set(order, { ...stored, projection: { ...projection, reportedKeys } });
  }
}

it('is told by the job when its time has come, and not before', async () => {
  const world = emptyWorld(afterPayment);
  await firedAt(world, siteWith([reminder]));
  const sentAtOnce = world.emails.length;

  world.now = afterPayment + 71 * HOUR;
  await runJob(world, siteWith([reminder]));
  const sentBefore = world.emails.length;
  world.now = afterPayment + 72 * HOUR;
  await runJob(world, siteWith([reminder]));

  expect([sentAtOnce, sentBefore, world.emails.length]).toEqual([0, 0, 1]);
  expect(onlyRow(world).status).toBe('sent');
});

it('is called off by a change that came meanwhile', async () => {
  const world = emptyWorld(afterPayment);
  await firedAt(world, siteWith([reminder]));
  noteChange(world, 'order-fulfilled:1');

  world.now = afterPayment + 72 * HOUR;
  await runJob(world, siteWith([reminder]));

  expect(onlyRow(world)).toMatchObject({ status: 'expired', reason: 'called-off', variables: undefined });
  expect(world.emails).toEqual([]);
});

it('is not called off by a change that was known before', async () => {
  const world = emptyWorld(noon);
  const row = sampleNotification({ delayedTo: noon, dueAt: noon, unless: ['order-refunded'], attempts: 0 });
  world.notifications.set(row.key, { ...row, knownBefore: ['order-refunded:10'] });
  const projection = sampleProjection({ reportedKeys: ['order-refunded:10', 'order-paid:1'] });
  world.projections.set('wix-ecom/order-1', { projection, revision: 1 });

  await runJob(world, siteWith([]));

  expect(onlyRow(world).status).toBe('sent');
});

it.each([
  ['known before its event', '2023-01-16T14:00:00.000000000Z', ['order-refunded:10']],
  ['later than its event, which came late', '2023-01-16T15:00:00.000000000Z', undefined],
])('notes what was %s', async (_when, at, knownBefore) => {
  const world = emptyWorld(afterPayment + HOUR);
  const order = 'wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451';
  const { timeline } = sampleProjection();
  const snapshot = { product: 'wix-ecom', status: 'APPROVED', paymentStatus: 'NOT_PAID' } as const;
  const projection = sampleProjection({
    orderId: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
    reportedKeys: ['order-refunded:10', 'order-archived:1'],
    timeline: timeline.map((entry) => ({ ...entry, at: at as typeof entry.at, snapshot })),
  });
  world.projections.set(order, { projection, revision: 1 });

  await firedAt(world, siteWith([{ ...paidRule, after: 72, unless: ['order-refunded'] }]));

  expect(onlyRow(world).knownBefore).toEqual(knownBefore);
});

describe('with a condition on the order', () => {
  const due = sampleNotification({ delayedTo: noon, dueAt: noon, attempts: 0 });

  function worldOf(row: Notification): World {
    const world = worldWith([row]);
    world.projections.set('wix-ecom/order-1', { projection: sampleProjection(), revision: 1 });
    return world;
  }

  it.each([
    ['holds', true, 'expired', 'called-off'],
    ['does not hold', false, 'sent', undefined],
  ])('that %s', async (_how, isMet, status, reason) => {
    const world = worldOf(due);
    const seen: unknown[] = [];
    const unlessOrder = (order: object) => seen.push(order) > 0 && isMet;

    await runJob(world, siteWith([{ ...paidRule, after: 1, unlessOrder }]));

    expect([onlyRow(world).status, onlyRow(world).reason]).toEqual([status, reason]);
    expect(seen).toEqual([{ product: 'wix-ecom', status: 'APPROVED', paymentStatus: 'PAID', archived: false }]);
  });

  it('that throws, is held', async () => {
    const world = worldOf(due);
    const unlessOrder = () => {
      throw new Error('Not my day');
    };

    await runJob(world, siteWith([{ ...paidRule, after: 1, unlessOrder }]));

    expect(onlyRow(world)).toMatchObject({ status: 'held', reason: 'rule-threw', attempts: 1 });
  });

  it('of which nothing is known, is told', async () => {
    const world = worldWith([due]);

    await runJob(world, siteWith([{ ...paidRule, after: 1, unlessOrder: () => true }]));

    expect(onlyRow(world).status).toBe('sent');
  });

  it('of which no state is known any more, is told', async () => {
    const world = worldWith([due]);
    const projection = sampleProjection({ timeline: [] });
    world.projections.set('wix-ecom/order-1', { projection, revision: 1 });

    await runJob(world, siteWith([{ ...paidRule, after: 1, unlessOrder: () => true }]));

    expect(onlyRow(world).status).toBe('sent');
  });

  it('that may have been sent already, is left to the owner', async () => {
    const world = worldOf({ ...due, doubts: 1, attempts: 1 });

    await runJob(world, siteWith([{ ...paidRule, after: 1, unlessOrder: () => true }]));

    expect(onlyRow(world)).toMatchObject({ status: 'unknown', reason: 'may-have-been-sent' });
  });

  it.each([
    ['that was sent is noted as sent', true, 'sent'],
    ['that was not sent is called off', false, 'expired'],
  ])('of a channel that can be asked, one %s', async (_what, wasSent, status) => {
    const row = { ...due, channel: 'email', call: {}, doubts: 1, attempts: 1 } as const;
    const world = worldOf(row);
    if (wasSent) world.emails.push({ emailId: 'shop-order-paid', variables: {}, key: row.key, at: noon });

    await runJob(world, siteWith([{ ...paidRule, after: 1, unlessOrder: () => true }]));

    expect(onlyRow(world).status).toBe(status);
    expect(world.emails).toHaveLength(Number(wasSent));
  });

  it('is told at the owner’s wish whatever its condition says', async () => {
    const world = worldOf({ ...due, status: 'held', dueAt: undefined });
    const site = siteWith([{ ...paidRule, after: 1, unlessOrder: () => true }]);

    await sendAgain(due.key, { ...createInMemoryPorts(world), site });

    expect(onlyRow(world).status).toBe('sent');
  });

  it('is told where nobody gives the rules', async () => {
    const world = worldOf(due);

    await deliverOne(due, createInMemoryPorts(world));

    expect(onlyRow(world).status).toBe('sent');
  });
});

it('counts its age from when it is due', async () => {
  const world = emptyWorld(afterPayment);
  await firedAt(world, siteWith([{ ...reminder, withinHours: 1 }]));

  world.now = afterPayment + 74 * HOUR;
  await runJob(world, siteWith([reminder]));

  expect(onlyRow(world)).toMatchObject({ status: 'expired', reason: 'too-old-when-due' });
});

it('that gets its contact late is told no earlier', () => {
  const held = sampleNotification({ status: 'held', delayedTo: noon + 5 * HOUR });

  expect(giveContact(held, { contactId: 'c', marks: undefined }, 1, noon).dueAt).toBe(noon + 5 * HOUR);
  expect(giveContact(held, { contactId: 'c', marks: undefined }, 1, noon + 6 * HOUR).dueAt).toBe(noon + 6 * HOUR);
});

it('of an order that was erased meanwhile is not told', async () => {
  const world = emptyWorld(afterPayment);
  await firedAt(world, siteWith([reminder]));
  const { webMethods } = createOrderEvents(createInMemoryPorts(world));
  await webMethods.eraseContact('24de6f0b-60ce-4faa-9138-2e39f1415615');

  world.now = afterPayment + 72 * HOUR;
  await runJob(world, siteWith([reminder]));

  expect([world.emails, onlyRow(world).status]).toEqual([[], 'erased']);
});
