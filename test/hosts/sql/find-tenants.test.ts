import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { listDueTenants, listWaitingTenants } from '../../../hosts/sql/find-tenants.ts';
import { createInbox } from '../../../hosts/sql/inbox.ts';
import type { SqlQueries } from '../../../hosts/sql/sql.ts';
import { noon, sampleNotification } from '../../ports/sample-rows.ts';
import { describeDatabases } from './databases.ts';
import { idOf, retry, sampleEvent } from './sample-events.ts';

describeDatabases((sql, newTenant) => {
  // The lists are of all tenants.
  afterEach(async () => {
    await sql().query('DELETE FROM order_events_inbox', []);
    await sql().query('DELETE FROM order_events_notifications', []);
  });

  it('finds the tenants with a due event, and no others', async () => {
    const [waiting, later, dead, done] = [newTenant(), newTenant(), newTenant(), newTenant()];
    const inboxOf = (tenant: string) => createInbox(sql(), tenant, { ...retry, maxTries: 1 });
    for (const tenant of [waiting, dead, done]) await inboxOf(tenant).insert(sampleEvent(), noon);
    await inboxOf(waiting).insert(sampleEvent({ id: 'event-2' }), noon);
    await inboxOf(later).insert(sampleEvent(), noon + 1);
    await inboxOf(dead).handleNext(noon, () => Promise.reject(new TypeError('unreadable')));
    await inboxOf(done).handleNext(noon, idOf);

    expect(await listWaitingTenants(noon - 1, sql())).toEqual([]);
    expect(await listWaitingTenants(noon, sql())).toEqual([waiting]);
    expect(await listWaitingTenants(noon + 1, sql())).toEqual([waiting, later]);
  });

  it('finds the tenants with a due notification, and no others', async () => {
    const [due, later, held] = [newTenant(), newTenant(), newTenant()];
    const insert = (tenant: string, changes: Parameters<typeof sampleNotification>[0]) =>
      createSqlStores(sql(), tenant).notifications.insert(sampleNotification(changes));
    await insert(due, { dueAt: noon });
    await insert(due, { dueAt: noon, key: 'second' });
    await insert(later, { dueAt: noon + 1 });
    await insert(held, { dueAt: noon, status: 'held' });

    expect(await listDueTenants(noon, sql())).toEqual([due]);
    expect(await listDueTenants(noon + 1, sql())).toEqual([due, later]);
  });

  it('uses an index to go from tenant to tenant, regardless of their numbers of events', async () => {
    const events = Array.from({ length: 3 }, (_none, tenant) => `many-${String(tenant)}`);
    await sql().transaction(async (transaction) => {
      for (const tenant of events) {
        await transaction.query(
          `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 4000)
           INSERT INTO order_events_inbox
             (instance_id, id, lane, received_at, tries, waits, next_at, is_dead, content, body)
           SELECT $1, CAST(n AS text), 'lane', 1, 0, 0, 1, 0, '', '' FROM numbers`,
          [tenant],
        );
      }
    });
    await sql().query('ANALYZE', []);
    const asked: string[] = [];
    const asking: SqlQueries = {
      dialect: sql().dialect,
      async query(statement, params) {
        const explain = sql().dialect === 'postgres' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
        for (const row of await sql().query(`${explain} ${statement}`, params))
          asked.push(Object.values(row).join(' '));
        return await sql().query(statement, params);
      },
    };

    expect(await listWaitingTenants(noon, asking)).toEqual(expect.arrayContaining(events));
    expect(asked.filter((line) => line.includes('order_events_inbox_next')).length).toBeGreaterThan(0);
    // SQLite reports SEARCH for a look-up, and SCAN with an index if it reads only the index's first row.
    const isWhole = /Seq Scan on order_events|SCAN (next|asked)|SCAN order_events_inbox(?! USING)/;
    expect(asked.filter((line) => isWhole.test(line))).toEqual([]);
  });
});
