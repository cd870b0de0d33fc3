import { createMessageCap } from '../../src/backend/order-events/delivery/message-cap.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { MessageCap } from '../../src/backend/order-events/ports/message-cap.ts';
import { MINUTE, noon, sampleNotification } from '../ports/sample-rows.ts';
import { watched } from '../support/watched-calls.ts';

const contact = { contactId: 'contact-1' };

function capIn(world: World, calls: string[] = []): MessageCap {
  return createMessageCap(createInMemoryPorts(world, watched(calls)));
}

/** Messages that other containers wrote. */
function writeOthers(world: World, count: number, changes: Parameters<typeof sampleNotification>[0] = {}): void {
  for (let index = 0; index < count; index += 1) {
    const key = `${String(world.notifications.size)}/${String(index)}`;
    world.notifications.set(key, sampleNotification({ key, ...changes }));
  }
}

let noted = 0;

function note(cap: MessageCap, count: number): void {
  for (let index = 0; index < count; index += 1) cap.note(contact, `message-${String((noted += 1))}`);
}

describe('the messages that one contact gets in an hour', () => {
  it('are twenty at most', async () => {
    const cap = capIn(emptyWorld(noon));
    note(cap, 19);

    expect(await cap.isReached(contact)).toBe(false);
    note(cap, 1);
    expect(await cap.isReached(contact)).toBe(true);
  });

  it('are counted once, however often one is written', async () => {
    const cap = capIn(emptyWorld(noon));
    for (let index = 0; index < 25; index += 1) cap.note(contact, 'the same message');

    expect(await cap.isReached(contact)).toBe(false);
  });

  it('are counted for each contact and member apart', async () => {
    const cap = capIn(emptyWorld(noon));
    note(cap, 20);

    expect(await cap.isReached({ contactId: 'contact-2' })).toBe(false);
    expect(await cap.isReached({ memberId: 'contact-1' })).toBe(false);
  });

  it('are remembered while others are told', async () => {
    const cap = capIn(emptyWorld(noon));
    note(cap, 20);
    cap.note({ contactId: 'contact-2' }, 'message');

    expect(await cap.isReached(contact)).toBe(true);
  });

  it('count for an hour', async () => {
    const world = emptyWorld(noon);
    const cap = capIn(world);
    note(cap, 20);
    world.now += 60 * MINUTE - 1;

    expect(await cap.isReached(contact)).toBe(true);
    world.now += 1;
    expect(await cap.isReached(contact)).toBe(false);
  });

  it('cost no call for the first three', async () => {
    const calls: string[] = [];
    const world = emptyWorld(noon);
    const cap = capIn(world, calls);
    writeOthers(world, 30);
    note(cap, 2);

    expect(await cap.isReached(contact)).toBe(false);
    expect(calls).toEqual([]);
    note(cap, 1);
    expect(await cap.isReached(contact)).toBe(true);
    expect(calls).toEqual(['notifications.count', 'notifications.count']);
  });

  it('are those of all containers, asked for once a minute', async () => {
    const calls: string[] = [];
    const world = emptyWorld(noon);
    const cap = capIn(world, calls);
    writeOthers(world, 9);
    writeOthers(world, 8, { status: 'sent' });
    note(cap, 3);

    expect(await cap.isReached(contact)).toBe(false);
    note(cap, 3);
    expect(await cap.isReached(contact)).toBe(true);
    world.now += MINUTE;
    expect(await cap.isReached(contact)).toBe(true);
    expect(calls).toHaveLength(2);
    world.now += 1;
    expect(await cap.isReached(contact)).toBe(false);
    expect(calls).toHaveLength(4);
  });

  it.each([
    ['held', { status: 'held' }],
    ['too old to tell', { status: 'expired' }],
    ['older than an hour', { createdAt: noon - 60 * MINUTE - 1 }],
    ['of others', { contactId: 'contact-2' }],
  ] as const)('are not those that are %s', async (_which, changes) => {
    const world = emptyWorld(noon);
    const cap = capIn(world);
    writeOthers(world, 30, changes);
    note(cap, 3);

    expect(await cap.isReached(contact)).toBe(false);
  });

  it('are forgotten where there are more recipients than a container can remember', async () => {
    const cap = capIn(emptyWorld(noon));
    note(cap, 20);
    for (let index = 0; index < 10_000; index += 1) cap.note({ contactId: `other-${String(index)}` }, 'message');

    expect(await cap.isReached(contact)).toBe(false);
  });
});
