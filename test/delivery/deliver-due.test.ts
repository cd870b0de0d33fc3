import { deliverAll, deliverOne, deliverSome, isDue } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { sendAgain } from '../../src/backend/order-events/delivery/send-again.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import type { ChannelCalls, SendResult } from '../../src/backend/order-events/ports/channel-calls.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import { MINUTE, noon, sampleNotification } from '../ports/sample-rows.ts';
import { answering, watched } from '../support/watched-calls.ts';
import { worldWith } from './rests-of.ts';

const LATER = noon + 11 * MINUTE;
const LONG_AGO = noon - 60 * MINUTE;
const refused: SendResult = { kind: 'refused', code: 'email-refused' };
const doubtful: SendResult = { kind: 'may-be-sent', code: '504' };

describe('the delivery of what is due', () => {
  it('sends first attempts whose handler stopped, and says how many', async () => {
    const world = worldWith([sampleNotification(), sampleNotification({ key: 'b' })]);
    world.now = LATER;

    expect(await deliverAll(LATER + MINUTE, 1, createInMemoryPorts(world))).toEqual({ sent: 2, notSent: 0 });
    expect(world.notifications.get('b')).not.toHaveProperty('doubts');
    expect(world.emails).toEqual([
      { emailId: 'ShopOrderPaid', contactId: 'contact-1', variables: { orderNumber: '10003' } },
      { emailId: 'ShopOrderPaid', contactId: 'contact-1', variables: { orderNumber: '10003' } },
    ]);
  });

  it('goes on with further pages', async () => {
    const rows = Array.from({ length: 51 }, (_none, index) => sampleNotification({ key: `row-${String(index)}` }));
    const world = worldWith(rows);
    world.now = LATER;

    expect(await deliverAll(LATER + MINUTE, 1, createInMemoryPorts(world))).toEqual({ sent: 51, notSent: 0 });
  });

  it('goes on behind pages that others have claimed', async () => {
    const rows = Array.from({ length: 120 }, (_none, index) => {
      return sampleNotification({ key: `row-${String(index)}`, dueAt: noon + index });
    });
    const world = worldWith(rows);
    world.now = LATER;
    for (const { key } of rows.slice(0, 70)) world.claims.set(`${key}#2`, LATER);

    expect(await deliverAll(LATER + MINUTE, 1, createInMemoryPorts(world))).toEqual({ sent: 50, notSent: 0 });
  });

  it('has several in hand at once, each sent once', async () => {
    const rows = Array.from({ length: 120 }, (_none, index) => sampleNotification({ key: `row-${String(index)}` }));
    const world = worldWith(rows);
    world.now = LATER;
    let [inHand, most] = [0, 0];
    const channels: ChannelCalls = {
      async send() {
        most = Math.max(most, (inHand += 1));
        await new Promise((resolve) => void setImmediate(resolve));
        inHand -= 1;
        return { kind: 'sent' };
      },
    };

    expect(await deliverAll(LATER + MINUTE, 5, { ...createInMemoryPorts(world), channels })).toEqual({
      sent: 120,
      notSent: 0,
    });
    expect(most).toBe(5);
  });

  it('passes over what the store refuses, and says so in the log', async () => {
    const world = worldWith([sampleNotification(), sampleNotification({ key: 'b' })]);
    world.now = LATER;
    const lines: unknown[] = [];
    const refuses = watched([], ({ name, args: [key] }) =>
      name === 'notifications.read' && key !== 'b' ? new OrderEventsError('store-busy', 'no', undefined) : undefined,
    );
    const deps = { ...createInMemoryPorts(world, refuses), log: (...line: unknown[]) => void lines.push(line) };

    expect(await deliverAll(LATER + MINUTE, 1, deps)).toEqual({ sent: 1, notSent: 1 });
    expect(lines).toEqual([['notification left for later', { key: sampleNotification().key, failure: 'store-busy' }]]);
  });

  it('is so many at most where only some are wanted, and none past the deadline', async () => {
    const rows = Array.from({ length: 4 }, (_none, index) => sampleNotification({ key: `row-${String(index)}` }));
    const world = worldWith(rows);
    world.now = LATER;

    await deliverSome(3, LATER, createInMemoryPorts(world));
    expect(world.emails).toHaveLength(0);
    await deliverSome(3, LATER + 1, createInMemoryPorts(world));
    expect(world.emails).toHaveLength(3);
  });

  it('leaves to others what they claimed', async () => {
    const world = worldWith([sampleNotification()]);
    world.now = LATER;
    world.claims.set(`${sampleNotification().key}#2`, LATER);

    expect(await deliverAll(LATER + MINUTE, 1, createInMemoryPorts(world))).toEqual({ sent: 0, notSent: 0 });
  });

  it('sends an email that has no variables', async () => {
    const world = worldWith([sampleNotification({ variables: undefined, contactId: undefined })]);
    world.now = LATER;

    await deliverAll(LATER + MINUTE, 1, createInMemoryPorts(world));

    expect(world.emails).toEqual([{ emailId: 'ShopOrderPaid', contactId: '', variables: {} }]);
  });

  it('leaves alone what is not due', async () => {
    const world = worldWith([sampleNotification()]);

    expect(await deliverAll(noon + MINUTE, 1, createInMemoryPorts(world))).toEqual({ sent: 0, notSent: 0 });
  });

  it('stops at its deadline, and leaves the rest due', async () => {
    const world = worldWith([sampleNotification(), sampleNotification({ key: 'b' })]);
    world.now = LATER;
    const calls: string[] = [];
    const around = watched(calls, ({ name }) => {
      if (name === 'channels.send') world.now += MINUTE;
      return undefined;
    });

    expect(await deliverAll(LATER + MINUTE, 1, createInMemoryPorts(world, around))).toEqual({ sent: 1, notSent: 0 });
    expect(world.emails).toHaveLength(1);
    expect(world.notifications.get('b')?.status).toBe('pending');
  });

  it.each<[string, SendResult, Partial<Notification>, Partial<Notification>]>([
    ['is due again after a refusal', refused, {}, { status: 'pending', attempts: 2, dueAt: LATER + 15 * MINUTE }],
    ['fails at its last attempt', refused, { attempts: 7 }, { status: 'failed', attempts: 8, reason: 'email-refused' }],
    [
      'is tried again after a doubt, if its rule resends',
      doubtful,
      {},
      { status: 'pending', attempts: 2, reason: '504', doubts: 1 },
    ],
    [
      'is left to the owner after a doubt, if its rule holds',
      doubtful,
      { ifUnknown: 'hold' },
      { status: 'unknown', attempts: 2, reason: 'may-have-been-sent', doubts: 1 },
    ],
    [
      'is left to the owner after a second doubt',
      doubtful,
      { doubts: 1 },
      { status: 'unknown', attempts: 2, reason: 'may-have-been-sent', doubts: 2 },
    ],
    ['is no failure after a doubt', refused, { doubts: 1, attempts: 7 }, { status: 'unknown', attempts: 8, doubts: 1 }],
    ['is no failure where its last attempt is in doubt', doubtful, { attempts: 7 }, { status: 'unknown', doubts: 1 }],
  ])('%s', async (_what, answer, row, expected) => {
    const world = worldWith([sampleNotification(row)]);
    world.now = LATER;

    const report = await deliverAll(LATER + MINUTE, 1, {
      ...createInMemoryPorts(world),
      channels: answering([answer]),
    });

    expect(report).toEqual({ sent: 0, notSent: 1 });
    expect([...world.notifications.values()][0]).toMatchObject(expected);
  });

  it('records as expired what is too old by then', async () => {
    const world = worldWith([sampleNotification({ expiresAt: LATER - 1 })]);
    world.now = LATER;

    await deliverAll(LATER + MINUTE, 1, createInMemoryPorts(world));

    expect(world.emails).toEqual([]);
    expect([...world.notifications.values()][0]).toMatchObject({ status: 'expired', reason: 'too-old-when-due' });
  });

  it('sends what is news until this very millisecond', async () => {
    const world = worldWith([sampleNotification({ expiresAt: LATER })]);
    world.now = LATER;

    expect(await deliverAll(LATER + MINUTE, 1, createInMemoryPorts(world))).toEqual({ sent: 1, notSent: 0 });
  });

  it('leaves to the owner what is too old by then, and may have been sent', async () => {
    const world = worldWith([sampleNotification({ expiresAt: LATER - 1, doubts: 1 })]);
    world.now = LATER;

    await deliverAll(LATER + MINUTE, 1, createInMemoryPorts(world));

    expect([...world.notifications.values()][0]).toMatchObject({ status: 'unknown', reason: 'may-have-been-sent' });
  });

  it('fails what has no attempt left, for the last reason or for want of one', async () => {
    const rows = [
      sampleNotification({ key: 'with', attempts: 8, reason: 'email-refused' }),
      sampleNotification({ key: 'without', attempts: 8 }),
    ];
    const world = worldWith(rows);
    world.now = LATER;

    await deliverAll(LATER + MINUTE, 1, createInMemoryPorts(world));

    expect(world.emails).toEqual([]);
    expect(world.notifications.get('with')).toMatchObject({ status: 'failed', reason: 'email-refused' });
    expect(world.notifications.get('without')).toMatchObject({ status: 'failed', reason: 'attempts-used-up' });
  });

  it('leaves what it sent pending when the note of it cannot be stored, and says so in the log', async () => {
    const world = worldWith([sampleNotification()]);
    world.now = LATER;
    const lines: unknown[] = [];
    const around = watched([], ({ name }) => (name === 'notifications.noteSent' ? new Error('no') : undefined));

    const report = await deliverAll(LATER + MINUTE, 1, {
      ...createInMemoryPorts(world, around),
      log: (...line) => void lines.push(line),
    });

    expect(report).toEqual({ sent: 1, notSent: 0 });
    expect(lines).toEqual([['notification not settled', { key: sampleNotification().key, status: 'sent' }]]);
    expect([...world.notifications.values()][0]?.status).toBe('pending');
  });
});

