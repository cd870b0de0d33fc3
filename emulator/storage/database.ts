import Libsql from 'libsql';

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
  /** Number of statements executed since opening: a measure of work independent of time. */
  statementsRun(): number;
  close(): void;
}

const MAX_PREPARED_STATEMENTS = 256;

/** Opens a file, or `:memory:`, in write-ahead mode: the effects of a statement survive the death of this process. */
export function openDatabase(file: string): Database {
  const connection = new Libsql(file);
  // The time-out comes first: the previous user of the file may still be closing it.
  connection.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  const prepared = new Map<string, SqlStatement>();
  let runs = 0;

  function prepare(sql: string): SqlStatement {
    const statement = connection.prepare(sql);
    // Rows as arrays: libsql adds a `_metadata` property to rows that are objects.
    const rows = statement.reader ? connection.prepare(sql).raw() : statement;
    return {
      all(...params) {
        runs += 1;
        return rows.all(...params) as SqlValue[][];
      },
      get(...params) {
        runs += 1;
        return rows.get(...params) as SqlValue[] | undefined;
      },
      run(...params) {
        runs += 1;
        return statement.run(...params).changes;
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
    exec: (sql) => void connection.exec(sql),
    statementsRun: () => runs,
    close: () => void connection.close(),
  };
}
