import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { migrate } from '../../../hosts/sql/migrate.ts';
import { openLibsql } from '../../../hosts/sql/open-libsql.ts';
import { openPostgres } from '../../../hosts/sql/open-postgres.ts';
import type { Sql } from '../../../hosts/sql/sql.ts';
import { startPostgres } from '../../../tools/workbench/postgres/postgres-cluster.ts';

/** A database that several may open. */
export interface TestDatabase {
  /** The file of one that is a file. */
  readonly file: string;
  /** As a server is told of it. */
  readonly url: string;
  /** Opens it once more, as another process would. */
  open(): Sql;
  remove(): void;
}

/** An empty SQLite file. */
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

/** PostgreSQL has to be installed, so a run of its own (`npm run test:postgres`) has the same tests on it. */
const chosen = process.env['ORDER_EVENTS_TEST_DATABASE'] ?? 'libsql';

/** An empty database of the kind that this run of the tests is about. */
export function createDatabase(): TestDatabase {
  return chosen === 'PostgreSQL' ? createPostgres() : createLibsql();
}

/** Runs tests against a database, opened and migrated once; each test gets a tenant of its own. */
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
