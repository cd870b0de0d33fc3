import { createOrderEvents } from '../src/backend/order-events/create-order-events.ts';
import { createInMemoryPorts } from '../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../src/backend/order-events/memory/in-memory-world.ts';
import { createDigest } from '../src/backend/order-events/values/create-digest.ts';
import { MINUTE, sampleNotification } from './ports/sample-rows.ts';
import { afterPayment, paidRule, payment, siteWith } from './support/shop-site.ts';
import { watched } from './support/watched-calls.ts';

const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';
const site = siteWith([paidRule]);
const recordingSite = { ...site, settings: { ...site.settings, record: { isOn: true, atMost: 1, days: 10 } } };
const digest = createDigest('a key of the tests, long enough to be one');

describe('a site that records', () => {
  it('keeps a copy of each event that it handles, and the daily job removes what is too much', async () => {
    const world = emptyWorld(afterPayment);
    const ports = { ...createInMemoryPorts(world), random: () => 0.5, loadDigest: () => Promise.resolve(digest) };
    const { handleOrderEvent, jobs } = createOrderEvents(ports);

    const outcome = await handleOrderEvent(HANDLER, payment(), recordingSite);
    world.now += MINUTE;
    await handleOrderEvent(HANDLER, payment(), recordingSite);
    const kept = world.recorded.size;
    const { report } = await jobs.cleanUp(recordingSite);

    expect(outcome.notifications).toMatchObject([{ status: 'sent' }]);
    expect(kept).toBe(2);
    expect(report).toMatchObject({ erased: 0, unhandled: 0, recorded: 1 });
    expect(world.recorded.size).toBe(1);
  });

  it('does so only when its settings ask for it', async () => {
    const calls: string[] = [];
    const { handleOrderEvent, jobs } = createOrderEvents(createInMemoryPorts(emptyWorld(afterPayment), watched(calls)));

    await handleOrderEvent(HANDLER, payment(), site);
    const { report } = await jobs.cleanUp(site);

    expect(report).not.toHaveProperty('recorded');
    expect(calls.filter((name) => name.startsWith('recorded.'))).toEqual(['recorded.count']);
  });
});

describe('a host that says nothing of overdue notifications', () => {
  it('has them looked for by the first event with news and no email, once it has run for five minutes', async () => {
    const world = emptyWorld(afterPayment);
    const overdue = sampleNotification({ dueAt: afterPayment, expiresAt: afterPayment + 60 * MINUTE });
    world.notifications.set(overdue.key, overdue);
    const { takeOverdueTurn: _hosts, ...ports } = createInMemoryPorts(world);
    const { handleOrderEvent } = createOrderEvents(ports);

    await handleOrderEvent(HANDLER, payment(), siteWith([]));
    const emailsAtOnce = world.emails.length;
    world.now += 5 * MINUTE;
    await handleOrderEvent(HANDLER, payment({ 'data.order._id': 'another' }), siteWith([]));

    expect([emailsAtOnce, world.emails.length]).toEqual([0, 1]);
  });
});

describe('a job', () => {
  it.each(['deliverDueNotifications', 'cleanUp'] as const)('%s notes what it did', async (job) => {
    const world = emptyWorld(afterPayment);

    const state = await createOrderEvents(createInMemoryPorts(world)).jobs[job](site);

    expect(world.jobStates.get(job)).toEqual(state);
    expect(state).toMatchObject({ startedAt: afterPayment, finishedAt: afterPayment });
  });

  it('that reconciles goes on where the last run stopped', async () => {
    const world = emptyWorld(afterPayment);
    const asked: unknown[] = [];
    const orders = {
      sources: [
        {
          product: 'wix-ecom' as const,
          listOpen: () => Promise.resolve({ orders: [] }),
          listChanged(since: Date) {
            asked.push(since.toISOString());
            return Promise.resolve({ orders: [] });
          },
        },
      ],
      findContact: () => Promise.resolve(undefined),
    };
    const { jobs } = createOrderEvents(createInMemoryPorts(world));

    await jobs.reconcileOrders(orders, site);
    world.now += 600 * MINUTE;
    await jobs.reconcileOrders(orders, site);

    expect(asked).toEqual(['2023-01-16T12:41:00.000Z', '2023-01-16T12:41:00.000Z']);
    expect(world.jobStates.get('reconcileOrders')?.progress).toEqual({
      'wix-ecom/baseline': 'done',
      'wix-ecom/baselineStarted': afterPayment,
      'wix-ecom/baselineRead': 0,
      'wix-ecom/since': Date.UTC(2023, 0, 16, 22, 41),
    });
  });

  it('that delivers notes since when the site has been listening', async () => {
    const world = emptyWorld(afterPayment);
    const { jobs } = createOrderEvents(createInMemoryPorts(world));

    await jobs.deliverDueNotifications(site);
    world.now += 180 * MINUTE;
    const next = await jobs.deliverDueNotifications(site);
    world.now += 181 * MINUTE;
    const afterSilence = await jobs.deliverDueNotifications(site);

    expect(next.progress).toEqual({ listeningSince: afterPayment });
    expect(afterSilence.progress).toEqual({ listeningSince: afterPayment + 361 * MINUTE });
  });

  it('uses the stores that are meant for jobs', async () => {
    const world = emptyWorld(afterPayment);
    const [brief, patient]: [string[], string[]] = [[], []];
    const stores = createInMemoryPorts(world, watched(patient));
    const { handleOrderEvent, jobs } = createOrderEvents(createInMemoryPorts(world, watched(brief)), { stores });

    await jobs.deliverDueNotifications(site);
    const briefDuringJob = [...brief];
    await handleOrderEvent(HANDLER, payment(), site);

    expect(briefDuringJob).toEqual([]);
    expect(patient).toEqual([
      'jobStates.read',
      'jobStates.save',
      // The row in which handlers note what they could not keep.
      'jobStates.read',
      'jobStates.save',
      'erasures.listDue',
      'unhandled.list',
      'notifications.listDue',
      'jobStates.save',
    ]);
    expect(brief).toContain('notifications.insert');
  });
});
