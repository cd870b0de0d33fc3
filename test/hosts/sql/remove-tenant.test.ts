import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { createInbox } from '../../../hosts/sql/inbox.ts';
import { removeTenant } from '../../../hosts/sql/remove-tenant.ts';
import type { Sql } from '../../../hosts/sql/sql.ts';
import { noon, sampleNotification, sampleProjection, sampleUnhandled } from '../../ports/sample-rows.ts';
import { describeDatabases } from './databases.ts';
import { retry, sampleEvent } from './sample-events.ts';

const KEPT_KEY = 'wix-ecom/order-1/order-paid/1/shop-order-paid';
const tables = ['inbox', 'unhandled', 'recorded', 'projections', 'claims', 'job_states', 'erasures'];

describeDatabases((sql, newTenant) => {
  async function fill(tenant: string): Promise<void> {
    const stores = createSqlStores(sql(), tenant);
    await createInbox(sql(), tenant, retry).insert(sampleEvent(), noon);
    await stores.notifications.insert(
      sampleNotification({ marks: 'a1.b2', memberId: 'member-1', reason: 'contact-1' }),
    );
    await stores.projections.save(sampleProjection(), 0, noon);
    await stores.claims.claim('key', 1, noon);
    await stores.unhandled.keep(sampleUnhandled('unhandled'), noon);
    await stores.recorded.keep({ id: 'a', handler: 'wixEcom_onOrderUpdated', text: '{}', receivedAt: noon });
    await stores.erasures.save({ id: 'person/a1', askedAt: noon });
    await stores.jobStates.save('cleanUp', { startedAt: noon, report: {}, progress: {} });
  }

  async function countOf(table: string, tenant: string): Promise<unknown> {
    const statement = `SELECT CAST(count(*) AS integer) AS count FROM order_events_${table} WHERE instance_id = $1`;
    return (await sql().query(statement, [tenant]))[0]?.['count'];
  }

  it('leaves the bare keys of notifications, so that nothing is sent twice, and the rows of other tenants', async () => {
    const [gone, other] = [newTenant(), newTenant()];
    await fill(gone);
    await fill(other);

    expect(await removeTenant(gone, noon + 1, sql())).toBe(8);
    expect(await removeTenant(gone, noon + 1, sql())).toBe(0);
    for (const table of tables) expect([await countOf(table, gone), await countOf(table, other)]).toEqual([0, 1]);
    const { notifications } = createSqlStores(sql(), gone);
    const left = await notifications.read(KEPT_KEY);
    expect(left).toMatchObject({ key: KEPT_KEY, status: 'erased', settledAt: noon + 1 });
    for (const field of ['contactId', 'memberId', 'marks', 'variables', 'reason', 'dueAt'])
      expect(left).not.toHaveProperty(field);
    const [row] = await sql().query(
      'SELECT contact_id, member_id, marks, due_at FROM order_events_notifications WHERE instance_id = $1',
      [gone],
    );
    expect(row).toEqual({ contact_id: null, member_id: null, marks: null, due_at: null });
    expect(await notifications.insert(sampleNotification())).toBe('exists');
    expect(await createSqlStores(sql(), other).notifications.read(KEPT_KEY)).toMatchObject({ status: 'pending' });
  });

  it('continues in pages after an interruption', async () => {
    const tenant = newTenant();
    const { notifications } = createSqlStores(sql(), tenant);
    await notifications.saveAll(
      Array.from({ length: 1_201 }, (_none, index) => sampleNotification({ key: `key-${String(index)}` })),
    );
    let pages = 0;
    const stopping: Sql = {
      ...sql(),
      async transaction(work) {
        pages += 1;
        if (pages === 3) throw new Error('The process is stopped');
        return await sql().transaction(work);
      },
    };

    await expect(removeTenant(tenant, noon, stopping)).rejects.toThrow('The process is stopped');
    expect(await notifications.count({ isErased: false })).toBe(201);
    expect(await removeTenant(tenant, noon, sql())).toBe(201);
    expect(await notifications.count({ status: 'erased' })).toBe(1_201);
  });
});
