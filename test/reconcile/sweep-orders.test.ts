import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import type { OrderSource } from '../../src/backend/order-events/ports/order-reader.ts';
import { sweepOrders } from '../../src/backend/order-events/reconcile/sweep-orders.ts';
import { emptySweepReport } from '../../src/backend/order-events/reconcile/sweep-report.ts';
import { MINUTE } from '../ports/sample-rows.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { fail } from '../support/fail.ts';
import { valueAt } from '../../tools/workbench/payload/json.ts';
import { watched } from '../support/watched-calls.ts';
import { HOUR, installed, now, orderOf, shopOrder, site, sourceOf, sweep, sweepDepsOf } from './sweep-run.ts';

describe('the first run', () => {
  it('looks two hours back, handles what moved, and remembers where to begin the next time', async () => {
    const world = emptyWorld(now);
    const asked: unknown[] = [];

    const run = await sweep(world, [sourceOf([[shopOrder]], asked)]);

    expect(asked).toEqual([['2023-01-16T11:54:00.000Z', undefined]]);
    expect(run).toEqual({
      report: { ...emptySweepReport(), read: 1, handled: 1 },
      progress: { ...installed, 'wix-ecom/since': now - 2 * HOUR },
    });
    expect(world.projections.size).toBe(1);
  });

  it('leaves out what did not move', async () => {
    const world = emptyWorld(now + 3 * HOUR);

    const run = await sweep(world, [sourceOf([[shopOrder]])], { deadline: now + 4 * HOUR });

    expect(run.report).toMatchObject({ read: 1, handled: 0 });
    expect(world.projections.size).toBe(0);
  });

  it('tells what an event that never came would have told, marked as found', async () => {
    const world = emptyWorld(now);
    await sweep(world, [sourceOf([[shopOrder]])]);
    world.now += MINUTE;
    const paid = orderOf({ 'entity.paymentStatus': 'PAID', 'entity._updatedDate': '2023-01-16T13:54:59.000Z' });

    await sweep(world, [sourceOf([[paid]])], { deadline: now + HOUR });

    expect(world.emails).toHaveLength(1);
    expect([...world.notifications.values()]).toMatchObject([{ source: 'reconcile', status: 'sent' }]);
  });
});

describe('a sweep', () => {
  it('that is out of time goes on with the same page, and forgets no time in between', async () => {
    const world = emptyWorld(now);
    const stops = watched([], ({ name }) => {
      if (name === 'projections.save') world.now += MINUTE;
      return undefined;
    });
    const pages = [[shopOrder], [orderOf({ 'entity._id': 'second' })]];

    const first = await sweepOrders(installed, now + MINUTE, site, sweepDepsOf(world, [sourceOf(pages)], stops));
    const asked: unknown[] = [];
    const second = await sweep(world, [sourceOf(pages, asked)], {
      progress: first.progress,
      deadline: now + HOUR,
    });

    expect(first.progress).toEqual({
      ...installed,
      'wix-ecom/started': now,
      'wix-ecom/since': now - 2 * HOUR,
      'wix-ecom/from': '1',
    });
    expect(asked).toEqual([['2023-01-16T11:54:00.000Z', '1']]);
    expect(second.progress).toEqual({ ...installed, 'wix-ecom/since': now - 2 * HOUR });
    expect(world.projections.size).toBe(2);
  });

  it('notes its place after each page, and has several orders in hand at once', async () => {
    const world = emptyWorld(now);
    const noted: unknown[] = [];
    const ids = ['second', 'third', 'fourth'];
    const orders = [shopOrder, ...ids.map((id) => orderOf({ 'entity._id': id }))];
    const noteProgress = (progress: unknown) => Promise.resolve(void noted.push(progress));

    const run = await sweepOrders(installed, now + MINUTE, site, {
      ...sweepDepsOf(world, [sourceOf([orders, [shopOrder]])]),
      concurrency: 3,
      noteProgress,
    });

    expect(run.report).toMatchObject({ read: 5, handled: 4 });
    expect(world.projections.size).toBe(4);
    const place = { 'wix-ecom/started': now, 'wix-ecom/since': now - 2 * HOUR, 'wix-ecom/from': '1' };
    expect(noted).toEqual([{ ...installed, ...place }]);
  });

  it.each([
    ['passes over an order that no item can hold', 'item-too-large', { tooLarge: 1, handled: 2, sourcesFailed: 0 }],
    ['reads a page again that the store refused', 'store-busy', { tooLarge: 0, handled: 1, sourcesFailed: 1 }],
  ] as const)('%s', async (_what, code, expected) => {
    const world = emptyWorld(now);
    let calls = 0;
    const refuses = watched([], ({ name }) =>
      name === 'projections.save' && (calls += 1) === 1 ? new OrderEventsError(code, 'no', undefined) : undefined,
    );
    const source = sourceOf([[shopOrder, orderOf({ 'entity._id': 'second' })]]);

    const run = await sweepOrders(installed, now + MINUTE, site, sweepDepsOf(world, [source], refuses));

    expect(run.report).toMatchObject(expected);
  });

  it.each([
    ['an error', new TypeError('no'), 'TypeError'],
    ['something else', 'no', 'string'],
  ])('passes over an order that the code fails on with %s, and says so', async (_what, thrown, name) => {
    const world = emptyWorld(now);
    const lines: unknown[] = [];
    const { projections, ...deps } = sweepDepsOf(world, [sourceOf([[shopOrder, orderOf({ 'entity._id': 'second' })]])]);
    const failing = {
      ...projections,
      save: async (...args: Parameters<typeof projections.save>) =>
        args[0].orderId === 'second' ? await projections.save(...args) : fail(thrown),
    };

    const run = await sweepOrders(installed, now + MINUTE, site, {
      ...deps,
      projections: failing,
      log: (message: string, details: unknown) => void lines.push(message, details),
    });

    expect(run.report).toMatchObject({ read: 2, failed: 1, sourcesFailed: 0 });
    expect([...world.projections.keys()]).toEqual(['wix-ecom/second']);
    expect(lines).toEqual(['order not handled', { product: 'wix-ecom', error: name }]);
  });

  it('passes over what it cannot read', async () => {
    const run = await sweep(emptyWorld(now), [sourceOf([[{ nothing: true }, shopOrder]])]);

    expect(run.report).toMatchObject({ read: 2, handled: 1, unreadable: 1 });
  });

  it.each([
    ['an error', new TypeError('no'), 'TypeError'],
    ['something else', 'no', 'string'],
  ])('of one product that fails with %s leaves the others alone', async (_what, thrown, name) => {
    const lines: unknown[] = [];
    const broken: OrderSource = {
      product: 'wix-events',
      listOpen: () => Promise.resolve({ orders: [] }),
      listChanged: async () => fail(thrown),
    };
    const world = emptyWorld(now);
    const deps = {
      ...sweepDepsOf(world, [broken, sourceOf([[shopOrder]])]),
      log: (message: string, details: unknown) => void lines.push(message, details),
    };

    const run = await sweepOrders(installed, now + MINUTE, site, deps);

    expect(run.report).toMatchObject({ handled: 1, sourcesFailed: 1 });
    expect(lines).toEqual(['orders not read', { product: 'wix-events', error: name }]);
  });
});

