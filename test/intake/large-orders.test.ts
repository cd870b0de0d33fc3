import { classifyEvent } from '../../src/backend/order-events/timeline/classify-event.ts';
import { decideNotifications } from '../../src/backend/order-events/rules/decide-notifications.ts';
import { handleEvent } from '../../src/backend/order-events/intake/handle-event.ts';
import { replayUnhandled } from '../../src/backend/order-events/intake/replay-unhandled.ts';
import { createInMemoryPorts, type AroundCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import type { NotificationRule } from '../../src/backend/order-events/rules/rule.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import type { Json, JsonObject } from '../../tools/workbench/payload/json.ts';
import { MINUTE } from '../ports/sample-rows.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';

const TICKETS = 'wixEvents_onOrderUpdated';
const now = Date.UTC(2020, 3, 28, 12, 25);
const tellGuest: NotificationRule<'wix-events'> = {
  id: 'checked-in',
  product: 'wix-events',
  change: 'ticket-checked-in',
  emailId: 'CheckedIn',
  recipient: 'guest',
  variables: () => ({}),
};
const site = siteWith([tellGuest]);

/** An order of so many tickets, each of a guest of its own. */
function orderOf(count: number, at: string, each: JsonObject = {}): JsonObject {
  const tickets = Array.from({ length: count }, (_none, index): Json => ({
    ticketNumber: `FMXC-BZG3-OT${String(index)}`,
    contactId: `guest-${String(index)}`,
    ...each,
  }));
  return changed(documentedPayload(TICKETS), { timestamp: at, tickets });
}

const checkedIn = { checkIn: { created: '2020-04-28T12:24:20.92Z' } };

/** Runs work whose calls take 80 ms each by the clock of the world. Returns what it gave, and how many were under way at most. */
async function runSlowly<Result>(
  world: World,
  work: (around: AroundCall) => Promise<Result>,
): Promise<{ readonly result: Result; readonly most: number }> {
  const waiting: { readonly at: number; readonly wake: () => void }[] = [];
  const run = { most: 0, isOver: false };
  const end = work(async (_call, effect) => {
    await new Promise<void>((wake) => {
      waiting.push({ at: world.now + 80, wake });
      run.most = Math.max(run.most, waiting.length);
    });
    return effect();
  }).finally(() => {
    run.isOver = true;
  });
  while (!run.isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    const next = waiting.shift();
    if (next !== undefined) world.now = Math.max(world.now, next.at);
    next?.wake();
  }
  return { result: await end, most: run.most };
}

describe('guests who are checked in by one event', () => {
  it.each([
    [300, 100],
    [11, 12],
  ])(
    'are %i, written with at most %i calls at a time, within the handler’s time, and the hourly job sends the rest',
    async (count, atOnce) => {
      const world = emptyWorld(now);
      await handleEvent(TICKETS, orderOf(count, '2020-04-28T12:24:00.000Z'), site, createInMemoryPorts(world));
      const { result, most } = await runSlowly(world, async (around) => {
        const event = orderOf(count, '2020-04-28T12:24:29.768Z', checkedIn);
        return await handleEvent(TICKETS, event, site, createInMemoryPorts(world, around));
      });

      expect(result.changes).toHaveLength(count);
      expect(world.notifications.size).toBe(count);
      expect(most).toBe(atOnce);
      // A batch of twenty that has begun goes on: two looks for erasures, emails by fives, and the notes.
      expect(world.now - now).toBeLessThanOrEqual(8_000 + 7 * 80);
      expect(world.projections.get('wix-events/FMXC-BZG3-OT')?.revision).toBe(2);
    },
  );
});

it('60,000 tickets that one event adds cost seconds', () => {
  const small = parsedEvent(TICKETS, orderOf(1, '2020-04-28T12:23:00.000Z'));
  const large = parsedEvent(TICKETS, orderOf(60_000, '2020-04-28T12:24:00.000Z'));
  const rule: NotificationRule<'wix-events'> = { ...tellGuest, change: 'ticket-added' };
  const before = process.cpuUsage();

  const { projection } = classifyEvent(undefined, small, undefined);
  const { changes } = classifyEvent(projection, large, undefined);
  const drafts = decideNotifications(large, changes, [rule], site.settings);

  expect(drafts).toHaveLength(59_999);
  // A search for each change took 45 s.
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20);
});

describe('an order that no item can hold', () => {
  const refuses = watched([], ({ name }) =>
    name === 'projections.save' ? new OrderEventsError('item-too-large', 'no', undefined) : undefined,
  );

  it('is said once, however many events it has, and what the event tells is told', async () => {
    const world = emptyWorld(now);
    const paid: NotificationRule<'wix-events'> = { ...tellGuest, id: 'paid', change: 'order-paid', recipient: 'buyer' };
    const deps = createInMemoryPorts(world, refuses);
    const fresh = changed(orderOf(3, '2020-04-28T12:24:29.768Z'), { created: '2020-04-28T12:24:00.000Z' });

    const outcome = await handleEvent(TICKETS, fresh, siteWith([paid]), deps);
    await handleEvent(TICKETS, orderOf(3, '2020-04-28T12:24:40.000Z', checkedIn), site, deps);

    expect(outcome).toMatchObject({ verdict: 'rejected', rejection: { found: 'order-too-large' } });
    expect([...world.unhandled.values()]).toMatchObject([
      {
        id: 'too-large/wix-events/FMXC-BZG3-OT',
        orderId: 'FMXC-BZG3-OT',
        failure: 'order-too-large',
        text: '',
        count: 2,
      },
    ]);
    expect(world.emails).toHaveLength(1);
  });

  it('is not tried again by the job, and neither is an event of it that was kept while Wix was busy', async () => {
    const world = emptyWorld(now);
    const calls: string[] = [];
    const isBusy = watched([], ({ name }) =>
      name === 'projections.save' ? new OrderEventsError('store-busy', 'no', undefined) : undefined,
    );
    await handleEvent(TICKETS, orderOf(3, '2020-04-28T12:24:29.768Z'), site, createInMemoryPorts(world, isBusy));
    const inTime = { deadline: now + MINUTE, concurrency: 1 };

    const first = await replayUnhandled({ kind: 'failed' }, inTime, site, createInMemoryPorts(world, refuses));
    const again = createInMemoryPorts(world, watched(calls));
    const second = await replayUnhandled({ kind: 'failed' }, inTime, site, again);

    expect(first).toEqual({ handled: 1, stillUnhandled: 0 });
    expect(second).toEqual({ handled: 0, stillUnhandled: 1 });
    expect(calls).toEqual(['unhandled.list']);
    expect([...world.unhandled.keys()]).toEqual(['too-large/wix-events/FMXC-BZG3-OT']);
  });
});
