import { handleEvent } from '../../src/backend/order-events/intake/handle-event.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { markOf } from '../../src/backend/order-events/values/people.ts';
import { afterPayment, paidRule, payment, siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';

const site = siteWith([paidRule]);
const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';
const ORDER = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
const CONTACT = '24de6f0b-60ce-4faa-9138-2e39f1415615';
const digest = { fingerprint: 'key', of: (text: string) => `<${text}>` };
const busy = new OrderEventsError('store-busy', 'busy', undefined);
/** Its order is there, under a name that no event has. */
const misplaced = { order: payment()['data'] };

function worldWithErasure(): World {
  const world = emptyWorld(afterPayment);
  const id = `order/wix-ecom/${ORDER}`;
  world.erasures.set(id, { id, askedAt: afterPayment - 1 });
  return world;
}

describe('an event that is kept', () => {
  it.each([
    ['because it is not understood', misplaced],
    ['because the site could not store what came of it', payment()],
  ])('%s names its order and its people by marks', async (_why, raw) => {
    const world = emptyWorld(afterPayment);
    const around = watched([], ({ name }) => (name === 'projections.read' ? busy : undefined));
    const ports = { ...createInMemoryPorts(world, around), loadDigest: () => Promise.resolve(digest) };

    await handleEvent(HANDLER, raw, site, ports);

    const [{ marks = '' } = {}] = world.unhandled.values();
    expect(marks).toContain(`${markOf(CONTACT, digest)}.${markOf('janedoe8@gmail.com', digest)}`);
    expect(marks.split(' ')).toContain(markOf(ORDER, digest));
    const names = marks.split(/[ .]/);
    expect(names).toEqual([...new Set(names)]);
  });

  it('because the site could not store what came of it names its order', async () => {
    const world = emptyWorld(afterPayment);
    const around = watched([], ({ name }) => (name === 'projections.read' ? busy : undefined));

    await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world, around));

    expect([...world.unhandled.values()]).toMatchObject([{ orderId: ORDER, failure: 'store-busy' }]);
  });

  it.each([
    ['was not understood', misplaced],
    ['could not be handled', payment()],
  ])('is of an anonymized order and %s is removed again', async (_why, raw) => {
    const world = worldWithErasure();
    const around = watched([], ({ name }) => (name === 'projections.read' ? busy : undefined));

    const outcome = await handleEvent(HANDLER, raw, site, createInMemoryPorts(world, around));

    expect(outcome.verdict).toBe('rejected');
    expect([...world.unhandled.keys()]).toEqual([]);
  });

  it('is removed again where its anonymized order has an id of another form', async () => {
    const world = emptyWorld(afterPayment);
    world.erasures.set('order/wix-ecom/own id', { id: 'order/wix-ecom/own id', askedAt: afterPayment - 1 });
    const around = watched([], ({ name }) => (name === 'projections.read' ? busy : undefined));
    const ports = createInMemoryPorts(world, around);

    await handleEvent(HANDLER, payment({ 'data.order._id': 'own id', 'metadata.entityId': 'own id' }), site, ports);

    expect(world.unhandled.size).toBe(0);
  });

  it('asks for a hundred orders at most, however many ids are in it', async () => {
    const asked: number[] = [];
    const ports = createInMemoryPorts(emptyWorld(afterPayment));
    const erasures: typeof ports.erasures = {
      ...ports.erasures,
      find: (ids) => {
        asked.push(ids.length);
        return ports.erasures.find(ids);
      },
    };
    const ids = Array.from({ length: 150 }, (_none, index) => ORDER.replace(/^.{4}/, String(1000 + index)));

    await handleEvent(HANDLER, { data: ids }, site, { ...ports, erasures });

    expect(asked).toEqual([100]);
  });

  it('stays where nobody can find out whether its order was anonymized', async () => {
    const world = worldWithErasure();
    const around = watched([], ({ name }) => (name === 'erasures.find' ? busy : undefined));

    await handleEvent(HANDLER, misplaced, site, createInMemoryPorts(world, around));

    expect(world.unhandled.size).toBe(1);
  });
});

describe('an anonymized order', () => {
  const anonymized = payment({
    'metadata.id': 'anonymized',
    'metadata.eventTime': '2023-01-16T14:45:00.000000Z',
    'metadata.triggeredByAnonymizeRequest': true,
    'data.order.buyerInfo': {},
  });

  it('has its erasure asked for before anything else', async () => {
    const calls: string[] = [];

    await handleEvent(HANDLER, anonymized, site, createInMemoryPorts(emptyWorld(afterPayment), watched(calls)));

    expect(calls.slice(0, 3)).toEqual(['erasures.find', 'erasures.save', 'projections.read']);
  });

  it('tells nobody about it, whatever a rule asks for', async () => {
    const world = emptyWorld(afterPayment);
    const rule = { ...paidRule, change: 'order-anonymized', recipient: { contactId: 'owner' } } as const;

    await handleEvent(HANDLER, anonymized, siteWith([rule]), createInMemoryPorts(world));

    expect([...world.notifications.values(), ...world.emails]).toEqual([]);
  });

  it('tells nothing of what a late event shows, and keeps nothing of it', async () => {
    const world = emptyWorld(afterPayment);
    await handleEvent(HANDLER, anonymized, site, createInMemoryPorts(world));

    const late = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world));

    expect(late.notifications).toEqual([]);
    expect([...world.notifications.values(), ...world.emails]).toEqual([]);
    expect(JSON.stringify([...world.projections.values()])).not.toMatch(/jane/);
  });
});
