import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { Leftovers } from '../../src/backend/order-events/ports/leftovers.ts';
import { eraseDataOfOrder, eraseDataOfPerson, marksOf } from '../../src/backend/order-events/retention/erase.ts';
import { askForErasure } from '../../src/backend/order-events/retention/ask-for-erasure.ts';
import { forgetDetails } from '../../src/backend/order-events/retention/forget-details.ts';
import { markOf } from '../../src/backend/order-events/values/people.ts';
import { worldWith } from '../delivery/rests-of.ts';
import { MINUTE, noon, sampleNotification, sampleProjection, sampleUnhandled } from '../ports/sample-rows.ts';
import { watched } from '../support/watched-calls.ts';

const digest = { fingerprint: 'key', of: (text: string) => `<${text.replace(/\W/g, '-')}>` };

function portsOf(world: World, calls: string[] = []) {
  return { ...createInMemoryPorts(world, watched(calls)), loadDigest: () => Promise.resolve(digest) };
}

function statusesIn(world: World): readonly string[] {
  return [...world.notifications.values()].map(({ status }) => status);
}

function always(): boolean {
  return true;
}
const named = sampleProjection({
  timeline: sampleProjection().timeline.map((entry) => ({
    ...entry,
    snapshot: { product: 'wix-ecom', buyer: { key: 'key', all: 'all', fields: { email: 'one' } } },
  })),
});

describe('an erasure of an order', () => {
  it('leaves bare keys, no event that names it, and no digest', async () => {
    const world = worldWith([sampleNotification(), sampleNotification({ key: 'other', orderId: 'order-2' })]);
    const marks = markOf('order-1', digest);
    world.projections.set('wix-ecom/order-1', { projection: named, revision: 1 });
    world.unhandled
      .set('a', sampleUnhandled('a', { orderId: 'order-1' }))
      .set('b', sampleUnhandled('b', { orderId: 'order-2' }))
      .set('rejected', sampleUnhandled('rejected', { marks }));
    world.recorded.set('r', { id: 'r', handler: 'wixEcom_onOrderUpdated', text: '{}', marks, receivedAt: noon });

    await eraseDataOfOrder('wix-ecom', 'order-1', portsOf(world));

    expect(statusesIn(world)).toEqual(['erased', 'pending']);
    expect([...world.unhandled.keys()]).toEqual(['b']);
    expect([...world.recorded.keys()]).toEqual([]);
    expect(world.projections.get('wix-ecom/order-1')?.projection).toMatchObject({
      reportedKeys: ['order-paid:1', 'order-anonymized:1'],
    });
    expect(world.projections.get('wix-ecom/order-1')?.projection?.timeline).toEqual([
      { at: '2024-03-01T11:59:00.000000000Z', snapshot: { product: 'wix-ecom' } },
    ]);
  });

  it('goes through all pages', async () => {
    const rows = Array.from({ length: 101 }, (_none, index) => sampleNotification({ key: String(index) }));
    const world = worldWith(rows);

    await eraseDataOfOrder('wix-ecom', 'order-1', portsOf(world));

    expect(new Set(statusesIn(world))).toEqual(new Set(['erased']));
  });

  it('of which nothing is left costs no writes but that of its state', async () => {
    const calls: string[] = [];

    await eraseDataOfOrder('wix-ecom', 'order-1', portsOf(worldWith([]), calls));

    // Its id is marked with the site's key, and without one.
    expect(calls).toEqual([
      'projections.read',
      'projections.save',
      'notifications.list',
      'unhandled.list',
      'unhandled.list',
      'recorded.listMarked',
      'unhandled.list',
      'recorded.listMarked',
    ]);
  });

  it('forgets the details of a state in one write', async () => {
    const world = worldWith([]);
    const calls: string[] = [];
    world.projections.set('wix-ecom/order-1', { projection: named, revision: 1 });

    await forgetDetails('wix-ecom', 'order-1', portsOf(world, calls));
    expect(calls).toEqual(['projections.read', 'projections.save']);
    await forgetDetails('wix-ecom', 'order-1', portsOf(world, calls));
    expect(calls).toEqual(['projections.read', 'projections.save', 'projections.read']);
  });

  it('whose own event was lost half-way keeps later events from telling or keeping anything', async () => {
    const world = worldWith([]);

    await eraseDataOfOrder('wix-ecom', 'order-1', portsOf(world));
    await eraseDataOfOrder('wix-ecom', 'order-1', portsOf(world));

    expect(world.projections.get('wix-ecom/order-1')).toEqual({
      projection: {
        product: 'wix-ecom',
        orderId: 'order-1',
        timeline: [],
        reportedKeys: ['order-anonymized:1'],
        eventIds: [],
      },
      revision: 1,
    });
  });

  it('reaches what the store has left of earlier states', async () => {
    const world = worldWith([]);
    const erased: string[] = [];
    const leftovers: Leftovers = {
      remove: () => Promise.resolve({ report: {}, progress: {}, isDone: true }),
      async removeOfOrder(product, orderId) {
        erased.push(`${product}/${orderId}`);
      },
    };
    world.projections.set('wix-ecom/order-1', { projection: named, revision: 1 });

    await eraseDataOfOrder('wix-ecom', 'order-1', { ...portsOf(world), leftovers });

    expect(erased).toEqual(['wix-ecom/order-1']);
  });

  it('forgets the details of a state that somebody else has just saved', async () => {
    const world = worldWith([]);
    world.projections.set('wix-ecom/order-1', { projection: named, revision: 1 });
    const around = watched([], ({ name }) => {
      const key = 'wix-ecom/order-1';
      if (name !== 'projections.save' || world.projections.get(key)?.revision !== 1) return undefined;
      world.projections.set(key, { projection: named, revision: 2 });
      return undefined;
    });

    await forgetDetails('wix-ecom', 'order-1', createInMemoryPorts(world, around));

    expect(world.projections.get('wix-ecom/order-1')?.revision).toBe(3);
    expect(JSON.stringify(world.projections.get('wix-ecom/order-1'))).not.toContain('one');
  });

  it('gives up on a state that others keep changing, which the sweep comes back to', async () => {
    const world = worldWith([]);
    const calls: string[] = [];
    const ports = portsOf(world, calls);
    const projections = {
      ...ports.projections,
      read: () => Promise.resolve({ projection: named, revision: 1 }),
      save: () => Promise.resolve(calls.push('outdated') > 0 ? ('outdated' as const) : ('saved' as const)),
    };

    await forgetDetails('wix-ecom', 'order-1', { ...ports, projections });

    expect(calls).toHaveLength(8);
  });
});