describe('an attempt', () => {
  const row = sampleNotification();

  it('that somebody claimed a moment ago is left alone', async () => {
    const world = worldWith([row]);
    world.now = LATER;
    world.claims.set(`${row.key}#2`, LATER - 2 * MINUTE);

    expect(await deliverOne(row, createInMemoryPorts(world))).toBeUndefined();
    expect(world.emails).toEqual([]);
  });

  it('that somebody claimed long ago is passed over', async () => {
    const world = worldWith([row]);
    world.now = LATER;
    world.claims.set(`${row.key}#2`, LATER - 30 * MINUTE);

    expect(await deliverOne(row, createInMemoryPorts(world))).toMatchObject({ status: 'sent', attempts: 3 });
  });

  it('is found behind seven that were claimed long ago', async () => {
    const world = worldWith([row]);
    world.now = LATER;
    for (let attempt = 2; attempt <= 8; attempt += 1) world.claims.set(`${row.key}#${String(attempt)}`, LONG_AGO);

    expect(await deliverOne(row, createInMemoryPorts(world))).toMatchObject({ status: 'unknown', attempts: 9 });
  });

  it('that many claimed long ago is given up for now', async () => {
    const world = worldWith([row]);
    world.now = LATER;
    for (let attempt = 2; attempt <= 9; attempt += 1) world.claims.set(`${row.key}#${String(attempt)}`, LONG_AGO);

    expect(await deliverOne(row, createInMemoryPorts(world))).toBeUndefined();
  });

  it('of a row that is gone sends nothing', async () => {
    const world = worldWith([]);
    world.now = LATER;

    expect(await deliverOne(row, createInMemoryPorts(world))).toBeUndefined();
  });

  it.each([
    ['passed', 3],
    ['made', 2],
  ])('that another one has %s sends nothing, whatever the listing said', async (_what, attempts) => {
    const world = worldWith([sampleNotification({ attempts })]);
    world.now = LATER;

    expect(await deliverOne(row, createInMemoryPorts(world))).toBeUndefined();
    expect(world.emails).toEqual([]);
  });

  it('of a row that was sent meanwhile sends nothing', async () => {
    const world = worldWith([sampleNotification({ status: 'sent', dueAt: undefined })]);
    world.now = LATER;

    expect(await deliverOne(row, createInMemoryPorts(world))).toBeUndefined();
  });

  it('that was claimed and not settled is in doubt, and after a second one the owner decides', async () => {
    const world = worldWith([row]);
    world.now = LATER;
    world.claims.set(`${row.key}#2`, LONG_AGO);

    expect(await deliverOne(row, createInMemoryPorts(world))).toMatchObject({ status: 'sent', attempts: 3, doubts: 1 });

    const again = worldWith([row]);
    again.now = LATER;
    for (const attempt of [2, 3]) again.claims.set(`${row.key}#${String(attempt)}`, LONG_AGO);

    expect(await deliverOne(row, createInMemoryPorts(again))).toMatchObject({ status: 'unknown', doubts: 2 });
    expect(again.emails).toEqual([]);
  });

  it('that the owner asked for is made in spite of earlier doubts', async () => {
    const unknown = sampleNotification({ status: 'unknown', attempts: 3, doubts: 2, dueAt: undefined });
    const world = worldWith([unknown]);

    expect(await sendAgain(unknown.key, createInMemoryPorts(world))).toMatchObject({
      kind: 'done',
      notification: { status: 'sent', attempts: 4, doubts: 2 },
    });
  });

  it('of a rule that holds ends in doubt when one before it was started and not settled', async () => {
    const held = sampleNotification({ ifUnknown: 'hold', attempts: 0 });
    const world = worldWith([held]);
    world.now = LATER;
    world.claims.set(`${held.key}#1`, LONG_AGO);

    expect(await deliverOne(held, createInMemoryPorts(world))).toMatchObject({ status: 'unknown', attempts: 2 });
    expect(world.emails).toEqual([]);
  });
});

