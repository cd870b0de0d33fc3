import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { migrate } from '../../../hosts/sql/migrate.ts';
import { listDueTenants } from '../../../hosts/sql/find-tenants.ts';
import { claimDue } from '../../../hosts/sql/notification-rows.ts';
import { withOrder } from '../../../hosts/sql/with-order.ts';
import { MINUTE, noon, sampleNotification, sampleProjection } from '../../ports/sample-rows.ts';
import { createDatabase, describeDatabases } from './databases.ts';

describeDatabases((sql, newTenant, again) => {
  it('stores projection and notifications together, or neither', async () => {
    const tenant = newTenant();
    const stores = createSqlStores(sql(), tenant);
    const write = (isFailing: boolean) =>
      withOrder(
        'wix-ecom',
        'order-1',
        async (order) => {
          await order.stores.notifications.insert(sampleNotification());
          await order.stores.projections.save(sampleProjection(), 0, noon);
          if (isFailing) throw new Error('The process is stopped');
        },
        tenant,
        sql(),
      );

    await expect(write(true)).rejects.toThrow('The process is stopped');
    expect([await stores.notifications.count({}), await stores.projections.count()]).toEqual([0, 0]);
    await write(false);
    expect([await stores.notifications.count({}), await stores.projections.count()]).toEqual([1, 1]);
  });

  it('serializes work on an order, so that no revision is outdated', async () => {
    const tenant = newTenant();
    const save = (each: ReturnType<typeof sql>) =>
      withOrder(
        'wix-ecom',
        'order-1',
        async ({ stores }) => {
          const { revision } = await stores.projections.read('wix-ecom', 'order-1');
          return await stores.projections.save(sampleProjection(), revision, noon);
        },
        tenant,
        each,
      );

    const other = again();
    const saved = await Promise.all([sql(), other, sql(), other].map(save));

    expect(saved).toEqual(['saved', 'saved', 'saved', 'saved']);
  });

  it('gives each due notification to one of several claimants, until its lease ends', async () => {
    const tenant = newTenant();
    const stores = createSqlStores(sql(), tenant);
    for (const [index, key] of ['c', 'a', 'b', 'd'].entries()) {
      await stores.notifications.insert(sampleNotification({ key, dueAt: noon - index }));
    }
    const other = again();
    const claimed = await Promise.all([sql(), other].map((each) => claimDue(2, noon, MINUTE, tenant, each)));

    expect(
      claimed
        .flat()
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd']);
    expect(await claimDue(10, noon, MINUTE, tenant, sql())).toEqual([]);
    expect(await listDueTenants(noon, sql())).not.toContain(tenant);
    await stores.notifications.save(sampleNotification({ key: 'c', dueAt: noon }));
    expect(await claimDue(10, noon, MINUTE, tenant, sql())).toMatchObject([{ key: 'c', dueAt: noon }]);

    const all = await claimDue(10, noon + MINUTE, MINUTE, tenant, sql());
    expect(all.map(({ key }) => key)).toEqual(['d', 'b', 'a', 'c']);
  });
});
it('creates the tables once, however many processes start together, and refuses those of a later program', async () => {
  const database = createDatabase();
  const [one, two] = [database.open(), database.open()];
  try {
    await Promise.all([migrate(one), migrate(two), migrate(one)]);
    expect(await one.query('SELECT version FROM order_events_schema', [])).toEqual([{ version: 1 }, { version: 2 }]);

    await one.query('INSERT INTO order_events_schema (version) VALUES (99)', []);
    await expect(migrate(two)).rejects.toThrow('The tables have version 99, and this program knows 2 at most');
  } finally {
    await one.close();
    await two.close();
    database.remove();
  }
});
