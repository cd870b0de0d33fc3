import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { claimDue } from '../../../hosts/sql/notification-rows.ts';
import type { SqlQueries } from '../../../hosts/sql/sql.ts';
import { MINUTE, noon, sampleNotification } from '../../ports/sample-rows.ts';
import { describeDatabases } from './databases.ts';

describeDatabases((sql, newTenant, again) => {
  it('skips rows that another connection is claiming, without waiting', async () => {
    const tenant = newTenant();
    const stores = createSqlStores(sql(), tenant);
    for (const [index, key] of ['a', 'b', 'c'].entries()) {
      await stores.notifications.insert(sampleNotification({ key, dueAt: noon + index }));
    }
    const keysOf = async (limit: number, each: SqlQueries) =>
      (await claimDue(limit, noon + 2, MINUTE, tenant, each)).map(({ key }) => key);

    const claimed = await sql().transaction(async (transaction) => {
      const first = await keysOf(2, transaction);
      return [first, await keysOf(2, again())];
    });

    expect(claimed).toEqual([['a', 'b'], ['c']]);
  });
});