it.each([
  ['at its instant', { dueAt: noon }, true],
  ['a moment before', { dueAt: noon + 1 }, false],
  ['once it is settled, whatever its instant', { status: 'sent', dueAt: noon }, false],
  ['without an instant', { dueAt: undefined }, false],
] as const)('a notification is due, or not, %s', (_when, changes, expected) => {
  expect(isDue(sampleNotification(changes), createInMemoryPorts(emptyWorld(noon)))).toBe(expected);
});

it.each([
  ['a first attempt, whose lease may not be over by the clock of the store', {}, false],
  ['a retry', { reason: 'email-refused' }, true],
  ['a reminder', { delayedTo: noon - 1 }, true],
] as const)('a notification is due by an uncertain clock or not: %s', (_which, changes, expected) => {
  const ports = createInMemoryPorts(emptyWorld(noon));
  const row = sampleNotification({ dueAt: noon, ...changes });

  expect(isDue(row, { ...ports, storeTime: () => ({ earliest: noon - 1, latest: noon + 1 }) })).toBe(expected);
  expect(isDue(row, { ...ports, storeTime: () => ({ earliest: noon, latest: noon + 2 }) })).toBe(true);
});

it('a run leaves alone what may be under way by the clock of the store, and claims nothing of it', async () => {
  const row = sampleNotification({ dueAt: noon });
  const world = worldWith([row]);
  const calls: string[] = [];
  const ports = createInMemoryPorts(world, watched(calls));
  const deps = { ...ports, storeTime: () => ({ earliest: noon - 1, latest: noon + 1 }) };

  expect(await deliverAll(noon + MINUTE, 1, deps)).toEqual({ sent: 0, notSent: 0 });
  await deliverSome(5, noon + MINUTE, deps);

  expect(calls).toEqual(['notifications.listDue', 'notifications.listDue']);
});

it('an attempt that cannot call its channel within 40 seconds is given up, because its lease may end', async () => {
  const row = sampleNotification();
  const world = worldWith([row]);
  world.now = LATER;
  const takesTime = watched([], ({ name }) => {
    if (name === 'notifications.read') world.now += 40_001;
    return undefined;
  });

  expect(await deliverOne(row, createInMemoryPorts(world, takesTime))).toMatchObject({
    status: 'pending',
    reason: 'out-of-time',
    attempts: 2,
  });
  expect(world.emails).toEqual([]);
});
