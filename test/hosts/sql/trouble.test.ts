import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { createInbox } from '../../../hosts/sql/inbox.ts';
import type { ReceivedEvent } from '../../../hosts/sql/inbox-event.ts';
import { migrate } from '../../../hosts/sql/migrate.ts';
import { openLibsql } from '../../../hosts/sql/open-libsql.ts';
import { openPostgres } from '../../../hosts/sql/open-postgres.ts';
import { failureOf } from '../../../src/backend/order-events/order-events-error.ts';
import type { Stores } from '../../../src/backend/order-events/ports/ports.ts';
import { MINUTE, noon, sampleNotification } from '../../ports/sample-rows.ts';
import { createDatabase } from './databases.ts';
import { startPostgres } from '../../../tools/workbench/postgres/postgres-cluster.ts';
import { idOf, retry, sampleEvent } from './sample-events.ts';

it('handles an event when PostgreSQL is back, however often that was tried meanwhile', async () => {
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

it('postpones an event whose connection is lost half-way, and keeps nothing of it', async () => {
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

describe('a full disk', () => {
  const large = 'x'.repeat(20_000);

  it('acknowledges nothing that is not stored, and goes on when there is room again', async () => {
    const database = createDatabase.libsql();
    const sql = database.open();
    try {
      await migrate(sql);
      const inbox = createInbox(sql, 'tenant', { ...retry, maxTries: 1 });
      await sql.query('PRAGMA max_page_count = 200', []);
      const acknowledged: string[] = [];
      let failure = '';
      while (failure === '') {
        const id = `event-${String(acknowledged.length)}`;
        const receivedAt = noon + acknowledged.length;
        failure = await inbox.insert(sampleEvent({ id, text: large }), receivedAt).then(() => '', failureOf);
        if (failure === '') acknowledged.push(id);
      }
      const notify = async (_event: ReceivedEvent, stores: Stores) => {
        await stores.notifications.insert(sampleNotification({ variables: { text: large.repeat(10) } }));
      };
      const turn = await inbox.handleNext(noon + MINUTE, notify).then(({ kind }) => kind, failureOf);

      expect(failure).toBe('store-full');
      // Whether the failure itself can be noted depends on the room that is left.
      expect(['postponed', 'store-full']).toContain(turn);
      expect((await inbox.list({}, 1_000)).map(({ id }) => id).reverse()).toEqual(acknowledged);
      await sql.query('PRAGMA max_page_count = 100000', []);
      expect(await inbox.insert(sampleEvent({ id: 'later' }), noon + MINUTE)).toBe('inserted');
      const handled = [];
      for (let next = await inbox.handleNext(noon + 2 * MINUTE, idOf); next.kind !== 'idle';) {
        handled.push('id' in next ? next.id : '');
        next = await inbox.handleNext(noon + 2 * MINUTE, idOf);
      }
      expect(handled.sort()).toEqual([...acknowledged, 'later'].sort());
      expect(await createSqlStores(sql, 'tenant').notifications.count({})).toBe(0);
    } finally {
      await sql.close();
      database.remove();
    }
  });
});

it('commits again at once after another connection kept the file for a while', async () => {
  const database = createDatabase.libsql();
  const [one, two] = [database.open(), database.open()];
  try {
    await migrate(one);
    let waited: Promise<string> | undefined;
    await one.transaction(async (transaction) => {
      waited = two.transaction(() => Promise.resolve('committed'));
      for (let statements = 0; statements < 5; statements += 1) {
        await transaction.query('SELECT 1 AS one', []);
        await new Promise(setImmediate);
      }
    });

    expect(await waited).toBe('committed');
  } finally {
    await one.close();
    await two.close();
    database.remove();
  }
});

it('says that a file cannot be opened, and not which', () => {
  expect(() => openLibsql('/nowhere/state.sqlite')).toThrow('The database file cannot be opened');
});
