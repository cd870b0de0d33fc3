import { handleAgain, handleEvent } from '../../src/backend/order-events/intake/handle-event.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { MINUTE, sampleNotification } from '../ports/sample-rows.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { afterPayment, paidRule, payment, PAYMENT_KEY, siteWith } from '../support/shop-site.ts';
import { answering, watched } from '../support/watched-calls.ts';

const site = siteWith([paidRule]);
const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';
const busy = new OrderEventsError('store-busy', 'busy', undefined);

describe('an event with news', () => {
  it('is told: intent, projection, email, note, in that order, with a look for an erasure around the email and its note', async () => {
    const world = emptyWorld(afterPayment);
    const calls: string[] = [];

    const outcome = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world, watched(calls)));

    expect(calls).toEqual([
      'projections.read',
      'notifications.insert',
      'projections.save',
      'erasures.find',
      'channels.send',
      'notifications.noteSent',
      'erasures.find',
    ]);
    expect(outcome).toMatchObject({
      handler: HANDLER,
      verdict: 'first-seen',
      order: { product: 'wix-ecom', id: '7a8b195e-ab73-4138-b9da-cdf5e864a451' },
      notifications: [{ key: PAYMENT_KEY, rule: 'shop-order-paid', change: 'order-paid', status: 'sent' }],
      alreadyKnown: [],
      rejection: null,
    });
    expect(world.emails).toEqual([
      {
        emailId: 'ShopOrderPaid',
        contactId: '24de6f0b-60ce-4faa-9138-2e39f1415615',
        variables: { orderNumber: '10003' },
      },
    ]);
  });

  it('that comes again costs one read', async () => {
    const world = emptyWorld(afterPayment);
    const calls: string[] = [];
    await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world));

    const outcome = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world, watched(calls)));

    expect(calls).toEqual(['projections.read']);
    expect(outcome).toMatchObject({ verdict: 'duplicate', notifications: [] });
    expect(world.emails).toHaveLength(1);
  });

  it('whose notification somebody else inserted is not sent here', async () => {
    const world = emptyWorld(afterPayment);
    world.notifications.set(PAYMENT_KEY, sampleNotification({ key: PAYMENT_KEY }));

    const outcome = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world));

    expect(outcome).toMatchObject({ notifications: [], alreadyKnown: [PAYMENT_KEY] });
    expect(world.emails).toEqual([]);
  });

  it('that is too old is recorded and not sent', async () => {
    const world = emptyWorld(afterPayment + 24 * 60 * MINUTE);

    const outcome = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world));

    expect(outcome.notifications).toMatchObject([{ status: 'expired', reason: 'too-old-when-noticed' }]);
    expect(world.emails).toEqual([]);
    expect(world.notifications.get(PAYMENT_KEY)?.variables).toBeUndefined();
  });

  it('without a contact is held and says why', async () => {
    const world = emptyWorld(afterPayment);

    const nobody = payment({ 'data.order.buyerInfo.contactId': undefined });
    const outcome = await handleEvent(HANDLER, nobody, site, createInMemoryPorts(world));

    expect(outcome.notifications).toMatchObject([{ status: 'held', reason: 'no-contact' }]);
    expect(world.emails).toEqual([]);
  });

  it('leaves to the job what its time does not suffice for', async () => {
    const world = emptyWorld(afterPayment);
    const around = watched([], ({ name }) => {
      if (name === 'notifications.insert') world.now += 8_000;
      return undefined;
    });

    const outcome = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world, around));

    expect(outcome.notifications).toMatchObject([{ status: 'pending' }]);
    expect(world.notifications.get(PAYMENT_KEY)).toMatchObject({ dueAt: afterPayment + 3 * MINUTE });
  });

  it('shows that its email was refused', async () => {
    const world = emptyWorld(afterPayment);
    const channels = answering([{ kind: 'refused', code: 'email-refused' }]);

    const outcome = await handleEvent(HANDLER, payment(), site, { ...createInMemoryPorts(world), channels });

    expect(outcome.notifications).toMatchObject([{ status: 'pending', reason: 'email-refused' }]);
  });
});

