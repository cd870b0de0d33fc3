import { writeFileSync } from 'node:fs';
import Libsql from 'libsql';

import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { createInbox } from '../../../hosts/sql/inbox.ts';
import type { ReceivedEvent } from '../../../hosts/sql/inbox-event.ts';
import { migrate } from '../../../hosts/sql/migrate.ts';
import { openLibsql } from '../../../hosts/sql/open-libsql.ts';
import { failureOf } from '../../../src/backend/order-events/order-events-error.ts';
import type { Stores } from '../../../src/backend/order-events/ports/ports.ts';
import { MINUTE, noon, sampleNotification } from '../../ports/sample-rows.ts';
import { createLibsql } from './databases.ts';
import { idOf, retry, sampleEvent } from './sample-events.ts';

describe('a full disk', () => {
  const large = 'x'.repeat(20_000);

  it('acknowledges nothing that is not stored, and continues when there is room again', async () => {
    const database = createLibsql();
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
      // Recording the failure itself may succeed or fail, depending on the remaining space.
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

it('commits at the first try after another connection kept the file for a while', async () => {
  const database = createLibsql();
  const [one, two] = [database.open(), database.open()];
  const executed = jest.spyOn(Libsql.prototype, 'exec');
  try {
    await migrate(one);
    executed.mockClear();
    let waited: Promise<string> | undefined;
    await one.transaction(async (transaction) => {
      waited = two.transaction(() => Promise.resolve('committed'));
      for (let statements = 0; statements < 5; statements += 1) {
        await transaction.query('SELECT 1 AS one', []);
        await new Promise(setImmediate);
      }
    });

    expect(await waited).toBe('committed');
    // A prepared COMMIT would be tried for seconds, until what went before is collected.
    expect(executed.mock.calls.filter(([statement]) => statement === 'COMMIT')).toHaveLength(2);
  } finally {
    executed.mockRestore();
    await one.close();
    await two.close();
    database.remove();
  }
});

it('reports that a file cannot be opened, without its name', () => {
  expect(() => openLibsql('/nowhere/state.sqlite')).toThrow('The database file cannot be opened');
});

it('reports that a file is not a database', () => {
  const database = createLibsql();
  writeFileSync(database.file, 'x'.repeat(5_000));
  try {
    expect(() => database.open()).toThrow('The database failed with code SQLITE_NOTADB');
  } finally {
    database.remove();
  }
});
