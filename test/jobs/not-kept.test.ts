import { handleEvent } from '../../src/backend/order-events/intake/handle-event.ts';
import { noteNotKept, prepareNotKept, readNotKept } from '../../src/backend/order-events/jobs/not-kept.ts';
import { createInMemoryPorts, type PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { afterPayment, paidRule, payment, siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';

const site = siteWith([paidRule]);
const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';
const full = new OrderEventsError('store-full', 'The site has as many items as it may have', undefined);

/** A site at the limit of its items: no row can be made, and those that are there can be written. */
function fullSite(world: World) {
  const logged: unknown[] = [];
  const around = watched([], (call) => (makesRow(call, world) ? full : undefined));
  const ports = { ...createInMemoryPorts(world, around), log: (...line: unknown[]) => void logged.push(line) };
  return { logged, ports };
}

function makesRow({ name, args }: PortCall, { jobStates }: World): boolean {
  if (name === 'jobStates.save') return !jobStates.has(args[0]);
  return ['notifications.insert', 'projections.save', 'claims.claim', 'unhandled.keep', 'erasures.save'].includes(name);
}

describe('an event at the limit of the site’s items', () => {
  it('is left to the platform, and noted in a row that was made beforehand', async () => {
    const world = emptyWorld(afterPayment);
    await prepareNotKept(createInMemoryPorts(world));
    const { ports, logged } = fullSite(world);

    await expect(handleEvent(HANDLER, payment(), site, ports)).rejects.toBe(full);
    world.now += 60_000;
    await expect(handleEvent(HANDLER, { data: 1 }, site, ports)).rejects.toBe(full);

    expect(await readNotKept(ports)).toEqual({
      count: 2,
      lastAt: '2023-01-16T14:42:00.000Z',
      failure: 'store-full',
    });
    expect(world.jobStates.get('handlers')?.startedAt).toBe(afterPayment);
    expect(logged).toContainEqual(['event not kept', { failure: 'store-full' }]);
    expect(world.emails).toEqual([]);
  });

  it('is left to the platform and logged where no row could be made beforehand', async () => {
    const world = emptyWorld(afterPayment);
    const { ports, logged } = fullSite(world);

    await expect(handleEvent(HANDLER, payment(), site, ports)).rejects.toBe(full);

    expect(await readNotKept(ports)).toBeNull();
    expect(logged).toContainEqual(['event not kept', { failure: 'store-full' }]);
  });
});

describe('what handlers could not keep', () => {
  it('is nothing on a site that is prepared, which is prepared once', async () => {
    const world = emptyWorld(afterPayment);
    const ports = createInMemoryPorts(world);

    await prepareNotKept(ports);
    world.now += 60_000;
    await prepareNotKept(ports);

    expect(await readNotKept(ports)).toBeNull();
    expect(world.jobStates.get('handlers')).toEqual({ startedAt: afterPayment, report: {}, progress: {} });
  });

  it('is noted without a row that was made beforehand while there is room for one', async () => {
    const ports = createInMemoryPorts(emptyWorld(afterPayment));

    await noteNotKept(new Error('broken'), ports);

    expect(await readNotKept(ports)).toMatchObject({ count: 1, lastAt: '2023-01-16T14:41:00.000Z' });
  });

  it('of a busy store is logged, without a call that would make it busier', async () => {
    const calls: string[] = [];
    const logged: unknown[] = [];
    const ports = createInMemoryPorts(emptyWorld(afterPayment), watched(calls));
    const log = (...line: unknown[]) => void logged.push(line);

    await noteNotKept(new OrderEventsError('store-busy', 'Too many calls', undefined), { ...ports, log });

    expect(logged).toEqual([['event not kept', { failure: 'store-busy' }]]);
    expect(calls).toEqual([]);
  });
});
