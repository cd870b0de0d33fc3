import { createInbox, listWaitingTenants, type InboxEvent } from '../../../hosts/sql/inbox.ts';
import { OrderEventsError } from '../../../src/backend/order-events/order-events-error.ts';
import { oddIds } from '../../ports/odd-ids.ts';
import { noon, sampleNotification } from '../../ports/sample-rows.ts';
import { describeDatabases } from './databases.ts';

const retry = { maxTries: 3, firstWaitMs: 1_000, longestWaitMs: 1_500 };
const first: InboxEvent = { id: 'event-1', lane: 'wix-ecom/order-1', text: '{"entity":1}' };

function idOf(event: InboxEvent): Promise<string> {
  return Promise.resolve(event.id);
}

/** A door that its maker opens. */
function door() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describeDatabases((sql, newTenant, again) => {
  it('keeps an event once, and hands it out as it came', async () => {
    const inbox = createInbox(sql(), newTenant(), retry);
    const inserted = await Promise.all([1, 2, 3].map(() => inbox.insert(first, noon)));

    expect(inserted.sort()).toEqual(['inserted', 'known', 'known']);
    const turn = await inbox.handleNext(noon, (event) => Promise.resolve(event));
    expect(turn).toEqual({ kind: 'done', id: 'event-1', result: first });
    expect(await inbox.handleNext(noon, idOf)).toEqual({ kind: 'idle' });
    expect(await inbox.count()).toEqual({ waiting: 0, dead: 0 });
  });

  it('keeps events apart, whatever their ids hold', async () => {
    const inbox = createInbox(sql(), newTenant(), retry);
    for (const id of oddIds) expect(await inbox.insert({ id, lane: id, text: id }, noon)).toBe('inserted');

    const handled: string[] = [];
    for (const _id of oddIds) {
      await inbox.handleNext(noon, async (event) => handled.push(event.text));
    }
    expect(handled.sort()).toEqual([...oddIds].sort());
    expect(await inbox.count()).toEqual({ waiting: 0, dead: 0 });
  });

  it('hands out the events of a lane as they came, and no tenant those of another', async () => {
    const [mine, other] = [newTenant(), newTenant()];
    const inbox = createInbox(sql(), mine, retry);
    await inbox.insert({ ...first, id: 'b' }, noon);
    await inbox.insert({ ...first, id: 'a' }, noon + 1);

    expect(await createInbox(sql(), other, retry).handleNext(noon + 1, idOf)).toEqual({ kind: 'idle' });
    expect(await listWaitingTenants(noon, sql())).toEqual([mine]);
    expect(await inbox.handleNext(noon + 1, idOf)).toMatchObject({ result: 'b' });
    expect(await inbox.handleNext(noon + 1, idOf)).toMatchObject({ result: 'a' });
    expect(await listWaitingTenants(noon + 1, sql())).toEqual([]);
  });

  it('lets no two workers handle one order at once', async () => {
    const tenant = newTenant();
    const workers = [sql(), again(), again()].map((each) => createInbox(each, tenant, retry));
    const ids = Array.from({ length: 24 }, (_none, index) => `event-${String(index)}`);
    for (const [index, id] of ids.entries()) {
      await createInbox(sql(), tenant, retry).insert(
        { id, lane: `order-${String(index % 3)}`, text: '{}' },
        noon + index,
      );
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

  it('keeps nothing of what a failed try wrote, waits longer each time, and gives up with the reason', async () => {
    const inbox = createInbox(sql(), newTenant(), retry);
    await inbox.insert(first, noon);
    const fail = (now: number) =>
      inbox.handleNext(now, async (_event, stores) => {
        expect(await stores.notifications.insert(sampleNotification())).toBe('inserted');
        throw new OrderEventsError('store-busy', 'The store was busy', undefined);
      });

    expect(await fail(noon)).toEqual({ kind: 'failed', id: 'event-1', reason: 'store-busy', nextAt: noon + 1_000 });
    expect(await fail(noon + 999)).toEqual({ kind: 'idle' });
    expect(await fail(noon + 1_000)).toMatchObject({ kind: 'failed', nextAt: noon + 2_500 });
    expect(await fail(noon + 2_500)).toEqual({ kind: 'dead', id: 'event-1', reason: 'store-busy' });
    expect(await fail(noon + 99_999)).toEqual({ kind: 'idle' });
    expect(await inbox.listDead(10)).toEqual([{ id: 'event-1', receivedAt: noon, tries: 3, reason: 'store-busy' }]);
    expect(await inbox.count()).toEqual({ waiting: 0, dead: 1 });
  });

  it('tries a dead event anew when it is revived', async () => {
    const inbox = createInbox(sql(), newTenant(), { ...retry, maxTries: 1 });
    await inbox.insert(first, noon);
    await inbox.handleNext(noon, () => Promise.reject(new TypeError('contact-1')));

    expect(await inbox.listDead(10)).toMatchObject([{ reason: 'unexpected' }]);
    expect(await inbox.revive('event-2', noon)).toBe(false);
    expect(await inbox.revive('event-1', noon)).toBe(true);
    expect(await inbox.handleNext(noon, idOf)).toMatchObject({ kind: 'done', result: 'event-1' });
  });

  it('does not hold up an order for an event that waits for its next try', async () => {
    const inbox = createInbox(sql(), newTenant(), retry);
    await inbox.insert(first, noon);
    await inbox.insert({ ...first, id: 'event-2' }, noon + 1);
    await inbox.handleNext(noon, () => Promise.reject(new TypeError('unreadable')));

    expect(await inbox.handleNext(noon + 1, idOf)).toMatchObject({ kind: 'done', result: 'event-2' });
  });
});

describeDatabases(
  (sql, newTenant, again) => {
    it('goes on with another order while one is at work', async () => {
      const tenant = newTenant();
      const [slow, quick] = [createInbox(sql(), tenant, retry), createInbox(again(), tenant, retry)];
      await slow.insert(first, noon);
      await slow.insert({ ...first, id: 'event-2' }, noon + 1);
      await slow.insert({ id: 'event-3', lane: 'wix-ecom/order-2', text: '{}' }, noon + 2);
      const [begun, end] = [door(), door()];
      const working = slow.handleNext(noon + 2, async () => {
        begun.open();
        await end.opened;
      });
      await begun.opened;

      expect(await quick.handleNext(noon + 2, idOf)).toMatchObject({ result: 'event-3' });
      expect(await quick.handleNext(noon + 2, idOf)).toEqual({ kind: 'idle' });
      end.open();
      await working;
      expect(await quick.handleNext(noon + 2, idOf)).toMatchObject({ result: 'event-2' });
    });
  },
  ['PostgreSQL'],
);
