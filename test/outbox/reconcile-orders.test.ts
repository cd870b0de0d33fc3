import { deliverAll } from '../../src/backend/order-events/outbox/deliver-due.ts';
import type { SiteRules } from '../../src/backend/order-events/outbox/handle-event.ts';
import type { OrderSource } from '../../src/backend/order-events/reconcile/order-sources.ts';
import { reconcileOrders } from '../../src/backend/order-events/reconcile/reconcile-orders.ts';
import { emptyWorld, type World } from '../support/in-memory-world.ts';
import { changed, documentedPayload } from '../support/documented-payloads.ts';
import { valueAt } from '../support/json.ts';
import { restsOf } from './at-once.ts';
import { eventDepsOf, paidRule, siteWith, watched } from './event-deps.ts';
import { fail } from './fail.ts';
import { minute, sampleNotification } from './sample-rows.ts';

const hour = 60 * minute;
/** A minute after the documented order was placed. */
const now = Date.UTC(2023, 0, 16, 13, 54);
const site = siteWith([paidRule]);
const placed = documentedPayload('wixEcom_onOrderUpdated');
const shopOrder = orderOf({});

function orderOf(changes: Parameters<typeof changed>[1]): unknown {
  return valueAt(changed(placed, changes), 'entity');
}

/** A source that gives these pages, and notes what it is asked for. */
function sourceOf(pages: readonly (readonly unknown[])[], asked: unknown[] = []): OrderSource {
  return {
    product: 'wix-ecom',
    listChanged(changedSince, from) {
      asked.push([changedSince.toISOString(), from]);
      const index = Number(from ?? 0);
      const next = index + 1 < pages.length ? { next: String(index + 1) } : {};
      return Promise.resolve({ orders: pages[index] ?? [], ...next });
    },
  };
}

interface Run {
  readonly progress?: Readonly<Record<string, string | number>>;
  readonly deadline?: number;
  readonly contact?: string | undefined;
  readonly rules?: SiteRules;
}

function reconcile(world: World, sources: readonly OrderSource[], run: Run = {}) {
  const { progress = {}, deadline = now + minute, contact, rules = site } = run;
  const deps = { ...eventDepsOf(world), sources, findContact: () => Promise.resolve(contact) };
  return reconcileOrders(progress, deadline, rules, deps);
}

describe('the first run', () => {
  it('looks two hours back, handles what moved, and remembers where to begin the next time', async () => {
    const world = emptyWorld(now);
    const asked: unknown[] = [];

    const run = await reconcile(world, [sourceOf([[shopOrder]], asked)]);

    expect(asked).toEqual([['2023-01-16T11:54:00.000Z', undefined]]);
    expect(run).toEqual({
      report: { read: 1, handled: 1, unreadable: 0, contactsFound: 0, sourcesFailed: 0 },
      progress: { 'wix-ecom/since': now - 2 * hour },
    });
    expect(world.projections.size).toBe(1);
  });

  it('leaves out what did not move', async () => {
    const world = emptyWorld(now + 3 * hour);

    const run = await reconcile(world, [sourceOf([[shopOrder]])], { deadline: now + 4 * hour });

    expect(run.report).toMatchObject({ read: 1, handled: 0 });
    expect(world.projections.size).toBe(0);
  });

  it('tells what an event that never came would have told, marked as found', async () => {
    const world = emptyWorld(now);
    await reconcile(world, [sourceOf([[shopOrder]])]);
    world.now += minute;
    const paid = orderOf({ 'entity.paymentStatus': 'PAID', 'entity._updatedDate': '2023-01-16T13:54:59.000Z' });

    await reconcile(world, [sourceOf([[paid]])], { deadline: now + hour });

    expect(world.emails).toHaveLength(1);
    expect([...world.notifications.values()]).toMatchObject([{ source: 'reconcile', status: 'sent' }]);
  });
});

describe('a sweep', () => {
  it('that is out of time goes on with the same page, and forgets no time in between', async () => {
    const world = emptyWorld(now);
    const stops = watched([], ({ name }) => {
      if (name === 'saveProjection') world.now += minute;
      return undefined;
    });
    const deps = { ...eventDepsOf(world, stops), findContact: () => Promise.resolve(undefined) };
    const pages = [[shopOrder], [orderOf({ 'entity._id': 'second' })]];

    const first = await reconcileOrders({}, now + minute, site, { ...deps, sources: [sourceOf(pages)] });
    const asked: unknown[] = [];
    const second = await reconcile(world, [sourceOf(pages, asked)], {
      progress: first.progress,
      deadline: now + hour,
    });

    expect(first.progress).toEqual({
      'wix-ecom/started': now,
      'wix-ecom/since': now - 2 * hour,
      'wix-ecom/from': '1',
    });
    expect(asked).toEqual([['2023-01-16T11:54:00.000Z', '1']]);
    expect(second.progress).toEqual({ 'wix-ecom/since': now - 2 * hour });
    expect(world.projections.size).toBe(2);
  });

  it('passes over what it cannot read', async () => {
    const run = await reconcile(emptyWorld(now), [sourceOf([[{ nothing: true }, shopOrder]])]);

    expect(run.report).toMatchObject({ read: 2, handled: 1, unreadable: 1 });
  });

  it.each([
    ['an error', new TypeError('no'), 'TypeError'],
    ['something else', 'no', 'string'],
  ])('of one product that fails with %s leaves the others alone', async (_what, thrown, name) => {
    const lines: unknown[] = [];
    const broken: OrderSource = {
      product: 'wix-events',
      listChanged: async () => fail(thrown),
    };
    const world = emptyWorld(now);
    const deps = {
      ...eventDepsOf(world),
      sources: [broken, sourceOf([[shopOrder]])],
      findContact: () => Promise.resolve(undefined),
      log: (message: string, details: unknown) => void lines.push(message, details),
    };

    const run = await reconcileOrders({}, now + minute, site, deps);

    expect(run.report).toMatchObject({ handled: 1, sourcesFailed: 1 });
    expect(lines).toEqual(['orders not read', { product: 'wix-events', error: name }]);
  });
});

