import { cleanUp } from '../../src/backend/order-events/retention/clean-up.ts';
import { eraseContact, eraseOrder } from '../../src/backend/order-events/retention/erase.ts';
import { createOverdueTurns } from '../../src/backend/order-events/delivery/overdue-turns.ts';
import type { OrderEventStore, UnhandledEvent } from '../../src/backend/order-events/ports/ports.ts';
import { replayUnhandled } from '../../src/backend/order-events/intake/replay-unhandled.ts';
import { runJob } from '../../src/backend/order-events/jobs/run-job.ts';
import { createInMemoryStore } from '../../src/backend/order-events/memory/in-memory-store.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { worldWith } from '../intake/at-once.ts';
import { afterPayment, eventDepsOf, paidRule, payment, siteWith, watched } from '../support/event-deps.ts';
import { minute, noon, sampleNotification } from '../ports/sample-rows.ts';

const day = 24 * 60 * minute;

function kept(id: string, changes: Partial<UnhandledEvent> = {}): UnhandledEvent {
  const times = { count: 1, firstAt: noon, lastAt: noon };
  return { id, handler: 'wixEcom_onOrderPaymentStatusUpdated', text: '{}', isCut: false, ...times, ...changes };
}

async function noteProgress(): Promise<void> {
  await Promise.resolve();
}

describe('the daily clean-up', () => {
  it('reduces to bare keys what settled before the retention, and removes old claims and events', async () => {
    const settled = { status: 'sent', dueAt: undefined } as const;
    const world = worldWith([
      sampleNotification({ key: 'old', ...settled, settledAt: noon - 91 * day }),
      sampleNotification({ key: 'new', ...settled, settledAt: noon - 89 * day }),
    ]);
    world.claims.set('old#2', { claimedAt: noon - 91 * day }).set('new#2', { claimedAt: noon });
    world.unhandled.set('old', kept('old', { lastAt: noon - 91 * day })).set('new', kept('new'));

    const run = await cleanUp({}, 90, noon + minute, {
      store: createInMemoryStore(world),
      now: () => noon,
      noteProgress,
    });

    expect(run).toEqual({
      report: { erased: 1, claims: 1, unhandled: 1, projections: 0 },
      progress: { 'projections/from': noon - 60 * minute },
    });
    expect(world.notifications.get('old')).toMatchObject({ key: 'old', status: 'erased' });
    expect(world.notifications.get('new')).toMatchObject({ status: 'sent', contactId: 'contact-1' });
    expect([...world.claims.keys()]).toEqual(['new#2']);
    expect([...world.unhandled.keys()]).toEqual(['new']);
  });

  it('goes on page by page, and stops at its deadline', async () => {
    const rows = Array.from({ length: 150 }, (_none, index) =>
      sampleNotification({ key: String(index), status: 'sent', dueAt: undefined, settledAt: 0 }),
    );
    const world = worldWith(rows);
    const store = createInMemoryStore(world);

    const whole = await cleanUp({}, 90, noon + 1, { store, now: () => noon, noteProgress });
    const none = await cleanUp({}, 90, noon, { store, now: () => noon, noteProgress });

    expect(whole.report).toEqual({ erased: 150, claims: 0, unhandled: 0, projections: 0 });
    expect(none.report).toEqual({ erased: 0, claims: 0, unhandled: 0, projections: 0 });
  });
});

describe('projections that were replaced', () => {
  const pages = [{ removed: 2, next: 500 }, { removed: 1 }];

  function storeOf(asked: unknown[]): OrderEventStore {
    return {
      ...createInMemoryStore(emptyWorld(noon)),
      removeReplacedProjections: (from, before) => {
        asked.push([from, before]);
        return Promise.resolve(pages[asked.length - 1] ?? { removed: 0 });
      },
    };
  }

  it('are removed page by page, from where the last run stopped up to an hour ago', async () => {
    const asked: unknown[] = [];
    const store = storeOf(asked);

    const noted: unknown[] = [];
    const deps = { store, now: () => noon, noteProgress: (place: unknown) => Promise.resolve(void noted.push(place)) };

    const run = await cleanUp({ 'projections/from': 7 }, 90, noon + minute, deps);

    expect(asked).toEqual([
      [7, noon - 60 * minute],
      [500, noon - 60 * minute],
    ]);
    expect(noted).toEqual([{ 'projections/from': 500 }]);
    expect(run.report['projections']).toBe(3);
    expect(run.progress).toEqual({ 'projections/from': noon - 60 * minute });
  });

  it('wait for the next run when time is up', async () => {
    const asked: unknown[] = [];

    const run = await cleanUp({ 'projections/from': 7 }, 90, noon, {
      store: storeOf(asked),
      now: () => noon,
      noteProgress,
    });

    expect(asked).toEqual([]);
    expect(run.progress).toEqual({ 'projections/from': 7 });
  });
});

