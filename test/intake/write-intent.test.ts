import { handleEvent, handleParsed } from '../../src/backend/order-events/intake/handle-event.ts';
import { parseOrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { markOf } from '../../src/backend/order-events/values/people.ts';
import { sampleNotification } from '../ports/sample-rows.ts';
import { instant } from '../support/typed-texts.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { afterPayment, paidRule, payment, PAYMENT_KEY, siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';

const site = siteWith([paidRule]);
const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';

describe('an order that somebody else changes meanwhile', () => {
  it('is worked out anew from what they saved, and what was found before counts', async () => {
    const world = emptyWorld(afterPayment);
    const calls: string[] = [];
    const placed = documentedPayload('wixEcom_onOrderUpdated');
    const around = watched(calls, async ({ name }) => {
      if (name !== 'notifications.insert') return;
      await handleEvent('wixEcom_onOrderUpdated', placed, siteWith([]), createInMemoryPorts(world));
    });

    const outcome = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world, around));

    expect(calls).toEqual([
      'projections.read',
      'notifications.insert',
      'projections.save',
      'erasures.find',
      'projections.read',
      'channels.send',
      'projections.save',
      'notifications.noteSent',
      'erasures.find',
    ]);
    expect(outcome).toMatchObject({ verdict: 'changed', notifications: [{ key: PAYMENT_KEY, status: 'sent' }] });
    expect(world.projections.get('wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451')).toMatchObject({
      revision: 2,
      projection: { timeline: [{}, {}] },
    });
  });

  it('seven times is told by the eighth try', async () => {
    const world = emptyWorld(afterPayment);
    const ports = createInMemoryPorts(world);
    let saves = 0;
    const projections: typeof ports.projections = {
      ...ports.projections,
      save: (...args) => (++saves < 8 ? Promise.resolve('outdated') : ports.projections.save(...args)),
    };

    const outcome = await handleEvent(HANDLER, payment(), site, { ...ports, projections });

    expect(outcome).toMatchObject({ verdict: 'first-seen', notifications: [{ key: PAYMENT_KEY, status: 'sent' }] });
    expect(world.unhandled.size).toBe(0);
  });

  it('again and again is left to the job, and what was written is sent', async () => {
    const world = emptyWorld(afterPayment);
    const ports = createInMemoryPorts(world);
    const projections: typeof ports.projections = { ...ports.projections, save: () => Promise.resolve('outdated') };

    const outcome = await handleEvent(HANDLER, payment(), site, { ...ports, projections });

    expect(outcome).toMatchObject({ verdict: 'rejected', rejection: { found: 'store-busy' } });
    expect([...world.unhandled.values()]).toMatchObject([{ failure: 'store-busy' }]);
    expect(world.emails).toHaveLength(1);
  });
});

describe('a notification that cannot be stored just then', () => {
  it('keeps none of those that were stored before it from being sent, and the event is handled again', async () => {
    const world = emptyWorld(afterPayment);
    const rules = [paidRule, { ...paidRule, id: 'second', emailId: 'Second' }];
    let inserts = 0;
    const around = watched([], ({ name }) =>
      name === 'notifications.insert' && ++inserts === 2
        ? new OrderEventsError('store-busy', 'no', undefined)
        : undefined,
    );

    await handleEvent(HANDLER, payment(), siteWith(rules), createInMemoryPorts(world, around));

    expect(world.emails.map(({ emailId }) => emailId)).toEqual(['ShopOrderPaid']);
    expect([...world.unhandled.values()]).toMatchObject([{ failure: 'store-busy' }]);
  });

  it('or claimed, is left to the job, and keeps none of those behind it from being sent', async () => {
    const world = emptyWorld(afterPayment);
    const rules = [
      { ...paidRule, ifUnknown: 'hold' },
      { ...paidRule, id: 'second', emailId: 'Second' },
    ] as const;
    const around = watched([], ({ name }) =>
      name === 'claims.claim' ? new OrderEventsError('store-busy', 'no', undefined) : undefined,
    );

    const outcome = await handleEvent(HANDLER, payment(), siteWith(rules), createInMemoryPorts(world, around));

    expect(outcome.notifications.map(({ status }) => status)).toEqual(['pending', 'sent']);
    expect(world.emails.map(({ emailId }) => emailId)).toEqual(['Second']);
    expect(world.unhandled.size).toBe(0);
  });
});

