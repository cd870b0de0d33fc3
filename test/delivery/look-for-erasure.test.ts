import { deliverOne } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { eraseIfAsked, idsOfErasures, isErased } from '../../src/backend/order-events/delivery/look-for-erasure.ts';
import { sendFirstAttempts } from '../../src/backend/order-events/delivery/send-first-attempts.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { MINUTE, noon, sampleNotification } from '../ports/sample-rows.ts';
import { watched } from '../support/watched-calls.ts';
import { worldWith } from './rests-of.ts';

const busy = new OrderEventsError('store-busy', 'busy', undefined);
/** Its change happened a minute before noon. */
const row = sampleNotification({ marks: 'a1.b2 c3' });
const ORDER = 'order/wix-ecom/order-1';
const bare = { key: row.key, status: 'erased' };

function worldWithErasure(id: string, askedAt: number = noon): World {
  const world = worldWith([row]);
  world.erasures.set(id, { id, askedAt, dueAt: askedAt + 10 * MINUTE });
  return world;
}

describe('a notification', () => {
  it.each([
    ['whose order was anonymized', ORDER, noon, true],
    ['whose order was anonymized before the change', ORDER, noon - 2 * MINUTE, true],
    ['of another order', 'order/wix-ecom/order-2', noon, false],
    ['of an order of another product', 'order/wix-events/order-1', noon, false],
    ['about a person who was erased', 'person/b2', noon, true],
    ['about a person who was erased as it happened', 'person/b2', noon - MINUTE, true],
    ['about another person', 'person/d4', noon, false],
    ['about a change after the person was erased', 'person/c3', noon - 2 * MINUTE, false],
  ])('%s falls under an erasure or not', async (_which, id, askedAt, expected) => {
    expect(await isErased(row, createInMemoryPorts(worldWithErasure(id, askedAt)))).toBe(expected);
  });
});

describe('a sender', () => {
  it('sends nothing that was erased, and leaves its bare key', async () => {
    const world = worldWithErasure(ORDER);

    await sendFirstAttempts([row], noon + MINUTE, createInMemoryPorts(world));

    expect(world.emails).toEqual([]);
    expect(world.notifications.get(row.key)).toMatchObject(bare);
    expect(JSON.stringify([...world.notifications.values()])).not.toMatch(/contact-1|10003|a1/);
  });

  it.each([
    ['sent', 'sent'],
    ['refused', 'refused'],
  ] as const)('that notes what it %s writes nothing back into an erased row', async (_what, kind) => {
    const world = worldWith([row]);
    const ports = createInMemoryPorts(world);
    const send = async () => {
      // The erasure begins and ends while the email is on its way.
      await ports.erasures.save({ id: ORDER, askedAt: noon, dueAt: noon });
      await ports.notifications.save({ ...row, status: 'erased', contactId: undefined, variables: undefined });
      return kind === 'sent' ? ({ kind } as const) : ({ kind, code: 'email-refused' } as const);
    };

    const [settled] = await sendFirstAttempts([row], noon + MINUTE, { ...ports, channels: { send } });

    expect(settled?.status).toBe('erased');
    expect(world.notifications.get(row.key)).toMatchObject(bare);
    expect(JSON.stringify([...world.notifications.values()])).not.toMatch(/contact-1|10003/);
  });

  it.each([
    ['sent', 'notifications.noteSent'],
    ['refused', 'notifications.save'],
  ] as const)('is patient with the note of what it sent, and of nothing else: %s', async (kind, note) => {
    const calls: string[] = [];
    const send = async () => (kind === 'sent' ? ({ kind } as const) : ({ kind, code: 'email-refused' } as const));

    await sendFirstAttempts([row], noon + MINUTE, {
      ...createInMemoryPorts(worldWith([row]), watched(calls)),
      channels: { send },
    });

    expect(calls).toEqual(['erasures.find', note, 'erasures.find']);
  });

  it('that cannot find out whether it was erased does not send, and tries again later', async () => {
    const world = worldWith([row]);
    const around = watched([], ({ name }) => (name === 'erasures.find' ? busy : undefined));

    const [settled] = await sendFirstAttempts([row], noon + MINUTE, createInMemoryPorts(world, around));

    expect(world.emails).toEqual([]);
    expect(settled).toMatchObject({ status: 'pending', reason: 'store-busy', attempts: 1 });
  });

  it('that gives an attempt up writes nothing back into an erased row', async () => {
    const old = { ...row, attempts: 8, dueAt: noon, attemptLimit: 8 };
    const world = worldWithErasure(ORDER);
    world.notifications.set(row.key, old);

    await deliverOne(old, createInMemoryPorts(world));

    expect(world.notifications.get(row.key)).toMatchObject(bare);
  });
});

describe('a look for an erasure', () => {
  it('erases what is held and was never to be sent', async () => {
    const held = { ...row, status: 'held', reason: 'no-contact' } as const;
    const world = worldWithErasure('person/a1');

    expect(await sendFirstAttempts([held], noon + MINUTE, createInMemoryPorts(world))).toMatchObject([bare]);
    expect(world.notifications.get(row.key)).not.toHaveProperty('variables');
  });

  it('is not made for a bare key', async () => {
    const calls: string[] = [];
    const ports = createInMemoryPorts(worldWith([]), watched(calls));

    await eraseIfAsked({ ...row, status: 'erased' }, ports);

    expect(calls).toEqual([]);
  });

  it('that fails is logged, and left to the sweep', async () => {
    const logged: unknown[] = [];
    const ports = createInMemoryPorts(
      worldWith([row]),
      watched([], () => busy),
    );

    const left = await eraseIfAsked(row, { ...ports, log: (...line) => void logged.push(line) });

    expect(left).toBe(row);
    expect(logged).toEqual([['erasure lookup failed', { key: row.key, failure: 'store-busy' }]]);
  });
});

it.each([
  [
    'its order and everybody whom it names',
    'order-1',
    ['order/wix-ecom/order-1', 'person/a1', 'person/b2', 'person/c3'],
  ],
  ['everybody whom it names, where no order is known', undefined, ['person/a1', 'person/b2', 'person/c3']],
])('what was kept falls under the erasures of %s', (_whom, orderId, expected) => {
  expect(idsOfErasures('wix-ecom', orderId, 'a1.b2 c3')).toEqual(expected);
});