describe('an erasure', () => {
  it('of an order leaves bare keys, and no event that names it', async () => {
    const world = worldWith([sampleNotification(), sampleNotification({ key: 'other', orderId: 'order-2' })]);
    world.unhandled.set('a', kept('a', { orderId: 'order-1' })).set('b', kept('b', { orderId: 'order-2' }));

    await eraseOrder('wix-ecom', 'order-1', createInMemoryStore(world), noon);

    expect([...world.notifications.values()].map(({ status }) => status)).toEqual(['erased', 'pending']);
    expect([...world.unhandled.keys()]).toEqual(['b']);
  });

  it('of a contact goes through all pages, and says how much it was', async () => {
    const rows = Array.from({ length: 101 }, (_none, index) => sampleNotification({ key: String(index) }));
    const world = worldWith(rows);
    for (let index = 0; index < 101; index += 1)
      world.unhandled.set(String(index), kept(String(index), { text: 'contact-1' }));

    const erased = await eraseContact('contact-1', createInMemoryStore(world), noon);

    expect(erased).toEqual({ notifications: 101, events: 101 });
    expect(await eraseContact('contact-1', createInMemoryStore(world), noon)).toEqual({ notifications: 0, events: 0 });
  });
});

describe('events that were kept', () => {
  const site = siteWith([paidRule]);

  it('are handled when the site is well again, and kept no more', async () => {
    const world = emptyWorld(afterPayment);
    world.unhandled.set('a', kept('a', { text: JSON.stringify(payment()), failure: 'store-busy' }));

    const report = await replayUnhandled({ kind: 'failed' }, afterPayment + minute, site, eventDepsOf(world));

    expect(report).toEqual({ handled: 1, stillUnhandled: 0 });
    expect(world.emails).toHaveLength(1);
    expect(world.unhandled.size).toBe(0);
  });

  it('are handled one after the other, the oldest first, however many there are', async () => {
    const world = emptyWorld(afterPayment);
    const stuck = Array.from({ length: 60 }, (_none, at) =>
      kept(`stuck-${String(at)}`, { text: '{}', lastAt: noon + at }),
    );
    for (const event of stuck) world.unhandled.set(event.id, event);
    world.unhandled.set('last', kept('last', { text: JSON.stringify(payment()), lastAt: noon + 60 }));

    const report = await replayUnhandled({}, afterPayment + minute, site, eventDepsOf(world), 3);

    expect(report).toEqual({ handled: 1, stillUnhandled: 60 });
    expect(world.emails).toHaveLength(1);
  });

  it.each([
    ['cut', { isCut: true, text: JSON.stringify(payment()) }],
    ['not understood still', { text: '{"data":1}' }],
    ['no JSON', { text: '[object Object]' }],
  ])('stay when they are %s', async (_what, changes) => {
    const world = emptyWorld(afterPayment);
    world.unhandled.set('a', kept('a', changes));

    const report = await replayUnhandled({}, afterPayment + minute, site, eventDepsOf(world));

    expect(report).toEqual({ handled: 0, stillUnhandled: 1 });
    expect(world.unhandled.size).toBe(1);
  });

  it('stay when the site still cannot handle them', async () => {
    const world = emptyWorld(afterPayment);
    world.unhandled.set('a', kept('a', { text: JSON.stringify(payment()) }));
    const around = watched([], ({ name }) => (name === 'readProjection' ? new Error('no') : undefined));

    const report = await replayUnhandled({}, afterPayment + minute, site, eventDepsOf(world, around));

    expect(report).toEqual({ handled: 0, stillUnhandled: 1 });
  });

  it('wait for the next run when time is up', async () => {
    const world = emptyWorld(afterPayment);
    world.unhandled.set('a', kept('a', { text: JSON.stringify(payment()) }));

    expect(await replayUnhandled({}, afterPayment, site, eventDepsOf(world))).toEqual({
      handled: 0,
      stillUnhandled: 0,
    });
    expect(world.unhandled.size).toBe(1);
  });
});

describe('the run of a job', () => {
  it('goes on where the last one stopped, within its budget, and notes what it did', async () => {
    const world = emptyWorld(noon);
    const store = createInMemoryStore(world);
    world.jobs.set('cleanUp', { startedAt: 1, finishedAt: 2, report: { erased: 5 }, progress: { from: 'page-2' } });
    let asked: unknown;

    const state = await runJob('cleanUp', { store, now: () => noon }, async (progress, deadline) => {
      asked = { progress, deadline, noted: world.jobs.get('cleanUp') };
      return { report: { erased: 7 }, progress: { from: 'page-3' } };
    });

    expect(asked).toEqual({
      progress: { from: 'page-2' },
      deadline: noon + 5 * minute,
      noted: { startedAt: noon, report: { erased: 5 }, progress: { from: 'page-2' } },
    });
    expect(state).toEqual({ startedAt: noon, finishedAt: noon, report: { erased: 7 }, progress: { from: 'page-3' } });
    expect(world.jobs.get('cleanUp')).toEqual(state);
  });

  it('begins anew when it never ran', async () => {
    const store = createInMemoryStore(emptyWorld(noon));

    await runJob('cleanUp', { store, now: () => noon }, async (progress) => {
      expect(progress).toEqual({});
      return { report: {}, progress: {} };
    });
  });

  it('that stops half-way has begun and not finished', async () => {
    const world = emptyWorld(noon);
    const job = runJob('cleanUp', { store: createInMemoryStore(world), now: () => noon }, async () => {
      throw new Error('no');
    });

    await expect(job).rejects.toThrow('no');
    expect(world.jobs.get('cleanUp')).toEqual({ startedAt: noon, report: {}, progress: {} });
  });
});

describe('turns to look for what is overdue', () => {
  it('come every five minutes, the first after five', () => {
    let now = noon;
    const takeTurn = createOverdueTurns(() => now);

    const turns = [0, 4, 5, 6, 9, 10].map((minutes) => {
      now = noon + minutes * minute;
      return takeTurn();
    });

    expect(turns).toEqual([false, false, true, false, false, true]);
  });
});