describe('a site that wrote its keys without escaping their parts', () => {
  const former = 'wix-ecom/a/b%/order-paid/paid-40/shop@paid';
  const present = 'wix-ecom/a%2Fb%25/order-paid/paid-40/shop%40paid';
  const rule = { ...paidRule, id: 'shop@paid' };
  const event = payment({ 'data.order._id': 'a/b%', 'metadata.entityId': 'a/b%' });
  const told = sampleNotification({
    key: former,
    orderId: 'a/b%',
    rule: 'shop@paid',
    occurrence: 'paid-40',
    status: 'sent',
    dueAt: undefined,
  });

  it('tells nobody again, although the event was never seen through', async () => {
    const world = emptyWorld(afterPayment);
    world.notifications.set(former, told);

    const outcome = await handleEvent(HANDLER, event, siteWith([rule]), createInMemoryPorts(world));

    expect(outcome).toMatchObject({ notifications: [], alreadyKnown: [present] });
    expect(world.emails).toEqual([]);
    expect([...world.notifications.keys()]).toEqual([former]);
  });

  it.each([
    ['has nothing under the former key', undefined],
    ['has another rule’s under the former key', { rule: 'shop' }],
    ['has another order’s under the former key', { orderId: 'a' }],
    ['has another change’s under the former key', { change: 'order-canceled' }],
  ] as const)('tells what it has not told: it %s', async (_what, changes) => {
    const world = emptyWorld(afterPayment);
    if (changes !== undefined) world.notifications.set(former, { ...told, ...changes });

    await handleEvent(HANDLER, event, siteWith([rule]), createInMemoryPorts(world));

    expect(world.emails).toHaveLength(1);
    expect(world.notifications.get(present)).toMatchObject({ status: 'sent' });
  });

  it('is asked for a former key only where it is another', async () => {
    const calls: string[] = [];

    await handleEvent(HANDLER, payment(), site, createInMemoryPorts(emptyWorld(afterPayment), watched(calls)));

    expect(calls).not.toContain('notifications.read');
  });
});

it('a handler ends only after what it sends is noted, even if the state cannot be read again', async () => {
  const world = emptyWorld(afterPayment);
  const calls: string[] = [];
  let reads = 0;
  const around = watched(calls, async ({ name }) => {
    if (name === 'notifications.insert') {
      const placed = documentedPayload('wixEcom_onOrderUpdated');
      await handleEvent('wixEcom_onOrderUpdated', placed, siteWith([]), createInMemoryPorts(world));
    }
    if (name === 'channels.send') await new Promise((resolve) => void setImmediate(resolve));
    if (name === 'projections.read' && (reads += 1) === 2) throw new OrderEventsError('store-busy', 'no', undefined);
  });

  const outcome = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world, around));

  expect(outcome.verdict).toBe('rejected');
  expect(world.notifications.get(PAYMENT_KEY)?.status).toBe('sent');
  expect(calls).toContain('unhandled.keep');
});

describe('the notifications of one event', () => {
  it.each([
    [10, 10],
    [150, 100],
  ])('are inserted together: of %i, %i at once', async (count, atOnce) => {
    const world = emptyWorld(afterPayment);
    const rules = Array.from({ length: count }, (_none, index) => ({ ...paidRule, id: `rule-${String(index)}` }));
    let [inHand, most] = [0, 0];
    const around = watched([], async ({ name }) => {
      if (name !== 'notifications.insert') return;
      most = Math.max(most, (inHand += 1));
      await new Promise((resolve) => void setImmediate(resolve));
      inHand -= 1;
    });

    await handleEvent(HANDLER, payment(), siteWith(rules), createInMemoryPorts(world, around));

    expect(most).toBe(atOnce);
    expect(world.notifications.size).toBe(count);
  });

  it('are marked with whom they are about and whom they go to, by which an erasure finds them', async () => {
    const world = emptyWorld(afterPayment);
    const digest = { fingerprint: 'key', of: (text: string) => `<${text}>` };
    const rule = { ...paidRule, recipient: { contactId: 'the-owner' } } as const;
    const ports = { ...createInMemoryPorts(world), loadDigest: () => Promise.resolve(digest) };

    await handleEvent(HANDLER, payment(), siteWith([rule]), ports);

    const [{ marks = '' } = {}] = world.notifications.values();
    expect(marks.split(' ')).toEqual([
      `${String(markOf('24de6f0b-60ce-4faa-9138-2e39f1415615', digest))}.${String(markOf('janedoe8@gmail.com', digest))}`,
      markOf('the-owner', digest),
    ]);
  });
});