describe('what was held for want of a contact', () => {
  const orderId = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
  const { contactId: _none, ...row } = sampleNotification({ orderId, expiresAt: now + hour });
  const held = { ...row, status: 'held', reason: 'no-contact', attempts: 0, dueAt: undefined } as const;
  const nameless = orderOf({ 'entity.buyerInfo.contactId': undefined });

  function worldWithHeld(changes: Partial<typeof row> = {}): World {
    const world = emptyWorld(now);
    world.notifications.set(held.key, { ...held, ...changes });
    return world;
  }

  it.each([
    ['the order names one by now', shopOrder, undefined, '24de6f0b-60ce-4faa-9138-2e39f1415615'],
    ['the email leads to one', nameless, 'found-contact', 'found-contact'],
  ])('is sent by the job when %s', async (_when, order, contact, contactId) => {
    const world = worldWithHeld();

    const run = await reconcile(world, [sourceOf([[order]])], { contact });

    await deliverAll(now + minute, eventDepsOf(world));

    expect(run.report).toMatchObject({ contactsFound: 1 });
    expect(world.emails).toMatchObject([{ contactId }]);
    expect(world.notifications.get(held.key)).toMatchObject({ status: 'sent', contactId });
  });

  it.each([
    ['the email leads to none', nameless, {}, site],
    ['it is held for another reason', shopOrder, { reason: 'rule-threw' }, site],
    ['its rule is gone', shopOrder, {}, siteWith([])],
    ['it is for a guest', shopOrder, {}, siteWith([{ ...paidRule, recipient: 'guest' }])],
    ['there is no email', orderOf({ 'entity.buyerInfo': {} }), {}, site],
  ])('stays held when %s', async (_when, order, changes, rules) => {
    const world = worldWithHeld(changes);

    const run = await reconcile(world, [sourceOf([[order]])], { rules });

    expect(run.report).toMatchObject({ contactsFound: 0 });
    expect(world.emails).toEqual([]);
    expect(world.notifications.get(held.key)?.status).toBe('held');
  });

  it('is no news any more once it is too old', async () => {
    const world = worldWithHeld({ expiresAt: now - 1 });

    await reconcile(world, [sourceOf([[shopOrder]])]);
    await deliverAll(now + minute, eventDepsOf(world));

    expect(world.emails).toEqual([]);
    expect(world.notifications.get(held.key)?.status).toBe('expired');
  });

  it('is left to another run that has it already', async () => {
    const world = worldWithHeld();
    world.claims.set(`${held.key}#1`, { claimedAt: now });

    const run = await reconcile(world, [sourceOf([[shopOrder]])]);

    expect(run.report).toMatchObject({ contactsFound: 0 });
    expect(world.notifications.get(held.key)?.status).toBe('held');
  });

  it('is left alone when it was resent a moment before', async () => {
    const world = worldWithHeld();
    const around = watched([], ({ name }) => {
      if (name === 'claimAttempt') world.notifications.set(held.key, { ...held, status: 'sent' });
      return undefined;
    });
    const deps = { ...eventDepsOf(world, around), sources: [sourceOf([[shopOrder]])] };

    await reconcileOrders({}, now + minute, site, { ...deps, findContact: () => Promise.resolve(undefined) });

    expect(world.notifications.get(held.key)?.status).toBe('sent');
  });

  it('is sent once, also by two runs at once', async () => {
    const run = (world: World, around: Parameters<typeof eventDepsOf>[1]) => {
      const deps = { ...eventDepsOf(world, around), sources: [sourceOf([[shopOrder]])] };
      return reconcileOrders({}, world.now + hour, site, { ...deps, findContact: () => Promise.resolve(undefined) });
    };

    expect(await restsOf(worldWithHeld(), [run, run])).toEqual([{ emails: 1, statuses: ['sent'] }]);
  });
});

describe('a plan order', () => {
  const planSource = (order: unknown): OrderSource => ({
    product: 'wix-pricing-plans',
    listChanged: () => Promise.resolve({ orders: [order] }),
  });
  const order = valueAt(documentedPayload('wixPricingPlans_onOrderUpdated'), 'entity');

  it.each([
    ['was resumed, which does not move its date of update', { resumeDate: '2022-08-10T09:00:00.000Z' }, 1],
    ['was paused long ago', {}, 0],
  ])('counts as moved by its own dates: it %s', async (_what, resume, handled) => {
    const paused = changed(documentedPayload('wixPricingPlans_onOrderUpdated'), {
      'entity.pausePeriods': [{ status: 'ENDED', pauseDate: '2022-08-03T09:00:00.000Z', ...resume }],
    });
    const world = emptyWorld(Date.UTC(2022, 7, 10, 9, 30));

    const run = await reconcile(world, [planSource(valueAt(paused, 'entity'))], { deadline: Date.UTC(2022, 7, 11) });

    expect(run.report).toMatchObject({ read: 1, handled });
  });

  it('counts as moved when a date that was set before is reached', async () => {
    const world = emptyWorld(Date.UTC(2022, 7, 1, 16, 30));

    const run = await reconcile(world, [planSource(order)], { deadline: Date.UTC(2022, 7, 2) });

    expect(run.report).toMatchObject({ handled: 1 });
  });
});
