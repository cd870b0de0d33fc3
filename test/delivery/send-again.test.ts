import { deliverAll } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { sendAgain } from '../../src/backend/order-events/delivery/send-again.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { Process } from '../../tools/explore/running-process.ts';
import { MINUTE, noon, sampleNotification } from '../ports/sample-rows.ts';
import { watched } from '../support/watched-calls.ts';
import { restsOf, worldWith } from './rests-of.ts';

const { key } = sampleNotification();

describe('an owner who asks twice at once', () => {
  it.each([
    ['failed', sampleNotification({ status: 'failed', attempts: 8, dueAt: undefined, settledAt: noon - MINUTE })],
    [
      'unknown',
      sampleNotification({ status: 'unknown', ifUnknown: 'hold', dueAt: undefined, settledAt: noon - MINUTE }),
    ],
    ['held', sampleNotification({ status: 'held', attempts: 0, dueAt: undefined, settledAt: noon - MINUTE })],
    ['pending and waits for its retry', sampleNotification({ reason: 'email-refused', dueAt: noon + MINUTE })],
    ['pending and overdue', sampleNotification({ dueAt: noon - MINUTE })],
  ])('sends once what is %s', async (_status, row) => {
    const ask: Process['start'] = (world, around) => sendAgain(key, createInMemoryPorts(world, around));

    expect(await restsOf(worldWith([row]), [ask, ask])).toEqual([{ emails: 1, statuses: ['sent'] }]);
  });
});

describe('a notification that an owner wants sent', () => {
  it.each([
    ['not-found', undefined],
    ['already-sent', sampleNotification({ status: 'sent', dueAt: undefined })],
    ['erased', sampleNotification({ status: 'erased', dueAt: undefined })],
    ['expired', sampleNotification({ status: 'expired', dueAt: undefined })],
    ['being-sent', sampleNotification({ dueAt: noon + MINUTE })],
    ['no-contact', sampleNotification({ status: 'held', contactId: undefined, dueAt: undefined })],
    ['no-contact', sampleNotification({ status: 'failed', contactId: undefined, dueAt: undefined })],
    ['no-contact', sampleNotification({ status: 'unknown', contactId: undefined, dueAt: undefined })],
  ])('is refused: %s', async (reason, row) => {
    const world = worldWith(row === undefined ? [] : [row]);

    expect(await sendAgain(key, createInMemoryPorts(world))).toEqual({ kind: 'refused', reason });
    expect(world.emails).toEqual([]);
    expect(world.claims.size).toBe(0);
  });

  it.each([
    ['waits for its retry', { reason: 'email-refused', dueAt: noon + MINUTE }],
    ['is overdue', { dueAt: noon - MINUTE }],
    ['is overdue for its retry', { reason: 'email-refused', dueAt: noon - MINUTE }],
    ['goes to a member', { status: 'failed', contactId: undefined, memberId: 'member-1', dueAt: undefined }],
  ] as const)('is sent at once where it %s', async (_what, changes) => {
    const world = worldWith([sampleNotification(changes)]);

    const result = await sendAgain(key, createInMemoryPorts(world));

    expect(result).toMatchObject({ kind: 'done', notification: { status: 'sent' } });
    expect(world.emails).toHaveLength(1);
  });

  it('is being sent while another attempt is under way', async () => {
    const world = worldWith([sampleNotification({ status: 'failed', dueAt: undefined })]);
    world.claims.set(`${key}#2`, noon - MINUTE);

    expect(await sendAgain(key, createInMemoryPorts(world))).toEqual({ kind: 'refused', reason: 'being-sent' });
  });

  it('is left alone when it was erased a moment before', async () => {
    const row = sampleNotification({ status: 'failed', dueAt: undefined });
    const world = worldWith([row]);
    const around = watched([], ({ name }) => {
      if (name === 'claims.claim') world.notifications.set(key, { ...row, status: 'erased' });
      return undefined;
    });

    expect(await sendAgain(key, createInMemoryPorts(world, around))).toEqual({ kind: 'refused', reason: 'being-sent' });
    expect(world.emails).toEqual([]);
  });

  it('is sent, and shown as it is then', async () => {
    const world = worldWith([sampleNotification({ status: 'failed', attempts: 8, reason: 'x', dueAt: undefined })]);

    const result = await sendAgain(key, createInMemoryPorts(world));

    expect(result).toMatchObject({ kind: 'done', notification: { key, status: 'sent', attempts: 9 } });
  });

  it('can be sent after it became unknown because a handler stopped', async () => {
    const world = worldWith([sampleNotification({ ifUnknown: 'hold', attempts: 0, dueAt: noon })]);
    world.claims.set(`${key}#1`, noon - 40 * MINUTE);
    await deliverAll(noon + MINUTE, 1, createInMemoryPorts(world));
    const status = world.notifications.get(key)?.status;
    world.now += 31 * MINUTE;

    expect([status, (await sendAgain(key, createInMemoryPorts(world))).kind]).toEqual(['unknown', 'done']);
    expect(world.notifications.get(key)?.status).toBe('sent');
  });
});
