import { laneOf, withOrder } from '../../../hosts/sql/with-order.ts';
import { createInbox } from '../../../hosts/sql/inbox.ts';
import { noon } from '../../ports/sample-rows.ts';
import { describeDatabases } from './databases.ts';
import { door, handOut, idOf, retry, sampleEvent } from './sample-events.ts';

describeDatabases((sql, newTenant, again) => {
  it('finds the next event among ten thousand in a table that was never analyzed', async () => {
    const [tenant, inbox] = [newTenant(), createInbox(sql(), 'many', retry)];
    await createInbox(sql(), tenant, retry).insert(sampleEvent(), noon);
    await sql().query(
      `INSERT INTO order_events_inbox (instance_id, id, lane, received_at, tries, waits, next_at, is_dead, content, body)
         SELECT 'many', CAST(number AS text), 'wix-ecom/' || number / 4, $1, 0, 0, $1, 0, content, body
         FROM order_events_inbox, generate_series(1, 10000) AS number WHERE instance_id = $2`,
      [noon, tenant],
    );

    // A plan that joins every event with every other one exceeds the statement's time limit.
    for (let count = 0; count < 3; count += 1) {
      expect(await inbox.handleNext(noon, handOut)).toMatchObject({ kind: 'done' });
    }
    expect(await inbox.count()).toMatchObject({ waiting: 9_997 });
  });

  it('handles another order while one is being handled', async () => {
    const tenant = newTenant();
    const [slow, quick] = [createInbox(sql(), tenant, retry), createInbox(again(), tenant, retry)];
    await slow.insert(sampleEvent(), noon);
    await slow.insert(sampleEvent({ id: 'event-2' }), noon + 1);
    await slow.insert(sampleEvent({ id: 'event-3', lane: 'wix-ecom/order-2' }), noon + 2);
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

  it.each(['order-1', '\uE000 order'])(
    'waits for the order, whoever has it, although the clock of one is behind: %j',
    async (orderId) => {
      const tenant = newTenant();
      const lane = laneOf('wix-ecom', orderId);
      const inbox = createInbox(sql(), tenant, retry);
      await inbox.insert(sampleEvent({ lane }), noon);
      await inbox.handleNext(noon, () => Promise.reject(new TypeError('unreadable')));
      await inbox.insert(sampleEvent({ id: 'event-2', lane }), noon + 1);
      const [begun, end] = [door(), door()];
      const done: string[] = [];
      const ahead = inbox.handleNext(noon + 1_000, async ({ id }) => {
        begun.open();
        await end.opened;
        done.push(id);
      });
      await begun.opened;
      const behind = createInbox(again(), tenant, retry).handleNext(noon + 500, async ({ id }) => done.push(id));
      const direct = withOrder('wix-ecom', orderId, async () => done.push('direct'), tenant, again());
      const blocked = 'SELECT 1 AS one FROM pg_locks WHERE NOT granted';
      while (done.length === 0 && (await sql().query(blocked, [])).length < 2);

      end.open();
      await Promise.all([ahead, behind, direct]);
      expect(done[0]).toBe('event-1');
      expect(done).toHaveLength(3);
    },
  );
});
