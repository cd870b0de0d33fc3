import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { createInbox } from '../../../hosts/sql/inbox.ts';
import type { Sql } from '../../../hosts/sql/sql.ts';
import { OrderEventsError } from '../../../src/backend/order-events/order-events-error.ts';
import { noon, sampleNotification } from '../../ports/sample-rows.ts';
import { payment } from '../../support/shop-site.ts';
import { describeDatabases } from './databases.ts';
import { handlePayment, paymentHandledAt, withSteps } from './handle-payment.ts';
import { retry, sampleEvent } from './sample-events.ts';

const ORDER_ID = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
const nothing = { waiting: 1, dead: 0, notifications: 0, revision: 0 };
const all = { waiting: 0, dead: 0, notifications: 2, revision: 1 };

describeDatabases((sql, newTenant) => {
  async function stateOf(tenant: string) {
    const { projections, notifications } = createSqlStores(sql(), tenant);
    const { waiting, dead } = await createInbox(sql(), tenant, retry).count();
    const { revision } = await projections.read('wix-ecom', ORDER_ID);
    return { waiting, dead, notifications: await notifications.count({}), revision };
  }

  it('stores an event completely or not at all, whichever statement fails, and sends once', async () => {
    const states = [];
    for (let failing = 1, hasFailed = true; hasFailed; failing += 1) {
      const tenant = newTenant();
      let steps = 0;
      const faulty: Sql = withSteps(sql(), () => {
        steps += 1;
        if (steps === failing) throw new OrderEventsError('store-timed-out', 'No answer', undefined);
      });
      const sound = createInbox(sql(), tenant, retry);
      await sound.insert(sampleEvent({ text: JSON.stringify(payment()) }), paymentHandledAt);
      await createInbox(faulty, tenant, retry)
        .handleNext(paymentHandledAt, handlePayment)
        .catch(() => undefined);
      hasFailed = steps >= failing;

      states.push(await stateOf(tenant));
      await sound.handleNext(paymentHandledAt + 1_000, handlePayment);
      expect(await stateOf(tenant)).toEqual(all);
    }

    // PostgreSQL needs one more statement to lock the lane.
    const before = sql().dialect === 'postgres' ? 9 : 8;
    expect(states).toEqual([...Array.from({ length: before }, () => nothing), all, all]);
  });

  it('commits nothing of a transaction in which a statement failed, even if the work caught the failure', async () => {
    const tenant = newTenant();
    const work = sql().transaction(async (transaction) => {
      const stores = createSqlStores(transaction, tenant);
      await stores.notifications.insert(sampleNotification());
      await transaction
        .query('INSERT INTO order_events_job_states VALUES ($1, $2, $3)', [tenant, 'job', null])
        .catch(() => undefined);
      await stores.claims.claim('key', 1, noon).catch(() => undefined);
      return 'done';
    });

    await expect(work).rejects.toMatchObject({ code: 'store-failed' });
    const { notifications, claims } = createSqlStores(sql(), tenant);
    expect([await notifications.count({}), await claims.count()]).toEqual([0, 0]);
    expect(await notifications.insert(sampleNotification())).toBe('inserted');
  });

  it('waits for queries that its work did not await, and accepts none after its end', async () => {
    const tenant = newTenant();
    const late = await sql().transaction(async (transaction) => {
      const stores = createSqlStores(transaction, tenant);
      void stores.notifications.insert(sampleNotification());
      return await Promise.resolve(stores);
    });

    expect(await createSqlStores(sql(), tenant).notifications.count({})).toBe(1);
    await expect(late.notifications.remove([sampleNotification().key])).rejects.toThrow('The transaction has ended');
  });
});