it('an event that was kept is put before what happened until it is handled, which stays where it is', async () => {
  const time = '2023-01-16T15:10:00.000000Z';
  const canceled = changed(documentedPayload('wixEcom_onOrderUpdated'), {
    'metadata.eventTime': time,
    'entity._updatedDate': time,
    'entity.status': 'CANCELED',
    'entity.paymentStatus': 'PAID',
  });
  const world = emptyWorld(Date.UTC(2023, 0, 16, 15, 11));
  const ports = createInMemoryPorts(world);
  const rules = siteWith([{ ...paidRule, id: 'canceled', change: 'order-canceled', emailId: 'Canceled' }]);

  await handleEvent('wixEcom_onOrderUpdated', canceled, rules, ports);
  world.now = Date.UTC(2023, 0, 16, 15, 41);
  await handleAgain({ handler: HANDLER, raw: payment(), receivedAt: afterPayment }, rules, ports);

  const [stored] = world.projections.values();
  expect(stored?.projection?.timeline.map(({ at }) => at)).toEqual([
    '2023-01-16T14:40:02.119716000Z',
    '2023-01-16T15:10:00.000000000Z',
  ]);
  expect(world.emails.map(({ emailId }) => emailId)).toEqual(['Canceled']);
});

describe('a clock that shows no date', () => {
  it('costs no event that names its own time', async () => {
    const world = emptyWorld(Number.NaN);

    const outcome = await handleEvent(HANDLER, payment(), siteWith([]), createInMemoryPorts(world));

    expect(outcome.verdict).toBe('first-seen');
    expect(
      await handleAgain(
        { handler: HANDLER, raw: payment(), receivedAt: world.now },
        siteWith([]),
        createInMemoryPorts(world),
      ),
    ).toBe(true);
  });
});

describe('the first attempt of a rule that holds in doubt', () => {
  const holding = siteWith([{ ...paidRule, ifUnknown: 'hold' }]);

  it('is claimed before the email', async () => {
    const world = emptyWorld(afterPayment);
    const calls: string[] = [];

    await handleEvent(HANDLER, payment(), holding, createInMemoryPorts(world, watched(calls)));

    expect(calls.slice(2)).toEqual([
      'claims.claim',
      'projections.save',
      'erasures.find',
      'channels.send',
      'notifications.noteSent',
      'erasures.find',
    ]);
  });

  it('is left to whoever claimed it first', async () => {
    const world = emptyWorld(afterPayment);
    world.claims.set(`${PAYMENT_KEY}#1`, afterPayment);

    const outcome = await handleEvent(HANDLER, payment(), holding, createInMemoryPorts(world));

    expect(outcome.notifications).toMatchObject([{ status: 'pending' }]);
    expect(world.emails).toEqual([]);
  });
});

describe('an event that cannot be stored just then', () => {
  it.each([
    ['reading the order', 'projections.read', 0],
    ['writing the intent', 'notifications.insert', 0],
    ['saving the projection', 'projections.save', 1],
  ])('is kept when %s fails, and what was written is sent', async (_what, failing, emails) => {
    const world = emptyWorld(afterPayment);
    const around = watched([], ({ name }) => (name === failing ? busy : undefined));

    const outcome = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world, around));

    expect(outcome).toMatchObject({ verdict: 'rejected', rejection: { path: 'event', found: 'store-busy' } });
    expect([...world.unhandled.values()]).toMatchObject([{ failure: 'store-busy', count: 1 }]);
    expect(world.emails).toHaveLength(emails);
  });

  it('is kept when a bug keeps it from being handled', async () => {
    const world = emptyWorld(afterPayment);
    const around = watched([], ({ name }) => (name === 'projections.read' ? new TypeError('a bug') : undefined));

    await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world, around));

    expect([...world.unhandled.values()]).toMatchObject([{ failure: 'unexpected' }]);
  });

  it('is left to the platform when it cannot even be kept', async () => {
    const around = watched([], () => busy);

    const handling = handleEvent(HANDLER, payment(), site, createInMemoryPorts(emptyWorld(afterPayment), around));

    await expect(handling).rejects.toBe(busy);
  });
});

describe('an event that is not understood', () => {
  it('is kept with the reason, and counted when it comes again', async () => {
    const world = emptyWorld(afterPayment);
    const lines: unknown[] = [];
    const deps = {
      ...createInMemoryPorts(world),
      log: (message: string, details: unknown) => void lines.push(message, details),
    };

    const outcome = await handleEvent(HANDLER, { data: 1 }, site, deps);
    await handleEvent(HANDLER, { data: 1 }, site, deps);

    expect(outcome).toMatchObject({ verdict: 'rejected', order: null, rejection: { path: 'data.order' } });
    expect([...world.unhandled.values()]).toMatchObject([
      { text: '{"data":1}', count: 2, rejection: { path: 'data.order' } },
    ]);
    expect(lines[0]).toBe('event rejected');
  });

  it('is kept as the name of its type where JSON has no word for it', async () => {
    const world = emptyWorld(afterPayment);

    await handleEvent(HANDLER, undefined, site, createInMemoryPorts(world));

    expect([...world.unhandled.values()]).toMatchObject([{ text: 'undefined' }]);
  });

  it('is left to the platform when JSON cannot write it', async () => {
    const world = emptyWorld(afterPayment);

    const handling = handleEvent(HANDLER, { big: 1n }, site, createInMemoryPorts(world));

    await expect(handling).rejects.toMatchObject({ name: 'OrderEventsError', code: 'event-not-json' });
    expect(world.unhandled.size).toBe(0);
  });

  it('is kept whole, however large it is', async () => {
    const world = emptyWorld(afterPayment);

    await handleEvent(HANDLER, { data: 'x'.repeat(1_000_000) }, site, createInMemoryPorts(world));

    expect([...world.unhandled.values()].map(({ text }) => text.length)).toEqual([1_000_011]);
  });

  it('is not kept anew when it is tried again in vain', async () => {
    const world = emptyWorld(afterPayment);

    expect(
      await handleAgain(
        { handler: HANDLER, raw: { data: 1 }, receivedAt: world.now },
        site,
        createInMemoryPorts(world),
      ),
    ).toBe(false);
    expect(world.unhandled.size).toBe(0);
  });
});

