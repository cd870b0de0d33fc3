import {
  listNotifications,
  resendNotification,
  sendEmailToContact,
} from '../../src/backend/order-events/web-methods/notification-methods.ts';
import {
  eraseContact,
  getHealth,
  getMyOrderHistory,
  getOrderHistory,
  listUnhandledEvents,
  replayUnhandledEvents,
} from '../../src/backend/order-events/web-methods/owner-methods.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { worldWith } from '../intake/at-once.ts';
import { afterPayment, answering, eventDepsOf, paidRule, payment, siteWith, watched } from '../support/event-deps.ts';
import { fail } from '../support/fail.ts';
import { minute, noon, sampleNotification, sampleProjection } from '../ports/sample-rows.ts';
import { instant } from '../support/typed-texts.ts';

const tooLong = 'x'.repeat(513);
const site = siteWith([paidRule]);

describe('input that a web method does not know', () => {
  const deps = eventDepsOf(emptyWorld(noon));

  it.each([
    ['sendEmailToContact: no email', () => sendEmailToContact('', 'contact-1', {}, deps), 'emailId'],
    ['sendEmailToContact: no contact', () => sendEmailToContact('Mail', undefined, {}, deps), 'contactId'],
    [
      'sendEmailToContact: a number',
      () => sendEmailToContact('Mail', 'contact-1', { total: 5 }, deps),
      'variables.total',
    ],
    ['listNotifications: a status', () => listNotifications({ status: 'lost' }, deps), 'status'],
    ['listNotifications: a limit', () => listNotifications({ limit: 201 }, deps), 'limit'],
    ['listNotifications: a field', () => listNotifications({ contactId: 'contact-1' }, deps), 'contactId'],
    ['resendNotification: too long a key', () => resendNotification(tooLong, deps), 'key'],
    ['getOrderHistory: a product', () => getOrderHistory('wix-bookings', 'order-1', deps), 'product'],
    ['getOrderHistory: an object', () => getOrderHistory('wix-ecom', { $ne: '' }, deps), 'orderId'],
    ['eraseContact: nothing', () => eraseContact(undefined, deps), 'contactId'],
  ])('is refused with its place: %s', async (_what, call, path) => {
    expect(await call()).toEqual({ kind: 'refused', reason: expect.stringMatching(/^expected /), path });
  });

  it('is refused without a place when it has none', async () => {
    expect(await listNotifications(7, deps)).toEqual({ kind: 'refused', reason: 'expected Object', path: '' });
  });
});

describe('a web method whose site has trouble', () => {
  it.each([
    ['an error', new Error('the secret of contact-1'), 'Error'],
    ['something else', 'the secret of contact-1', 'string'],
  ])('says that it failed and no more, and logs the kind of %s', async (_what, thrown, name) => {
    const lines: unknown[] = [];
    const deps = {
      ...eventDepsOf(emptyWorld(noon)),
      loadDigest: async () => fail(thrown),
      log: (message: string, details: unknown) => void lines.push(message, details),
    };

    expect(await getHealth(deps)).toEqual({ kind: 'failed' });
    expect(lines).toEqual(['web method failed', { method: 'getHealth', error: name }]);
  });
});

