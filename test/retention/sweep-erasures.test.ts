import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { sweepErasures } from '../../src/backend/order-events/retention/sweep-erasures.ts';
import { worldWith } from '../delivery/rests-of.ts';
import { MINUTE, noon, sampleNotification } from '../ports/sample-rows.ts';
import { watched } from '../support/watched-calls.ts';

const DUE = noon + 30 * MINUTE;
const ofOrder = { id: 'order/wix-ecom/order-1', askedAt: noon, dueAt: DUE };
const ofPerson = { id: 'person/a1', askedAt: noon, dueAt: DUE };

function worldAt(now: number) {
  const world = worldWith([
    sampleNotification({ key: 'of the order' }),
    sampleNotification({ key: 'of the person', orderId: 'order-2', marks: 'a1.b2' }),
    sampleNotification({ key: 'of another', orderId: 'order-2', marks: 'c3' }),
  ]);
  world.erasures.set(ofOrder.id, ofOrder).set(ofPerson.id, ofPerson);
  world.now = now;
  return world;
}

describe('the sweep of erasures', () => {
  it('erases once more, when nobody works any more on what they read before', async () => {
    const early = worldAt(DUE - 1);
    const world = worldAt(DUE);

    expect(await sweepErasures(DUE + MINUTE, createInMemoryPorts(early))).toBe(0);
    expect(await sweepErasures(DUE + MINUTE, createInMemoryPorts(world))).toBe(0);

    expect([...early.notifications.values()].map(({ status }) => status)).toEqual(['pending', 'pending', 'pending']);
    expect([...world.notifications.values()].map(({ status }) => status)).toEqual(['erased', 'erased', 'pending']);
    expect(world.erasures.get('person/b2')).toMatchObject({ dueAt: noon + 30 * MINUTE });
  });

  it('comes a second time after another lease, for what a lagging list did not show, and no third time', async () => {
    const world = worldAt(DUE);
    world.erasures.delete(ofPerson.id);
    const [later, last] = [DUE + 30 * MINUTE, DUE + 60 * MINUTE];

    await sweepErasures(DUE + MINUTE, createInMemoryPorts(world));
    const once = world.erasures.get(ofOrder.id);
    world.now = later;
    world.notifications.set('late', sampleNotification({ key: 'late' }));
    const second = await sweepErasures(later + MINUTE, createInMemoryPorts(world));
    world.now = last;
    const third = await sweepErasures(last + MINUTE, createInMemoryPorts(world));

    expect(once).toEqual({ id: ofOrder.id, askedAt: noon, dueAt: later, sweptAt: DUE });
    expect(world.erasures.get(ofOrder.id)).toEqual({ id: ofOrder.id, askedAt: noon, sweptAt: DUE });
    expect([second, third]).toEqual([1, 0]);
    expect(world.notifications.get('late')).toMatchObject({ status: 'erased' });
  });

  it('goes on with all marks of a person where only the first was written down', async () => {
    const world = worldAt(DUE);
    world.erasures.clear();
    world.erasures.set(ofPerson.id, { ...ofPerson, marks: 'a1.c3' });

    await sweepErasures(DUE + MINUTE, createInMemoryPorts(world));

    expect([...world.notifications.values()].map(({ status }) => status)).toEqual(['pending', 'erased', 'erased']);
    expect([...world.erasures.keys()]).toEqual(['person/a1', 'person/c3', 'person/b2']);
  });

  it('leaves for the next run what there is no time for', async () => {
    const world = worldAt(DUE);

    expect(await sweepErasures(DUE, createInMemoryPorts(world))).toBe(0);
    expect([...world.erasures.values()]).toEqual([ofOrder, ofPerson]);
  });

  it('comes back to a person when its time ends half-way', async () => {
    const world = worldAt(DUE);
    world.erasures.delete(ofOrder.id);
    const around = watched([], ({ name }) => {
      if (name === 'notifications.saveAll') world.now += MINUTE;
      return undefined;
    });

    expect(await sweepErasures(DUE + MINUTE, createInMemoryPorts(world, around))).toBe(0);
    expect(world.erasures.get(ofPerson.id)).toEqual(ofPerson);
  });

  it('that fails for one erasure goes on with the next, and logs a code', async () => {
    const world = worldAt(DUE);
    const logged: unknown[] = [];
    let isFirst = true;
    const around = watched([], ({ name }) => {
      if (name !== 'notifications.list' || !isFirst) return undefined;
      isFirst = false;
      return new OrderEventsError('store-busy', 'busy', undefined);
    });

    const ports = { ...createInMemoryPorts(world, around), log: (...line: unknown[]) => void logged.push(line) };

    await sweepErasures(DUE + MINUTE, ports);

    expect(world.erasures.get(ofOrder.id)).toEqual(ofOrder);
    expect(world.erasures.get(ofPerson.id)).toMatchObject({ sweptAt: DUE });
    expect(logged).toEqual([['erasure left for later', { failure: 'store-busy' }]]);
  });

  it('leaves alone what is removed meanwhile', async () => {
    const world = worldAt(DUE);
    world.erasures.delete(ofPerson.id);
    const logged: unknown[] = [];
    const around = watched([], ({ name }) => {
      if (name === 'notifications.list') world.erasures.clear();
      return undefined;
    });

    await sweepErasures(DUE + MINUTE, {
      ...createInMemoryPorts(world, around),
      log: (...line: unknown[]) => void logged.push(line),
    });

    expect(world.erasures.size).toBe(0);
    expect(logged).toEqual([]);
  });

  it('does not take for done what is asked for again meanwhile', async () => {
    const world = worldAt(DUE);
    world.erasures.delete(ofPerson.id);
    const again = { id: ofOrder.id, askedAt: DUE, dueAt: DUE + 30 * MINUTE };
    const around = watched([], ({ name }) => {
      if (name === 'notifications.list') world.erasures.set(ofOrder.id, again);
      return undefined;
    });

    await sweepErasures(DUE + MINUTE, createInMemoryPorts(world, around));

    expect(world.erasures.get(ofOrder.id)).toEqual(again);
  });
});
