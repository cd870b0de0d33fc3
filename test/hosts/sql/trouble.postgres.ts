import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { createInbox } from '../../../hosts/sql/inbox.ts';
import { migrate } from '../../../hosts/sql/migrate.ts';
import { openPostgres } from '../../../hosts/sql/open-postgres.ts';
import { failureOf } from '../../../src/backend/order-events/order-events-error.ts';
import { MINUTE, noon, sampleNotification } from '../../ports/sample-rows.ts';
import { startPostgres } from '../../../tools/workbench/postgres/postgres-cluster.ts';
import { idOf, retry, sampleEvent } from './sample-events.ts';

it('handles an event once PostgreSQL is back, after any number of tries', async () => {
  const cluster = startPostgres();
  const sql = openPostgres(cluster);
  try {
    await migrate(sql);
    const inbox = createInbox(sql, 'tenant', retry);
    await inbox.insert(sampleEvent(), noon);
    cluster.halt();
    const failures = new Set<string>();
    for (let tries = 0; tries < 100; tries += 1) {
      const failure = await inbox.handleNext(noon + tries * MINUTE, idOf).then(() => 'handled', failureOf);
      failures.add(failure);
    }
    await expect(inbox.insert(sampleEvent({ id: 'event-2' }), noon)).rejects.toMatchObject({ code: 'store-timed-out' });
    cluster.resume();

    expect(
      [...failures].filter((failure) => !['store-timed-out', 'store-busy', 'store-missing'].includes(failure)),
    ).toEqual([]);
    expect(await inbox.list({}, 10)).toMatchObject([{ id: 'event-1', tries: 0 }]);
    expect(await inbox.handleNext(noon, idOf)).toMatchObject({ kind: 'done', id: 'event-1' });
  } finally {
    await sql.close();
    cluster.stop();
  }
});

it('postpones an event whose connection is lost half-way, and stores nothing of it', async () => {
  const cluster = startPostgres();
  const [sql, other] = [openPostgres(cluster), openPostgres(cluster)];
  try {
    await migrate(sql);
    const inbox = createInbox(sql, 'tenant', retry);
    await inbox.insert(sampleEvent(), noon);
    const turn = await inbox.handleNext(noon, async (_event, stores) => {
      await stores.notifications.insert(sampleNotification());
      await other.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'",
        [],
      );
      await stores.notifications.count({});
    });

    expect(turn).toMatchObject({ kind: 'postponed', id: 'event-1', nextAt: noon + 1_000 });
    expect(await createSqlStores(sql, 'tenant').notifications.count({})).toBe(0);
    expect(await inbox.handleNext(noon + 1_000, idOf)).toMatchObject({ kind: 'done' });
  } finally {
    await sql.close();
    await other.close();
    cluster.stop();
  }
});