describe('the place that a sweep got to', () => {
  const from = { ...installed, 'wix-ecom/started': now, 'wix-ecom/since': now - 2 * HOUR, 'wix-ecom/from': 'refused' };

  it('is forgotten when Wix refuses it, so that the next run begins anew', async () => {
    const world = emptyWorld(now);
    const refusing: OrderSource = { ...sourceOf([[]]), listChanged: async () => fail(new Error('cursor')) };

    const run = await sweep(world, [refusing], { progress: from });
    const asked: unknown[] = [];
    await sweep(world, [sourceOf([[shopOrder]], asked)], { progress: run.progress });

    expect(run.report).toMatchObject({ sourcesFailed: 1 });
    expect(asked).toEqual([['2023-01-16T11:54:00.000Z', undefined]]);
    expect(world.projections.size).toBe(1);
  });
});

describe('an order that is read', () => {
  const undated = orderOf({ 'entity._updatedDate': undefined });

  it('is a baseline when nothing is known of it and it has no date of its own', async () => {
    const world = emptyWorld(now);
    const paid = orderOf({ 'entity._updatedDate': undefined, 'entity.paymentStatus': 'PAID' });

    const run = await sweep(world, [sourceOf([[paid]])]);

    expect(run.report).toMatchObject({ handled: 0, baselines: 1 });
    expect(world.emails).toEqual([]);
    expect(world.notifications.size).toBe(0);
    expect([...world.projections.values()]).toMatchObject([{ revision: 1, projection: { reportedKeys: [] } }]);
  });

  it('costs no call when it shows nothing new', async () => {
    const world = emptyWorld(now);
    await sweep(world, [sourceOf([[shopOrder, undated]])]);
    world.now += HOUR;
    const calls: string[] = [];
    const deps = sweepDepsOf(world, [sourceOf([[shopOrder, undated]])], watched(calls));

    const run = await sweepOrders({ ...installed, 'wix-ecom/since': 0 }, now + 2 * HOUR, site, deps);

    expect(run.report).toMatchObject({ read: 2, handled: 0, baselines: 0 });
    expect(calls).toEqual(['projections.readMany', 'notifications.list']);
  });

  it.each([
    ['is left to the event that said otherwise within 17 minutes', 17 * MINUTE, undefined, 0],
    ['is believed later', 17 * MINUTE + 1, undefined, 1],
    ['is believed at once when it was written later', MINUTE, '2023-01-16T13:54:30.000Z', 1],
  ])('%s', async (_what, laterMs, updatedAt, handled) => {
    const world = emptyWorld(now);
    await sweep(world, [sourceOf([[orderOf({ 'entity.archived': true })]])]);
    world.now += laterMs;
    const changes = updatedAt === undefined ? {} : { 'entity._updatedDate': updatedAt };
    const unarchived = orderOf({ 'entity.archived': false, ...changes });

    const run = await sweep(world, [sourceOf([[unarchived]])], { deadline: now + HOUR });

    expect(run.report).toMatchObject({ handled, overtaken: 1 - handled });
  });
});

describe('a plan order', () => {
  const planSource = (order: unknown): OrderSource => ({
    product: 'wix-pricing-plans',
    listOpen: () => Promise.resolve({ orders: [] }),
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

    const run = await sweep(world, [planSource(valueAt(paused, 'entity'))], { deadline: Date.UTC(2022, 7, 11) });

    expect(run.report).toMatchObject({ read: 1, handled });
  });

  it('counts as moved when a date that was set before is reached', async () => {
    const world = emptyWorld(Date.UTC(2022, 7, 1, 16, 30));

    const run = await sweep(world, [planSource(order)], { deadline: Date.UTC(2022, 7, 2) });

    expect(run.report).toMatchObject({ handled: 1 });
  });
});