describe('sendEmailToContact', () => {
  it('sends each time that it is called', async () => {
    const world = emptyWorld(noon);

    await sendEmailToContact('Mail', 'contact-1', { name: 'Jane' }, eventDepsOf(world));
    const result = await sendEmailToContact('Mail', 'contact-1', undefined, eventDepsOf(world));

    expect(result).toEqual({ kind: 'ok', value: null });
    expect(world.emails.map(({ variables }) => variables)).toEqual([{ name: 'Jane' }, {}]);
  });

  it('says why Wix refused', async () => {
    const deps = { ...eventDepsOf(emptyWorld(noon)), mailer: answering([{ kind: 'refused', code: 'email-refused' }]) };

    expect(await sendEmailToContact('Mail', 'contact-1', {}, deps)).toEqual({
      kind: 'refused',
      reason: 'email-refused',
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

    expect(await listNotifications(undefined, eventDepsOf(world))).toEqual({
      kind: 'ok',
      value: [
        { key: 'a', status: 'pending', dueAt: '2024-03-01T12:10:00.000Z', ...common },
        { key: 'b', status: 'held', reason: 'no-contact', dueAt: null, ...common },
      ],
    });
  });

  it('lists by status, as many as asked for', async () => {
    const world = worldWith(['a', 'b', 'c'].map((key) => sampleNotification({ key, status: 'sent' })));

    expect(await listNotifications({ status: 'sent', limit: 2 }, eventDepsOf(world))).toMatchObject({
      value: [{ key: 'a' }, { key: 'b' }],
    });
    expect(await listNotifications({ status: 'held' }, eventDepsOf(world))).toEqual({ kind: 'ok', value: [] });
  });
});

describe('resendNotification', () => {
  it('shows the notification as it is then, or says why not', async () => {
    const world = worldWith([sampleNotification({ key: 'a', status: 'failed', dueAt: undefined })]);

    expect(await resendNotification('a', eventDepsOf(world))).toMatchObject({ kind: 'ok', value: { status: 'sent' } });
    expect(await resendNotification('a', eventDepsOf(world))).toEqual({ kind: 'refused', reason: 'already-sent' });
  });
});

describe('getOrderHistory', () => {
  it('tells the changes, the states and the notifications of an order', async () => {
    const world = worldWith([sampleNotification({ key: 'a', status: 'sent', dueAt: undefined })]);
    const nameless = { at: instant('2024-03-01T12:30:00.000000000Z'), snapshot: { product: 'wix-ecom' } } as const;
    const projection = sampleProjection();
    const deps = eventDepsOf(world);
    await deps.store.saveProjection({ ...projection, timeline: [...projection.timeline, nameless] }, 0, noon);

    expect(await getOrderHistory('wix-ecom', 'order-1', deps)).toMatchObject({
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
    const result = await getOrderHistory('wix-ecom', 'order-9', eventDepsOf(emptyWorld(noon)));

    expect(result).toEqual({ kind: 'refused', reason: 'not-found' });
  });
});

describe('getMyOrderHistory', () => {
  it('shows members their own, and no more than they were told', async () => {
    const world = worldWith([
      sampleNotification({ key: 'mine', status: 'sent', dueAt: undefined }),
      sampleNotification({ key: 'theirs', contactId: 'contact-2' }),
    ]);

    expect(await getMyOrderHistory(() => Promise.resolve('contact-1'), eventDepsOf(world))).toEqual({
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

  it('is refused when the platform names no member', async () => {
    const result = await getMyOrderHistory(() => Promise.resolve(undefined), eventDepsOf(emptyWorld(noon)));

    expect(result).toEqual({ kind: 'refused', reason: 'not-a-member' });
  });
});

describe('the owner', () => {
  it('erases a contact, and hears how much it was', async () => {
    const world = worldWith([sampleNotification()]);

    expect(await eraseContact('contact-1', eventDepsOf(world))).toEqual({
      kind: 'ok',
      value: { notifications: 1, events: 0 },
    });
    expect(world.emails).toEqual([]);
  });

  it('sees events that were kept without what they hold, and has them tried again', async () => {
    const world = emptyWorld(afterPayment);
    const deps = eventDepsOf(world);
    const event = {
      id: 'a',
      handler: 'wixEcom_onOrderPaymentStatusUpdated',
      isCut: false,
      failure: 'store-busy',
    } as const;
    await deps.store.keepUnhandled({ ...event, text: JSON.stringify(payment()) }, afterPayment);

    const listed = await listUnhandledEvents(deps);
    const replayed = await replayUnhandledEvents(site, deps);

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

    expect(await getHealth({ ...eventDepsOf(world), loadDigest: () => Promise.resolve(() => 'digest') })).toEqual({
      kind: 'ok',
      value: {
        orderStates: 1,
        notifications: { pending: 2, overdue: 1, held: 1, failed: 1, unknown: 1 },
        unhandledEvents: { rejected: 0, failed: 1 },
        comparesDetails: true,
        jobs: {
          deliverDueNotifications: {
            startedAt: '2024-03-01T12:00:00.000Z',
            finishedAt: '2024-03-01T12:01:00.000Z',
            report: { sent: 1 },
          },
          cleanUp: { startedAt: '2024-03-01T12:00:00.000Z', finishedAt: null, report: {} },
          reconcileOrders: null,
        },
      },
    });
  });

  it('asks the store nothing that writes', async () => {
    const calls: string[] = [];

    await getHealth(eventDepsOf(healthWorld(), watched(calls)));

    expect(calls.filter((name) => !/^(count|read)/.test(name))).toEqual([]);
  });
});

function healthWorld(): World {
  const world = worldWith([
    sampleNotification({ key: 'waiting' }),
    sampleNotification({ key: 'overdue', dueAt: noon - minute }),
    ...(['held', 'failed', 'unknown'] as const).map((status) =>
      sampleNotification({ key: status, status, dueAt: undefined }),
    ),
  ]);
  const { product, orderId } = sampleProjection();
  void eventDepsOf(world).store.saveProjection(sampleProjection({ product, orderId }), 0, noon);
  world.unhandled.set('a', {
    id: 'a',
    handler: 'wixEcom_onOrderUpdated',
    text: '{}',
    isCut: false,
    failure: 'store-busy',
    count: 1,
    firstAt: noon,
    lastAt: noon,
  });
  world.jobs
    .set('deliverDueNotifications', { startedAt: noon, finishedAt: noon + minute, report: { sent: 1 }, progress: {} })
    .set('cleanUp', { startedAt: noon, report: {}, progress: {} });
  return world;
}
