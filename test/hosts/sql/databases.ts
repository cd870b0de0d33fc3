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

/** An empty database of each kind, by the name of its adapter. */
export const createDatabase: Readonly<Record<'libsql' | 'PostgreSQL', () => TestDatabase>> = {
  libsql() {
    const folder = mkdtempSync(join(tmpdir(), 'order-events-sql-'));
    const file = join(folder, 'state.sqlite');
    return {
      file,
      url: `file:${file}`,
      open: () => openLibsql(file),
      remove: () => rmSync(folder, { recursive: true, force: true }),
    };
  },
  PostgreSQL() {
    const { connectionString, stop } = startPostgres();
    return { file: '', url: connectionString, open: () => openPostgres({ connectionString }), remove: stop };
  },
};

/** Runs tests against a database of each kind, opened and migrated once; each test gets a tenant of its own. */
export function describeDatabases(
  tests: (sql: () => Sql, newTenant: () => string, again: () => Sql) => void,
  names: readonly ('libsql' | 'PostgreSQL')[] = ['libsql', 'PostgreSQL'],
): void {
  describe.each(names)('on %s', (name) => {
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
      database = createDatabase[name]();
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