describe('an anonymization', () => {
  it('sends nothing, and leaves bare keys of what was known of the order', async () => {
    const world = emptyWorld(afterPayment);
    await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world));
    const erased = payment({ 'metadata.id': 'erasure', 'metadata.triggeredByAnonymizeRequest': true });

    const outcome = await handleEvent(HANDLER, erased, site, createInMemoryPorts(world));

    expect(outcome.changes).toMatchObject([{ kind: 'order-anonymized' }]);
    expect([...world.erasures.values()]).toMatchObject([
      { id: 'order/wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451', askedAt: afterPayment },
    ]);
    expect(world.emails).toHaveLength(1);
    expect(world.notifications.get(PAYMENT_KEY)).toMatchObject({ status: 'erased' });
    expect(world.notifications.get(PAYMENT_KEY)).not.toHaveProperty('contactId');
  });
});

describe('what is overdue', () => {
  const overdue = sampleNotification({ dueAt: afterPayment - MINUTE, expiresAt: afterPayment + MINUTE });
  const quiet = siteWith([]);

  it('is sent by an event with news and no email, when it is its turn', async () => {
    const world = emptyWorld(afterPayment);
    world.notifications.set(overdue.key, overdue);

    await handleEvent(HANDLER, payment(), quiet, { ...createInMemoryPorts(world), takeOverdueTurn: () => true });

    expect(world.emails).toHaveLength(1);
  });

  it('is sent by an event that changed a known order as well', async () => {
    const world = emptyWorld(afterPayment);
    await handleEvent(
      'wixEcom_onOrderUpdated',
      documentedPayload('wixEcom_onOrderUpdated'),
      quiet,
      createInMemoryPorts(world),
    );
    world.notifications.set(overdue.key, overdue);

    const outcome = await handleEvent(HANDLER, payment(), quiet, {
      ...createInMemoryPorts(world),
      takeOverdueTurn: () => true,
    });

    expect(outcome.verdict).toBe('changed');
    expect(world.emails).toHaveLength(1);
  });

  it('waits for its turn', async () => {
    const world = emptyWorld(afterPayment);
    world.notifications.set(overdue.key, overdue);

    await handleEvent(HANDLER, payment(), quiet, createInMemoryPorts(world));

    expect(world.emails).toEqual([]);
  });

  it('is sent by twenty at most, so that the event stays cheap', async () => {
    const world = emptyWorld(afterPayment);
    for (let index = 0; index < 21; index += 1) {
      world.notifications.set(String(index), { ...overdue, key: String(index) });
    }

    await handleEvent(HANDLER, payment(), quiet, { ...createInMemoryPorts(world), takeOverdueTurn: () => true });

    expect(world.emails).toHaveLength(20);
  });

  it('is left alone by an event that mails, and by a redelivery', async () => {
    const world = emptyWorld(afterPayment);
    world.notifications.set(overdue.key, overdue);
    const deps = { ...createInMemoryPorts(world), takeOverdueTurn: () => true };

    await handleEvent(HANDLER, payment(), site, deps);
    await handleEvent(HANDLER, payment(), site, deps);

    expect(world.notifications.get(overdue.key)?.status).toBe('pending');
  });

  it('changes nothing of the event when it cannot be sent', async () => {
    const world = emptyWorld(afterPayment);
    const lines: string[] = [];
    const around = watched([], ({ name }) => (name === 'notifications.listDue' ? busy : undefined));
    const deps = { ...createInMemoryPorts(world, around), log: (line: string) => void lines.push(line) };

    const outcome = await handleEvent(HANDLER, payment(), quiet, { ...deps, takeOverdueTurn: () => true });

    expect(outcome.verdict).toBe('first-seen');
    expect(lines).toEqual(['overdue notifications left to the job']);
  });
});
