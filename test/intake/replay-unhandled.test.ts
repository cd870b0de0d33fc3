import { replayUnhandled } from '../../src/backend/order-events/intake/replay-unhandled.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { MINUTE, noon, sampleUnhandled } from '../ports/sample-rows.ts';
import { afterPayment, paidRule, payment, siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';

describe('events that were kept', () => {
  const site = siteWith([paidRule]);
  const inTime = { deadline: afterPayment + MINUTE, concurrency: 1 };

  it('are handled when the site is well again, and kept no more', async () => {
    const world = emptyWorld(afterPayment);
    world.unhandled.set('a', sampleUnhandled('a', { text: JSON.stringify(payment()), failure: 'store-busy' }));

    const report = await replayUnhandled({ kind: 'failed' }, inTime, site, createInMemoryPorts(world));

    expect(report).toEqual({ handled: 1, stillUnhandled: 0 });
    expect(world.emails).toHaveLength(1);
    expect(world.unhandled.size).toBe(0);
  });

  it('are placed at the time of their first arrival where they name none', async () => {
    const world = emptyWorld(afterPayment + 30 * MINUTE);
    const timeless = payment({ 'metadata.eventTime': undefined });
    const kept = { text: JSON.stringify(timeless), failure: 'store-busy', firstAt: afterPayment };
    world.unhandled.set('a', sampleUnhandled('a', { ...kept, count: 3, lastAt: afterPayment + 20 * MINUTE }));

    await replayUnhandled({ kind: 'failed' }, { ...inTime, deadline: Infinity }, site, createInMemoryPorts(world));

    expect([...world.projections.values()]).toMatchObject([
      { projection: { timeline: [{ at: '2023-01-16T14:41:00.000000000Z' }] } },
    ]);
    expect([...world.notifications.values()]).toMatchObject([{ occurredAt: '2023-01-16T14:41:00.000Z' }]);
  });

  it('are handled one after the other, the oldest first, however many there are', async () => {
    const world = emptyWorld(afterPayment);
    const stuck = Array.from({ length: 60 }, (_none, at) =>
      sampleUnhandled(`stuck-${String(at)}`, { text: '{}', lastAt: noon + at }),
    );
    for (const event of stuck) world.unhandled.set(event.id, event);
    world.unhandled.set('last', sampleUnhandled('last', { text: JSON.stringify(payment()), lastAt: noon + 60 }));

    const report = await replayUnhandled({}, { ...inTime, concurrency: 3 }, site, createInMemoryPorts(world));

    expect(report).toEqual({ handled: 1, stillUnhandled: 60 });
    expect(world.emails).toHaveLength(1);
  });

  it.each([
    ['cut by an earlier version', { text: JSON.stringify(payment()).slice(0, -1) }],
    ['not understood still', { text: '{"data":1}' }],
    ['no JSON', { text: '[object Object]' }],
  ])('stay when they are %s', async (_what, changes) => {
    const world = emptyWorld(afterPayment);
    world.unhandled.set('a', sampleUnhandled('a', changes));

    const report = await replayUnhandled({}, inTime, site, createInMemoryPorts(world));

    expect(report).toEqual({ handled: 0, stillUnhandled: 1 });
    expect(world.unhandled.size).toBe(1);
  });

  it('stay when the site still cannot handle them', async () => {
    const world = emptyWorld(afterPayment);
    world.unhandled.set('a', sampleUnhandled('a', { text: JSON.stringify(payment()) }));
    const around = watched([], ({ name }) => (name === 'projections.read' ? new Error('no') : undefined));

    const report = await replayUnhandled({}, inTime, site, createInMemoryPorts(world, around));

    expect(report).toEqual({ handled: 0, stillUnhandled: 1 });
  });

  it('wait for the next run when time is up', async () => {
    const world = emptyWorld(afterPayment);
    world.unhandled.set('a', sampleUnhandled('a', { text: JSON.stringify(payment()) }));

    expect(await replayUnhandled({}, { ...inTime, deadline: afterPayment }, site, createInMemoryPorts(world))).toEqual({
      handled: 0,
      stillUnhandled: 0,
    });
    expect(world.unhandled.size).toBe(1);
  });
});