describe('an erasure of a person', () => {
  const contact = markOf('contact-1', digest) ?? '';
  const email = markOf('jane@x.org', digest) ?? '';
  const person = { id: 'contact-1', marks: [contact] };

  it('goes through all pages, and says how much it was by order', async () => {
    const rows = Array.from({ length: 101 }, (_none, index) => sampleNotification({ key: String(index) }));
    const world = worldWith(rows);
    for (let index = 0; index < 101; index += 1) {
      world.unhandled.set(String(index), sampleUnhandled(String(index), { text: 'contact-1', orderId: 'order-2' }));
    }

    const erased = await eraseDataOfPerson(person, noon, always, portsOf(world));

    expect(erased).toEqual({
      orders: [
        { product: 'wix-ecom', orderId: 'order-1', notifications: 101, events: 0 },
        { product: 'wix-ecom', orderId: 'order-2', notifications: 0, events: 101 },
      ],
      notifications: 101,
      events: 101,
      recorded: 0,
      isDone: true,
    });
    expect(await eraseDataOfPerson(person, noon, always, portsOf(world))).toEqual({
      orders: [],
      notifications: 0,
      events: 0,
      recorded: 0,
      isDone: true,
    });
  });

  it('finds what is about them and goes to others, what has no contact, and what stands under a merged contact', async () => {
    const aboutJane = `${contact}.${email}`;
    const world = worldWith([
      sampleNotification({ key: 'to the owner', contactId: 'owner', marks: `${aboutJane} <owner>` }),
      sampleNotification({ key: 'held', status: 'held', contactId: undefined, marks: email }),
      sampleNotification({ key: 'merged', contactId: 'contact-0', marks: `<person-contact-0>.${email}` }),
      sampleNotification({ key: 'by the merged one', contactId: 'contact-0', marks: '<person-contact-0>' }),
      sampleNotification({ key: 'to the owner, about another', contactId: 'owner', marks: '<joe> <owner>' }),
    ]);
    world.unhandled.set('rejected', sampleUnhandled('rejected', { marks: `${email} <joe>` }));
    world.unhandled.set('of another', sampleUnhandled('of another', { marks: '<joe>' }));
    world.recorded.set('r', { id: 'r', handler: 'wixEcom_onOrderUpdated', text: '{}', marks: email, receivedAt: noon });
    world.projections.set('wix-ecom/order-1', { projection: named, revision: 1 });

    const erased = await eraseDataOfPerson(person, noon, always, portsOf(world));

    expect(statusesIn(world)).toEqual(['erased', 'erased', 'erased', 'erased', 'pending']);
    expect([...world.unhandled.keys()]).toEqual(['of another']);
    expect(erased).toMatchObject({ notifications: 4, events: 1, recorded: 1 });
    expect(JSON.stringify(world.projections.get('wix-ecom/order-1'))).not.toContain('one');
    expect([...world.erasures.keys()]).toEqual([`person/${contact}`, `person/${email}`, 'person/<person-contact-0>']);
  });

  it('of whom nothing is kept costs no writes but the note of it', async () => {
    const calls: string[] = [];
    const world = worldWith([]);

    await eraseDataOfPerson(person, noon, always, portsOf(world, calls));

    expect(calls).toEqual([
      'erasures.find',
      'erasures.save',
      'notifications.list',
      'notifications.list',
      'unhandled.list',
      'notifications.list',
      'unhandled.list',
      'recorded.listMarked',
    ]);
    expect([...world.erasures.values()]).toEqual([
      { id: `person/${contact}`, askedAt: noon, dueAt: noon + 30 * MINUTE },
    ]);
  });

  it('looks once for each of their marks', async () => {
    const calls: string[] = [];
    const world = worldWith([sampleNotification({ contactId: 'owner', marks: `${contact}.${email}` })]);

    await eraseDataOfPerson({ marks: [contact] }, noon, always, portsOf(world, calls));

    expect(calls.filter((name) => name === 'recorded.listMarked')).toHaveLength(2);
    expect([...world.notifications.values()]).toMatchObject([{ status: 'erased' }]);
  });

  it('reaches an event that came within the lease of whoever kept it', async () => {
    const world = worldWith([]);
    world.unhandled.set('late', sampleUnhandled('late', { text: 'contact-1', lastAt: noon + 30 * MINUTE }));

    expect(await eraseDataOfPerson(person, noon, always, portsOf(world))).toMatchObject({ events: 1 });
  });

  it('leaves what happened after it was asked for', async () => {
    const world = worldWith([sampleNotification({ occurredAt: '2024-03-01T12:00:00.001Z' })]);
    world.unhandled.set('late', sampleUnhandled('late', { text: 'contact-1', lastAt: noon + 30 * MINUTE + 1 }));

    const erased = await eraseDataOfPerson(person, noon, always, portsOf(world));

    expect(erased).toMatchObject({ notifications: 0, events: 0 });
    expect(statusesIn(world)).toEqual(['pending']);
  });

  it('is asked for before anything is erased', async () => {
    const calls: string[] = [];
    const world = worldWith([sampleNotification({ marks: contact })]);

    await eraseDataOfPerson({ marks: [contact, email] }, noon, always, portsOf(world, calls));

    const writes = calls.filter((name) => /save|remove/.test(name));
    expect(writes.slice(0, 3)).toEqual(['erasures.save', 'erasures.save', 'notifications.saveAll']);
    expect(world.erasures.get(`person/${contact}`)).toEqual({
      id: `person/${contact}`,
      askedAt: noon,
      marks: `${contact}.${email}`,
      dueAt: noon + 30 * MINUTE,
    });
  });

  it('stops when its time is up, says so, and stays open', async () => {
    const rows = Array.from({ length: 250 }, (_none, index) =>
      sampleNotification({ key: String(index), orderId: `order-${index}` }),
    );
    const world = worldWith(rows);
    const ports = portsOf(world);
    const projections = {
      ...ports.projections,
      read: (...order: Parameters<typeof ports.projections.read>) => {
        world.now += 100;
        return ports.projections.read(...order);
      },
    };

    const erased = await eraseDataOfPerson(person, noon, () => world.now < noon + 8_000, { ...ports, projections });

    expect(erased).toMatchObject({ notifications: 80, isDone: false });
    expect(world.now).toBe(noon + 8_000);
    expect(statusesIn(world).filter((status) => status === 'erased')).toHaveLength(80);
    expect(world.erasures.get(`person/${contact}`)?.dueAt).toBe(noon + 30 * MINUTE);
  });

  it('of 2,500 notifications costs few calls for each hundred', async () => {
    const rows = Array.from({ length: 2_500 }, (_none, index) => sampleNotification({ key: String(index) }));
    const calls: string[] = [];

    const erased = await eraseDataOfPerson(person, noon, always, portsOf(worldWith(rows), calls));

    expect(erased).toMatchObject({ notifications: 2_500, isDone: true });
    expect(calls.length).toBeLessThan(100);
  });
});

