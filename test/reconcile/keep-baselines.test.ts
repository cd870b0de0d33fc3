import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import type { OrderSource } from '../../src/backend/order-events/ports/order-reader.ts';
import { sweepOrders } from '../../src/backend/order-events/reconcile/sweep-orders.ts';
import { fail } from '../support/fail.ts';
import { watched } from '../support/watched-calls.ts';
import { MINUTE } from '../ports/sample-rows.ts';
import { HOUR, installed, now, orderOf, shopOrder, site, sourceOf, sweep, sweepDepsOf } from './sweep-run.ts';

const DAY = 24 * HOUR;
const paidOrder = orderOf({ 'entity.paymentStatus': 'PAID' });

/** A source with these pages of open orders, and none that changed; it notes what it is asked for. */
function openSource(pages: readonly (readonly unknown[])[], asked: unknown[] = []): OrderSource {
  const { listChanged } = sourceOf(pages, asked);
  return { ...sourceOf([[]]), listOpen: listChanged };
}

describe('the open orders of a site that has just been installed', () => {
  it('are stored, and nobody is told', async () => {
    const world = emptyWorld(now);
    const asked: unknown[] = [];

    const run = await sweep(world, [openSource([[paidOrder], [orderOf({ 'entity._id': 'second' })]], asked)], {
      progress: {},
    });

    expect(asked).toEqual([
      [new Date(now - 180 * DAY).toISOString(), undefined],
      [new Date(now - 180 * DAY).toISOString(), '1'],
    ]);
    expect(run.report).toMatchObject({ baselines: 2, handled: 0 });
    expect(run.progress).toMatchObject({ 'wix-ecom/baseline': 'done', 'wix-ecom/baselineRead': 2 });
    expect(world.notifications.size).toBe(0);
    expect([...world.projections.values()].map(({ projection }) => projection?.reportedKeys)).toEqual([[], []]);
  });

  it('count as not told, whatever a first event of them would have told', async () => {
    const canceled = orderOf({
      'entity.status': 'CANCELED',
      'entity.activities': [{ type: 'ORDER_CANCELED', _createdDate: '2023-01-16T13:53:30.000Z' }],
    });
    const world = emptyWorld(now);

    await sweep(world, [openSource([[canceled]])], { progress: {} });

    expect([...world.projections.values()]).toMatchObject([
      { projection: { reportedKeys: [], timeline: [{ snapshot: { status: 'CANCELED' } }] } },
    ]);
  });

  it('are told of from then on, by the change that the next read shows', async () => {
    const world = emptyWorld(now);
    await sweep(world, [openSource([[shopOrder]])], { progress: {} });
    world.now += 6 * MINUTE;
    const paid = orderOf({ 'entity.paymentStatus': 'PAID', 'entity._updatedDate': '2023-01-16T13:59:00.000Z' });

    await sweep(world, [sourceOf([[paid]])], { deadline: now + HOUR });

    expect(world.emails).toHaveLength(1);
  });

  it('are read once', async () => {
    const world = emptyWorld(now);
    const asked: unknown[] = [];

    await sweep(world, [openSource([[shopOrder]], asked)], { progress: installed });

    expect(asked).toEqual([]);
  });

  it('do not replace what an event has told', async () => {
    const world = emptyWorld(now);
    await sweep(world, [sourceOf([[shopOrder]])]);

    const run = await sweep(world, [openSource([[paidOrder]])], { progress: {} });

    expect(run.report).toMatchObject({ baselines: 0 });
    expect([...world.projections.values()]).toMatchObject([{ revision: 1 }]);
  });

  it('are read on in the next run where time was up, and nothing is swept before', async () => {
    const world = emptyWorld(now);
    const slow = watched([], ({ name }) => {
      if (name === 'projections.save') world.now += MINUTE;
      return undefined;
    });
    const pages = [[shopOrder], [orderOf({ 'entity._id': 'second' })]];
    const asked: unknown[] = [];
    const source = { ...openSource(pages), listChanged: sourceOf([[]], asked).listChanged };

    const first = await sweepOrders({}, now + MINUTE, site, sweepDepsOf(world, [source], slow));
    const askedByFirst = [...asked];
    const second = await sweep(world, [source], { progress: first.progress, deadline: now + HOUR });

    expect(first.progress).toEqual({
      'wix-ecom/baselineStarted': now,
      'wix-ecom/baselineRead': 1,
      'wix-ecom/baselineFrom': '1',
    });
    expect(askedByFirst).toEqual([]);
    expect(world.projections.size).toBe(2);
    expect(second.progress).toMatchObject({ 'wix-ecom/baseline': 'done', 'wix-ecom/baselineRead': 2 });
    // What moved since the reading began is looked at.
    expect(asked).toEqual([[new Date(now - 2 * HOUR).toISOString(), undefined]]);
  });

  it('are read two thousand in a run at most', async () => {
    const world = emptyWorld(now);
    const page = Array.from({ length: 100 }, (_none, index) => orderOf({ 'entity._id': String(index) }));
    const pages = Array.from({ length: 25 }, () => page);

    const run = await sweep(world, [openSource(pages)], { progress: {} });

    expect(run.progress).toMatchObject({ 'wix-ecom/baselineRead': 2000, 'wix-ecom/baselineFrom': '20' });
  });

  it('do not wait for one that no item can hold or that cannot be read', async () => {
    const world = emptyWorld(now);
    let calls = 0;
    const refuses = watched([], ({ name }) =>
      name === 'projections.save' && (calls += 1) === 1
        ? new OrderEventsError('item-too-large', 'no', undefined)
        : undefined,
    );
    const source = openSource([[shopOrder, orderOf({ 'entity._id': 'second' }), { nothing: true }]]);

    const run = await sweepOrders({}, now + MINUTE, site, sweepDepsOf(world, [source], refuses));

    expect(run.report).toMatchObject({ baselines: 1, tooLarge: 1, unreadable: 1 });
  });

  it('are read from the beginning again where Wix refuses the place', async () => {
    const world = emptyWorld(now);
    const refusing: OrderSource = { ...sourceOf([[]]), listOpen: async () => fail(new Error('cursor')) };
    const begun = { 'wix-ecom/baselineStarted': now - DAY, 'wix-ecom/baselineFrom': '7' };

    const run = await sweep(world, [refusing], { progress: begun });

    expect(run.report).toMatchObject({ sourcesFailed: 1 });
    expect(run.progress).toEqual({ 'wix-ecom/baselineStarted': now - DAY });
  });
});