describe('an event of an order that may have been removed since', () => {
  const DAY = 86_400_000;
  const ORDER = '7a8b195e-ab73-4138-b9da-cdf5e864a451';

  /** The ports two days after the payment, or later, on a site that may have removed the orders saved before an instant. */
  function later(removedBefore: number, days = 2) {
    const world = emptyWorld(afterPayment + days * DAY);
    const asked: string[] = [];
    const readRemovedBefore = () => Promise.resolve(void asked.push('removed before')).then(() => removedBefore);
    return { world, asked, ports: { ...createInMemoryPorts(world), readRemovedBefore } };
  }

  it('is stale, and neither told nor kept', async () => {
    const { world, ports } = later(afterPayment);

    const outcome = await handleEvent(HANDLER, payment(), site, ports);

    expect(outcome).toMatchObject({ verdict: 'stale', changes: [], notifications: [], rejection: null });
    expect([world.projections.size, world.notifications.size, world.unhandled.size]).toEqual([0, 0, 0]);
  });

  it('is stale where what is known of the order began later', async () => {
    const { world, ports } = later(afterPayment);
    const at = instant('2023-01-17T12:00:00.000000000Z');
    const timeline = [{ at, snapshot: { product: 'wix-ecom', archived: true } as const }];
    const projection = { product: 'wix-ecom', orderId: ORDER, timeline, reportedKeys: [], eventIds: [] } as const;
    world.projections.set(`wix-ecom/${ORDER}`, { projection, revision: 1 });

    expect(await handleEvent(HANDLER, payment(), site, ports)).toMatchObject({ verdict: 'stale' });
    expect(world.projections.get(`wix-ecom/${ORDER}`)).toEqual({ projection, revision: 1 });
  });

  it('is not stale, and costs no question, where what is known of the order began before', async () => {
    const { world, asked, ports } = later(afterPayment);
    const at = instant('2023-01-16T12:00:00.000000000Z');
    const timeline = [{ at, snapshot: { product: 'wix-ecom', paymentStatus: 'NOT_PAID' } as const }];
    const projection = { product: 'wix-ecom', orderId: ORDER, timeline, reportedKeys: [], eventIds: [] } as const;
    world.projections.set(`wix-ecom/${ORDER}`, { projection, revision: 1 });

    const outcome = await handleEvent(HANDLER, payment(), site, ports);

    expect(outcome).toMatchObject({ verdict: 'changed', changes: [{ kind: 'order-paid' }] });
    expect(asked).toEqual([]);
  });

  it.each([
    ['where orders were removed up to some time before it', afterPayment - DAY, 2, ['removed before']],
    ['and costs no question within a day', afterPayment, 0, []],
  ])('is the first that is seen of its order %s', async (_where, removedBefore, days, questions) => {
    const { asked, ports } = later(removedBefore, days);

    expect(await handleEvent(HANDLER, payment(), site, ports)).toMatchObject({ verdict: 'first-seen' });
    expect(asked).toEqual(questions);
  });

  it('is not stale where it is an anonymization, after which nothing is kept of the order', async () => {
    const { world, ports } = later(afterPayment);

    await handleEvent(HANDLER, payment({ 'metadata.triggeredByAnonymizeRequest': true }), site, ports);

    expect(world.projections.get(`wix-ecom/${ORDER}`)?.projection?.reportedKeys).toContain('order-anonymized:1');
  });

  it('is not stale where it is no event but the order as a job read it', async () => {
    const { world, ports } = later(afterPayment);
    const parsed = parseOrderEvent(HANDLER, payment(), instant('2023-01-18T14:41:00.000000000Z'));
    if (parsed.kind === 'rejected') throw new Error('Not understood');

    const outcome = await handleParsed({ ...parsed.event, source: 'reconcile' }, site, world.now, ports);

    expect(outcome).toMatchObject({ verdict: 'first-seen' });
  });
});
