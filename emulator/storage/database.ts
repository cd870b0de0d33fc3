import { existsSync, writeFileSync } from 'node:fs';
import Libsql from 'libsql';

import { EmulatorError } from '../emulator-error.ts';

/** A value that SQLite accepts as a parameter. */
export type SqlValue = string | number | null;

/** A prepared statement whose rows are arrays of columns. */
export interface SqlStatement {
  all(...params: SqlValue[]): SqlValue[][];
  get(...params: SqlValue[]): SqlValue[] | undefined;
  /** Returns the number of changed rows. */
  run(...params: SqlValue[]): number;
}

/** An SQLite file, with cached prepared statements. */
export interface Database {
  statement(sql: string): SqlStatement;
  exec(sql: string): void;
  /** Starts a transaction of all that follows, unless one is open; until `commit`, the death of this process loses it. */
  begin(): void;
  commit(): void;
  /** Does work whose effects are stored all or none, within an open transaction if there is one. */
  allOrNone<T>(work: () => T): T;
  /** Number of statements executed since opening: a measure of work independent of time. */
  statementsRun(): number;
  close(): void;
}

const MAX_PREPARED_STATEMENTS = 256;

/**
 * Opens a file, or `:memory:`, in write-ahead mode: the effects of a statement survive the death of this process. A new file is readable
 * by this user only. Throws an EmulatorError `STATE_NOT_READABLE` if the file holds something else than a database with one of
 * `ownTables`, and changes nothing then. An error of a statement names the file in `path`.
 */
export function openDatabase(file: string, ownTables: readonly string[] = []): Database {
  // Only if missing: closing a file that SQLite has open, even briefly, releases SQLite's locks on it.
  if (file !== ':memory:' && !existsSync(file)) writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  const connection = withFile(file, () => new Libsql(file));
  try {
    // First of all: the previous user of the file may still be closing it.
    connection.exec('PRAGMA busy_timeout = 5000');
    refuseOther(file, connection, ownTables);
    withFile(file, () => connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;'));
  } catch (error) {
    connection.close();
    throw error;
  }
  const prepared = new Map<string, SqlStatement>();
  let runs = 0;

  function exec(sql: string): void {
    withFile(file, () => connection.exec(sql));
  }

  function prepare(sql: string): SqlStatement {
    const statement = withFile(file, () => connection.prepare(sql));
    // Rows as arrays: libsql adds a `_metadata` property to rows that are objects.
    const rows = statement.reader ? connection.prepare(sql).raw() : statement;
    return {
      all(...params) {
        runs += 1;
        return withFile(file, () => rows.all(...params) as SqlValue[][]);
      },
      get(...params) {
        runs += 1;
        return withFile(file, () => rows.get(...params) as SqlValue[] | undefined);
      },
      run(...params) {
        runs += 1;
        return withFile(file, () => statement.run(...params).changes);
      },
    };
  }

  return {
    statement(sql) {
      const known = prepared.get(sql);
      if (known !== undefined) {
        prepared.delete(sql);
        prepared.set(sql, known);
        return known;
      }
      const fresh = prepare(sql);
      prepared.set(sql, fresh);
      const oldest = prepared.size > MAX_PREPARED_STATEMENTS ? prepared.keys().next().value : undefined;
      if (oldest !== undefined) prepared.delete(oldest);
      return fresh;
    },
    exec,
    ...createTransactions(exec),
    statementsRun: () => runs,
    close: () => void connection.close(),
  };
}

function createTransactions(exec: (sql: string) => void): Pick<Database, 'begin' | 'commit' | 'allOrNone'> {
  let isInTransaction = false;
  return {
    begin() {
      if (!isInTransaction) exec('BEGIN');
      isInTransaction = true;
    },
    commit() {
      if (!isInTransaction) return;
      isInTransaction = false;
      exec('COMMIT');
    },
    allOrNone(work) {
      const [start, end, undo] = isInTransaction
        ? ['SAVEPOINT part', 'RELEASE part', 'ROLLBACK TO part; RELEASE part']
        : ['BEGIN', 'COMMIT', 'ROLLBACK'];
      exec(start);
      try {
        const value = work();
        exec(end);
        return value;
      } catch (error) {
        exec(undo);
        throw error;
      }
    },
  };
}

const foundBy: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'something else than a database',
  SQLITE_CORRUPT: 'a damaged or truncated database',
};

/** Refuses the database of another program before anything is written to it. */
function refuseOther(file: string, connection: Libsql.Database, ownTables: readonly string[]): void {
  const names = readTables(file, connection);
  if (ownTables.length === 0 || names.length === 0 || names.some((name) => ownTables.includes(name))) return;
  throw notReadable(file, `the database of another program, with the table "${names[0] ?? ''}"`);
}

function readTables(file: string, connection: Libsql.Database): string[] {
  try {
    const rows = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").raw().all();
    return (rows as SqlValue[][]).map(([name]) => String(name));
  } catch (cause) {
    const found = foundBy[codeOf(cause)];
    if (found === undefined) throw named(file, cause);
    throw notReadable(file, found, cause);
  }
}

function notReadable(file: string, found: string, cause?: unknown): EmulatorError {
  return new EmulatorError('STATE_NOT_READABLE', `${file}: expected a database of a local site, found ${found}`, {
    cause,
  });
}

/** Makes an error of SQLite, which knows no path, name the file. */
function withFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw named(file, error);
  }
}

function named(file: string, error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Object.assign(error, { path: file }) : error;
}

function codeOf(error: unknown): string {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}