it('an erasure that is asked for again counts from then on, and one that is older does not', async () => {
  const world = worldWith([]);
  const order = { kind: 'order', product: 'wix-ecom', orderId: 'order/1' } as const;

  await askForErasure([order], noon, createInMemoryPorts(world));
  await askForErasure([order], noon + MINUTE, createInMemoryPorts(world));
  await askForErasure([order], noon, createInMemoryPorts(world));

  expect([...world.erasures.values()]).toEqual([
    { id: 'order/wix-ecom/order/1', askedAt: noon + MINUTE, dueAt: noon + 31 * MINUTE },
  ]);
});

it('an erasure that is asked for again at the same instant stays as it is', async () => {
  const world = worldWith([]);
  const swept = { id: 'person/a1', askedAt: noon, sweptAt: noon + 30 * MINUTE };
  world.erasures.set(swept.id, swept);

  await askForErasure([{ kind: 'person', mark: 'a1' }], noon, createInMemoryPorts(world));

  expect([...world.erasures.values()]).toEqual([swept]);
});

it('a name is marked with the key of the site and without one, an address with the key alone', () => {
  const [id, address] = ['24de6f0b-60ce-4faa-9138-2e39f1415615', 'jane@x.org'];

  expect(marksOf(id, digest)).toHaveLength(2);
  expect(marksOf(id, undefined)).toHaveLength(1);
  // Only the strict comparison tells a list from one that ends in "undefined".
  expect(marksOf(address, digest)).toStrictEqual(['<person-jane-x-org>']);
  expect(marksOf(address, undefined)).toStrictEqual([]);
});
