import { laneOf } from '../../../hosts/sql/with-order.ts';
import { countInboxes, createInbox } from '../../../hosts/sql/inbox.ts';
import { OrderEventsError } from '../../../src/backend/order-events/order-events-error.ts';
import { oddIds } from '../../ports/odd-ids.ts';
import { MINUTE, noon, sampleNotification } from '../../ports/sample-rows.ts';
import { describeDatabases } from './databases.ts';
import { handOut, idOf, retry, sampleEvent } from './sample-events.ts';

describeDatabases((sql, newTenant, again) => {
  it('stores an event once, and returns it unchanged', async () => {
    const inbox = createInbox(sql(), newTenant(), retry);
    const event = sampleEvent({ handler: 'wixEcom_onOrderUpdated', orderId: 'order-1', marks: 'a1.b2 c3' });
    const inserted = await Promise.all([1, 2, 3].map((after) => inbox.insert(event, noon + after)));

    expect(inserted.sort()).toEqual(['inserted', 'known', 'known']);
    expect(await inbox.handleNext(noon + 3, handOut)).toMatchObject({ kind: 'done', id: 'event-1', result: event });
    expect(await inbox.handleNext(noon + 3, idOf)).toEqual({ kind: 'idle' });
    expect(await inbox.count()).toEqual({ waiting: 0, dead: 0 });
  });

  it('keeps events and lanes separate and unchanged, whatever characters their ids contain', async () => {
    const inbox = createInbox(sql(), newTenant(), retry);
    const events = oddIds.map((id) => sampleEvent({ id, lane: laneOf('wix-ecom', id), orderId: id, text: id }));
    for (const event of events) expect(await inbox.insert(event, noon)).toBe('inserted');

    for (const { id } of events) expect((await inbox.list({ orderId: id }, 10)).map((each) => each.id)).toEqual([id]);
    const handled = [];
    for (const _event of events) handled.push(await inbox.handleNext(noon, handOut));
    expect(handled).toHaveLength(oddIds.length);
    for (const event of events) {
      expect(handled).toContainEqual({ kind: 'done', id: event.id, result: { ...event, receivedAt: noon } });
    }
  });

  it('returns the events of a lane in order of arrival, and to no tenant those of another', async () => {
    const [mine, other] = [newTenant(), newTenant()];
    const inbox = createInbox(sql(), mine, retry);
    await inbox.insert(sampleEvent({ id: 'b' }), noon);
    await inbox.insert(sampleEvent({ id: 'a' }), noon + 1);

    expect(await createInbox(sql(), other, retry).handleNext(noon + 1, idOf)).toEqual({ kind: 'idle' });
    expect(await inbox.handleNext(noon + 1, idOf)).toMatchObject({ result: 'b' });
    expect(await inbox.handleNext(noon + 1, idOf)).toMatchObject({ result: 'a' });
  });

  it('never lets two workers handle one order at the same time', async () => {
    const tenant = newTenant();
    const workers = [sql(), again(), again()].map((each) => createInbox(each, tenant, retry));
    const ids = Array.from({ length: 24 }, (_none, index) => `event-${String(index)}`);
    for (const [index, id] of ids.entries()) {
      const event = sampleEvent({ id, lane: `order-${String(index % 3)}` });
      await createInbox(sql(), tenant, retry).insert(event, noon + index);
    }

    const atWork = new Set<string>();
    const handled: string[] = [];
    await Promise.all(
      workers.map(async (inbox) => {
        while ((await inbox.count()).waiting > 0) {
          await inbox.handleNext(noon + 100, async (event, stores) => {
            expect(atWork.has(event.lane)).toBe(false);
            atWork.add(event.lane);
            await stores.notifications.count({});
            atWork.delete(event.lane);
            handled.push(event.id);
          });
        }
      }),
    );

    expect(handled.sort()).toEqual([...ids].sort());
  });

  it('stores nothing written by a failed try, waits longer each time, and gives up with the reason', async () => {
    const inbox = createInbox(sql(), newTenant(), retry);
    await inbox.insert(sampleEvent(), noon);
    const fail = (now: number) =>
      inbox.handleNext(now, async (_event, stores) => {
        expect(await stores.notifications.insert(sampleNotification())).toBe('inserted');
        throw new OrderEventsError('event-not-json', 'The event was no JSON', undefined);
      });
    const failed = { id: 'event-1', reason: 'event-not-json' };

    expect(await fail(noon)).toEqual({ kind: 'failed', ...failed, nextAt: noon + 1_000 });
    expect(await fail(noon + 999)).toEqual({ kind: 'idle' });
    expect(await fail(noon + 1_000)).toEqual({ kind: 'failed', ...failed, nextAt: noon + 2_500 });
    expect(await fail(noon + 2_500)).toEqual({ kind: 'dead', ...failed });
    expect(await fail(noon + 99_999)).toEqual({ kind: 'idle' });
    expect(await inbox.list({ isDead: true }, 10)).toMatchObject([{ ...failed, receivedAt: noon, tries: 3 }]);
    expect(await inbox.count()).toEqual({ waiting: 0, dead: 1 });
  });

  it('tries a revived event again, and recognizes a repetition of a dead one', async () => {
    const inbox = createInbox(sql(), newTenant(), { ...retry, maxTries: 1 });
    await inbox.insert(sampleEvent(), noon);
    expect(await inbox.handleNext(noon, () => Promise.reject(new TypeError('contact-1')))).toEqual({
      kind: 'dead',
      id: 'event-1',
      reason: 'unexpected',
    });

    expect(await inbox.insert(sampleEvent(), noon)).toBe('known');
    expect(await inbox.revive('event-2', noon)).toBe(false);
    expect(await inbox.revive('event-1', noon)).toBe(true);
    expect(await inbox.handleNext(noon, idOf)).toMatchObject({ kind: 'done', result: 'event-1' });
  });

  it('does not block an order for an event that waits for its next try, or for a dead one', async () => {
    const inbox = createInbox(sql(), newTenant(), { ...retry, maxTries: 2 });
    const fail = () => Promise.reject(new TypeError('unreadable'));
    await inbox.insert(sampleEvent(), noon);
    await inbox.insert(sampleEvent({ id: 'event-2' }), noon + 1);
    await inbox.insert(sampleEvent({ id: 'event-3' }), noon + 2);
    expect(await inbox.handleNext(noon + 2, fail)).toMatchObject({ kind: 'failed', id: 'event-1' });

    expect(await inbox.handleNext(noon + 2, idOf)).toMatchObject({ kind: 'done', result: 'event-2' });
    expect(await inbox.handleNext(noon + MINUTE, fail)).toMatchObject({ kind: 'dead', id: 'event-1' });
    expect(await inbox.handleNext(noon + MINUTE, idOf)).toMatchObject({ kind: 'done', result: 'event-3' });
  });

  it('counts no try while the store fails, any number of times, and waits longer each time', async () => {
    const inbox = createInbox(sql(), newTenant(), retry);
    await inbox.insert(sampleEvent(), noon);
    const nextAts = [];
    for (let tries = 0; tries < 100; tries += 1) {
      const turn = await inbox.handleNext(noon + tries * MINUTE, () =>
        Promise.reject(new OrderEventsError('store-timed-out', 'No answer', undefined)),
      );
      expect(turn).toMatchObject({ kind: 'postponed', reason: 'store-timed-out' });
      nextAts.push('nextAt' in turn ? turn.nextAt - tries * MINUTE - noon : NaN);
    }

    expect([nextAts.slice(0, 3), nextAts[99]]).toEqual([[1_000, 1_500, 1_500], 1_500]);
    expect(await inbox.list({}, 10)).toMatchObject([{ tries: 0, isDead: false, reason: 'store-timed-out' }]);
    expect(await inbox.handleNext(noon + 100 * MINUTE, idOf)).toMatchObject({ kind: 'done', result: 'event-1' });
  });

  it.each(['store-failed', 'item-too-large'] as const)(
    'counts a try where the store refuses what the event holds: %s',
    async (code) => {
      const inbox = createInbox(sql(), newTenant(), { ...retry, maxTries: 1 });
      await inbox.insert(sampleEvent(), noon);
      const refused = new OrderEventsError(code, 'Refused', undefined);

      expect(await inbox.handleNext(noon, () => Promise.reject(refused))).toMatchObject({ kind: 'dead', reason: code });
    },
  );

  it('lists waiting and dead events, newest first, without the text', async () => {
    const inbox = createInbox(sql(), newTenant(), { ...retry, maxTries: 1 });
    const dead = sampleEvent({ id: 'dead', handler: 'wixEcom_onOrderUpdated', orderId: 'order-1', marks: 'a1.b2 c3' });
    await inbox.insert(dead, noon);
    await inbox.handleNext(noon, () => Promise.reject(new TypeError('unreadable')));
    await inbox.insert(sampleEvent({ id: 'waiting', lane: 'order-2' }), noon + 1);

    const { text: _text, ...head } = dead;
    const shownDead = { ...head, receivedAt: noon, isDead: true, tries: 1, nextAt: noon + 1_000, reason: 'unexpected' };
    const shownWaiting = {
      id: 'waiting',
      lane: 'order-2',
      eventType: 'wix.ecom.v1.order_updated',
      handler: 'wixEcom_onOrderUpdated',
      receivedAt: noon + 1,
      isDead: false,
      tries: 0,
      nextAt: noon + 1,
    };
    expect(await inbox.list({}, 10)).toEqual([shownWaiting, shownDead]);
    expect(await inbox.list({}, 1)).toEqual([shownWaiting]);
    expect(await inbox.list({ isDead: false }, 10)).toEqual([shownWaiting]);
    expect(await inbox.count()).toEqual({ waiting: 1, dead: 1, oldestAt: noon + 1 });
  });

  it.each([
    ['those of an order', { orderId: 'order-2' }, ['of-order-2']],
    ['those with the mark of a person', { mark: 'b2' }, ['marked']],
    ['those that hold a text', { contains: 'contact-1' }, ['dead']],
    ['dead ones that came before an instant', { isDead: true, receivedBefore: noon + 4 }, ['dead']],
    ['dead ones that came before an earlier one', { isDead: true, receivedBefore: noon }, []],
    ['all', {}, ['marked', 'of-order-2', 'dead']],
  ] as const)('finds and removes %s, dead or waiting', async (_which, filter, ids) => {
    const inbox = createInbox(sql(), newTenant(), { ...retry, maxTries: 1 });
    await inbox.insert(sampleEvent({ id: 'dead', text: '{"buyer":"contact-1"}' }), noon);
    await inbox.handleNext(noon, () => Promise.reject(new TypeError('unreadable')));
    await inbox.insert(sampleEvent({ id: 'of-order-2', orderId: 'order-2' }), noon + 1);
    await inbox.insert(sampleEvent({ id: 'marked', marks: 'a1.b2 c3' }), noon + 2);

    expect((await inbox.list(filter, 10)).map(({ id }) => id)).toEqual(ids);
    expect(await inbox.remove(filter, 1)).toBe(Math.min(1, ids.length));
    expect(await inbox.remove(filter, 10)).toBe(Math.max(0, ids.length - 1));
    const { waiting, dead } = await inbox.count();
    expect(waiting + dead).toBe(3 - ids.length);
  });

  it('counts the events of all tenants', async () => {
    const before = await countInboxes(sql());
    for (const [index, tenant] of [newTenant(), newTenant()].entries()) {
      const inbox = createInbox(sql(), tenant, { ...retry, maxTries: 1 });
      await inbox.insert(sampleEvent({ id: 'dead' }), noon - 1_000 * MINUTE);
      await inbox.handleNext(noon, () => Promise.reject(new TypeError('unreadable')));
      await inbox.insert(sampleEvent(), noon - (500 - index) * MINUTE);
    }

    expect(await countInboxes(sql())).toEqual({
      waiting: before.waiting + 2,
      dead: before.dead + 2,
      oldestAt: noon - 500 * MINUTE,
    });
  });
});
