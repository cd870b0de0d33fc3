import { openLibsql } from '../sql/open-libsql.ts';
import { openPostgres } from '../sql/open-postgres.ts';
import type { Sql } from '../sql/sql.ts';

const FILE = 'file:';

/** Opens `file:PATH` as an SQLite file, any other URL as a PostgreSQL database. */
export function openDatabase(url: string): Sql {
  return url.startsWith(FILE) ? openLibsql(url.slice(FILE.length)) : openPostgres({ connectionString: url });
}
