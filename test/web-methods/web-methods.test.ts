import { instant } from '../support/typed-texts.ts';
import { createOrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { Ports } from '../../src/backend/order-events/ports/ports.ts';
import { markPeople } from '../../src/backend/order-events/values/people.ts';
import { worldWith } from '../delivery/rests-of.ts';
import { MINUTE, noon, sampleNotification, sampleProjection, sampleUnhandled } from '../ports/sample-rows.ts';
import { fail } from '../support/fail.ts';
import { afterPayment, paidRule, payment, siteWith } from '../support/shop-site.ts';
import { answering, watched } from '../support/watched-calls.ts';

/** The web methods over a world, with some ports of their own. */
function webMethodsOf(world: World, ports: Partial<Ports> = {}) {
  return createOrderEvents({ ...createInMemoryPorts(world), ...ports }).webMethods;
}

const CONTACT = '24de6f0b-60ce-4faa-9138-2e39f1415615';
const tooLong = 'x'.repeat(513);
const site = siteWith([paidRule]);

describe('input that a web method does not know', () => {
  const methods = webMethodsOf(emptyWorld(noon));

  it.each([
    ['sendEmailToContact: no email', () => methods.sendEmailToContact('', 'contact-1', {}), 'emailId'],
    ['sendEmailToContact: no contact', () => methods.sendEmailToContact('Mail', undefined, {}), 'contactId'],
    [
      'sendEmailToContact: a number',
      () => methods.sendEmailToContact('Mail', 'contact-1', { total: 5 }),
      'variables.total',
    ],
    ['listNotifications: a status', () => methods.listNotifications({ status: 'lost' }), 'status'],
    ['listNotifications: a limit', () => methods.listNotifications({ limit: 201 }), 'limit'],
    ['listNotifications: a field', () => methods.listNotifications({ contactId: 'contact-1' }), 'contactId'],
    ['resendNotification: too long a key', () => methods.resendNotification(tooLong), 'key'],
    ['getOrderHistory: a product', () => methods.getOrderHistory('wix-bookings', 'order-1'), 'product'],
    ['getOrderHistory: an object', () => methods.getOrderHistory('wix-ecom', { $ne: '' }), 'orderId'],
    ['eraseContact: nothing', () => methods.eraseContact(undefined), 'contactId'],
    ['eraseContact: one letter', () => methods.eraseContact('e'), 'contactId'],
    ['eraseContact: more than an id', () => methods.eraseContact(`${CONTACT} `), 'contactId'],
    ['eraseContact: no address', () => methods.eraseContact(CONTACT, 'jane'), 'email'],
  ])('is refused with its place: %s', async (_what, call, path) => {
    expect(await call()).toEqual({ kind: 'refused', reason: expect.stringMatching(/^expected /), path });
  });

  it('is refused without a place when it has none', async () => {
    expect(await methods.listNotifications(7)).toEqual({ kind: 'refused', reason: 'expected Object', path: '' });
  });
});

describe('a web method whose site has trouble', () => {
  it.each([
    ['an error', new Error('the secret of contact-1'), 'Error'],
    ['something else', 'the secret of contact-1', 'string'],
  ])('says that it failed and no more, and logs the kind of %s', async (_what, thrown, name) => {
    const lines: unknown[] = [];
    const { getHealth } = webMethodsOf(emptyWorld(noon), {
      loadDigest: async () => fail(thrown),
      log: (message, details) => void lines.push(message, details),
    });

    expect(await getHealth()).toEqual({ kind: 'failed' });
    expect(lines).toEqual(['web method failed', { method: 'getHealth', error: name }]);
  });
});

describe('sendEmailToContact', () => {
  it('sends each time that it is called', async () => {
    const world = emptyWorld(noon);
    const { sendEmailToContact } = webMethodsOf(world);

    await sendEmailToContact('Mail', 'contact-1', { name: 'Jane' });
    const result = await sendEmailToContact('Mail', 'contact-1', undefined);

    expect(result).toEqual({ kind: 'ok', value: null });
    expect(world.emails.map(({ variables }) => variables)).toEqual([{ name: 'Jane' }, {}]);
  });

  it('says why Wix refused', async () => {
    const { sendEmailToContact } = webMethodsOf(emptyWorld(noon), {
      channels: answering([{ kind: 'refused', code: 'email-refused' }]),
    });

    expect(await sendEmailToContact('Mail', 'contact-1', {})).toEqual({
      kind: 'refused',
      reason: 'email-refused',
    });
  });

  it('says that the email may be out all the same', async () => {
    const { sendEmailToContact } = webMethodsOf(emptyWorld(noon), {
      channels: answering([{ kind: 'may-be-sent', code: '504' }]),
    });

    expect(await sendEmailToContact('Mail', 'contact-1', {})).toEqual({
      kind: 'refused',
      reason: 'may-have-been-sent',
    });
  });
});

describe('listNotifications', () => {
  it('shows what the owner may see, and nothing of the buyer', async () => {
    const world = worldWith([
      sampleNotification({ key: 'a' }),
      sampleNotification({ key: 'b', status: 'held', reason: 'no-contact', dueAt: undefined }),
    ]);
    const common = {
      rule: 'shop-order-paid',
      change: 'order-paid',
      product: 'wix-ecom',
      orderId: 'order-1',
      occurredAt: '2024-03-01T11:59:00.000Z',
      attempts: 1,
      createdAt: '2024-03-01T12:00:00.000Z',
    };

    expect(await webMethodsOf(world).listNotifications(undefined)).toEqual({
      kind: 'ok',
      value: [
        { key: 'a', status: 'pending', dueAt: '2024-03-01T12:10:00.000Z', ...common },
        { key: 'b', status: 'held', reason: 'no-contact', dueAt: null, ...common },
      ],
    });
  });

  it('shows what may have been sent more than once', async () => {
    const { listNotifications } = webMethodsOf(worldWith([sampleNotification({ status: 'sent', doubts: 1 })]));

    expect(await listNotifications(undefined)).toMatchObject({ value: [{ status: 'sent', doubts: 1 }] });
  });

  it('lists by status, as many as asked for', async () => {
    const world = worldWith(['a', 'b', 'c'].map((key) => sampleNotification({ key, status: 'sent' })));
    const { listNotifications } = webMethodsOf(world);

    expect(await listNotifications({ status: 'sent', limit: 2 })).toMatchObject({
      value: [{ key: 'a' }, { key: 'b' }],
    });
    expect(await listNotifications({ status: 'held' })).toEqual({ kind: 'ok', value: [] });
  });
});

describe('resendNotification', () => {
  it('shows the notification as it is then, or says why not', async () => {
    const world = worldWith([sampleNotification({ key: 'a', status: 'failed', dueAt: undefined })]);
    const { resendNotification } = webMethodsOf(world);

    expect(await resendNotification('a')).toMatchObject({ kind: 'ok', value: { status: 'sent' } });
    expect(await resendNotification('a')).toEqual({ kind: 'refused', reason: 'already-sent' });
  });
});

describe('getOrderHistory', () => {
  it('tells the changes, the states and the notifications of an order', async () => {
    const world = worldWith([sampleNotification({ key: 'a', status: 'sent', dueAt: undefined })]);
    const nameless = { at: instant('2024-03-01T12:30:00.000000000Z'), snapshot: { product: 'wix-ecom' } } as const;
    const projection = sampleProjection();
    const { projections } = createInMemoryPorts(world);
    await projections.save({ ...projection, timeline: [...projection.timeline, nameless] }, 0, noon);

    expect(await webMethodsOf(world).getOrderHistory('wix-ecom', 'order-1')).toMatchObject({
      kind: 'ok',
      value: {
        product: 'wix-ecom',
        orderId: 'order-1',
        changes: [{ kind: 'order-paid', occurrence: '1' }],
        states: [
          { at: '2024-03-01T11:59:00.000000000Z', status: 'APPROVED' },
          { at: instant('2024-03-01T12:30:00.000000000Z'), status: null },
        ],
        notifications: [{ key: 'a', status: 'sent' }],
      },
    });
  });

  it('says that an order is not known', async () => {
    const result = await webMethodsOf(emptyWorld(noon)).getOrderHistory('wix-ecom', 'order-9');

    expect(result).toEqual({ kind: 'refused', reason: 'not-found' });
  });
});

describe('getMyOrderHistory', () => {
  it('shows members their own, and no more than they were told', async () => {
    const world = worldWith([
      sampleNotification({ key: 'mine', status: 'sent', dueAt: undefined }),
      sampleNotification({ key: 'theirs', contactId: 'contact-2' }),
    ]);
    const { getMyOrderHistory } = webMethodsOf(world, {
      findCaller: () => Promise.resolve({ contactId: 'contact-1', memberId: 'member-1' }),
    });

    expect(await getMyOrderHistory()).toEqual({
      kind: 'ok',
      value: [
        {
          product: 'wix-ecom',
          orderId: 'order-1',
          change: 'order-paid',
          occurredAt: '2024-03-01T11:59:00.000Z',
          status: 'sent',
        },
      ],
    });
  });

  it('shows members what they were told as members, the newest first', async () => {
    const asMember = { contactId: undefined, memberId: 'member-1', status: 'sent', dueAt: undefined } as const;
    const world = worldWith([
      sampleNotification({ key: 'mine', orderId: 'order-1', createdAt: noon }),
      sampleNotification({ key: 'mine too', orderId: 'order-2', createdAt: noon + 1, ...asMember }),
    ]);
    const { getMyOrderHistory } = webMethodsOf(world, {
      findCaller: () => Promise.resolve({ contactId: 'contact-1', memberId: 'member-1' }),
    });

    expect(await getMyOrderHistory()).toMatchObject({ value: [{ orderId: 'order-2' }, { orderId: 'order-1' }] });
  });

  it('takes nobody’s word for who they are', async () => {
    const { getMyOrderHistory } = webMethodsOf(worldWith([sampleNotification()]), {
      findCaller: () => Promise.resolve({ contactId: 'contact-2', memberId: 'member-2' }),
    });

    const result: unknown = await Reflect.apply(getMyOrderHistory, undefined, ['contact-1']);

    expect(result).toEqual({ kind: 'ok', value: [] });
  });

  it('is refused when the platform names no member', async () => {
    const result = await webMethodsOf(emptyWorld(noon)).getMyOrderHistory();

    expect(result).toEqual({ kind: 'refused', reason: 'not-a-member' });
  });
});

describe('the owner', () => {
  it('erases a contact, and hears what it was by order', async () => {
    const world = worldWith([
      sampleNotification({ contactId: CONTACT }),
      sampleNotification({ key: 'other', contactId: 'contact-2' }),
    ]);

    expect(await webMethodsOf(world).eraseContact(CONTACT)).toEqual({
      kind: 'ok',
      value: {
        orders: [{ product: 'wix-ecom', orderId: 'order-1', notifications: 1, events: 0 }],
        notifications: 1,
        events: 0,
        recorded: 0,
        isDone: true,
      },
    });
    expect(world.emails).toEqual([]);
    expect(world.notifications.get('other')).toMatchObject({ status: 'pending' });
  });

  it('has a member erased by the member’s own id', async () => {
    const world = worldWith([sampleNotification({ key: 'a', contactId: undefined, memberId: CONTACT })]);

    expect(await webMethodsOf(world).eraseContact(CONTACT)).toMatchObject({ kind: 'ok', value: { notifications: 1 } });
    expect(world.notifications.get('a')).not.toHaveProperty('memberId');
  });

  it('has what names an address and no contact erased with it', async () => {
    const digest = { fingerprint: 'key', of: (text: string) => `<${text}>` };
    const marks = markPeople([['jane@example.com']], digest);
    const world = worldWith([sampleNotification({ key: 'a', status: 'held', contactId: undefined, marks })]);
    const { eraseContact } = webMethodsOf(world, { loadDigest: () => Promise.resolve(digest) });

    expect(await eraseContact(CONTACT)).toMatchObject({ kind: 'ok', value: { notifications: 0 } });
    expect(await eraseContact(CONTACT, 'Jane@example.com')).toMatchObject({ kind: 'ok', value: { notifications: 1 } });
    expect(world.notifications.get('a')).toMatchObject({ status: 'erased' });
  });

  it('sees events that were kept without what they hold, and has them tried again', async () => {
    const world = emptyWorld(afterPayment);
    const { unhandled } = createInMemoryPorts(world);
    const { listUnhandledEvents, replayUnhandledEvents } = webMethodsOf(world);
    const event = {
      id: 'a',
      handler: 'wixEcom_onOrderPaymentStatusUpdated',
      failure: 'store-busy',
    } as const;
    await unhandled.keep({ ...event, text: JSON.stringify(payment()) }, afterPayment);

    const listed = await listUnhandledEvents();
    const replayed = await replayUnhandledEvents(site);

    const at = '2023-01-16T14:41:00.000Z';
    const shown = { id: 'a', handler: event.handler, failure: 'store-busy', count: 1, firstAt: at, lastAt: at };
    expect(listed).toEqual({ kind: 'ok', value: [shown] });
    expect(replayed).toEqual({ kind: 'ok', value: { handled: 1, stillUnhandled: 0 } });
    expect(world.emails).toHaveLength(1);
  });
});

describe('getHealth', () => {
  it('counts what needs an eye, and says when each job last ran', async () => {
    const world = healthWorld();

    expect(
      await webMethodsOf(world, {
        loadDigest: () => Promise.resolve({ fingerprint: 'key', of: () => 'digest' }),
      }).getHealth(),
    ).toEqual({
      kind: 'ok',
      value: {
        version: { number: '0.1.0', date: '2026-11-27' },
        items: {
          orderStates: 1,
          notifications: 5,
          keys: 1,
          claims: 1,
          unhandledEvents: 1,
          recordedEvents: 1,
          erasures: 2,
          total: 12,
          inAYear: 742,
        },
        notKept: { count: 3, lastAt: '2024-03-01T12:00:00.000Z', failure: 'store-full' },
        byRule: { 'shop-order-paid': { sent: 0, pending: 2, held: 1, failed: 1, unknown: 1, expired: 0, erased: 1 } },
        secondInsert: null,
        notifications: { pending: 2, overdue: 1, held: 1, failed: 1, unknown: 1 },
        unhandledEvents: { rejected: 0, failed: 1 },
        openErasures: 1,
        comparesDetails: true,
        installation: {
          'wix-events': { state: 'done', read: 250 },
          'wix-pricing-plans': { state: 'reading', read: 50 },
          'wix-ecom': { state: 'waiting', read: 0 },
        },
        jobs: {
          deliverDueNotifications: {
            startedAt: '2024-03-01T12:00:00.000Z',
            finishedAt: '2024-03-01T12:01:00.000Z',
            report: { sent: 1 },
          },
          cleanUp: { startedAt: '2024-03-01T12:00:00.000Z', finishedAt: null, report: {} },
          reconcileOrders: { startedAt: '2024-03-01T12:00:00.000Z', finishedAt: null, report: {} },
        },
      },
    });
  });

  it('asks the store nothing that writes', async () => {
    const calls: string[] = [];

    await createOrderEvents(createInMemoryPorts(healthWorld(), watched(calls))).webMethods.getHealth();

    expect(calls.filter((name) => !/\.(count|countAll|list|read)$/.test(name))).toEqual([]);
  });
});

function healthWorld(): World {
  const world = worldWith([
    sampleNotification({ key: 'waiting' }),
    sampleNotification({ key: 'overdue', dueAt: noon - MINUTE }),
    ...(['held', 'failed', 'unknown'] as const).map((status) =>
      sampleNotification({ key: status, status, dueAt: undefined }),
    ),
    sampleNotification({ key: 'erased', status: 'erased', dueAt: undefined }),
  ]);
  const { product, orderId } = sampleProjection();
  world.projections.set(`${product}/${orderId}`, { projection: sampleProjection(), revision: 1 });
  world.unhandled.set('a', sampleUnhandled('a', { failure: 'store-busy' }));
  world.erasures.set('person/a1', { id: 'person/a1', askedAt: noon, dueAt: noon });
  world.claims.set('overdue#2', noon);
  world.recorded.set('a', { id: 'a', handler: 'wixEcom_onOrderUpdated', text: '{}', receivedAt: noon });
  world.erasures.set('person/b2', { id: 'person/b2', askedAt: noon });
  world.jobStates
    .set('deliverDueNotifications', { startedAt: noon, finishedAt: noon + MINUTE, report: { sent: 1 }, progress: {} })
    .set('handlers', {
      startedAt: noon,
      report: { notKept: 3 },
      progress: { lastAt: noon, failure: 'store-full' },
    })
    // Five days ago there were two: two more a day since.
    .set('cleanUp', {
      startedAt: noon,
      report: {},
      progress: { 'items/since': noon - 5 * 24 * 60 * MINUTE, 'items/then': 2 },
    })
    .set('reconcileOrders', {
      startedAt: noon,
      report: {},
      progress: {
        'wix-events/baseline': 'done',
        'wix-events/baselineStarted': noon,
        'wix-events/baselineRead': 250,
        'wix-pricing-plans/baselineStarted': noon,
        'wix-pricing-plans/baselineFrom': '50',
        'wix-pricing-plans/baselineRead': 50,
      },
    });
  return world;
}
