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
