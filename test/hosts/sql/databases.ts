import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { migrate } from '../../../hosts/sql/migrate.ts';
import { openLibsql } from '../../../hosts/sql/open-libsql.ts';
import { openPostgres } from '../../../hosts/sql/open-postgres.ts';
import type { Sql } from '../../../hosts/sql/sql.ts';
import { startPostgres } from '../../../tools/workbench/postgres/postgres-cluster.ts';

/** A database that several processes may open. */
export interface TestDatabase {
  /** The path of a database that is a file. */
  readonly file: string;
  /** The URL in a server's configuration. */
  readonly url: string;
  /** Opens it again, as another process would. */
  open(): Sql;
  remove(): void;
}

/** Creates an empty SQLite file. */
export function createLibsql(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'order-events-sql-'));
  const file = join(folder, 'state.sqlite');
  return {
    file,
    url: `file:${file}`,
    open: () => openLibsql(file),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function createPostgres(): TestDatabase {
  const { connectionString, stop } = startPostgres();
  return { file: '', url: connectionString, open: () => openPostgres({ connectionString }), remove: stop };
}

/** PostgreSQL must be installed, so a separate run (`npm run test:postgres`) runs the same tests on it. */
const chosen = process.env['ORDER_EVENTS_TEST_DATABASE'] ?? 'libsql';

/** Creates an empty database of the kind that this test run uses. */
export function createDatabase(): TestDatabase {
  return chosen === 'PostgreSQL' ? createPostgres() : createLibsql();
}

/** Runs tests on a database that is opened and migrated once; each test gets its own tenant. */
export function describeDatabases(tests: (sql: () => Sql, newTenant: () => string, again: () => Sql) => void): void {
  describe(`on ${chosen}`, () => {
    let database: TestDatabase | undefined;
    const opened: Sql[] = [];
    let tenants = 0;
    const open = (): Sql => {
      if (database === undefined) throw new Error('The database is not there');
      const sql = database.open();
      opened.push(sql);
      return sql;
    };

    beforeAll(async () => {
      database = createDatabase();
      await migrate(open());
    });
    afterAll(async () => {
      for (const sql of opened) await sql.close();
      database?.remove();
    });

    tests(
      () => opened[0] ?? open(),
      () => `tenant-${String((tenants += 1))}`,
      open,
    );
  });
}
