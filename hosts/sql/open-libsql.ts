import { setTimeout as wait } from 'node:timers/promises';
import Libsql from 'libsql';

import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { asDatabaseFailure, isBusyFile } from './database-failure.ts';
import { type OwnConnection, runTransaction } from './run-transaction.ts';
import type { Sql, SqlQueries, SqlValue } from './sql.ts';

/** Another process may lock the file for the length of a transaction; retrying instead of blocking lets this process work meanwhile. */
const BUSY_RETRY_MS = 20;
const MAX_BUSY_RETRIES = 500;
const MAX_STATEMENTS = 200;
/** With SQLite's own 2 MB, a file of a million orders reads the upper pages of its indexes for each event. */
const CACHE_KIB = 64 * 1024;

/** Opens an SQLite file, which other processes may have open as well. Committed data survives a power failure. */
export function openLibsql(file: string): Sql {
  const connection = connect(file);
  let last: Promise<unknown> = Promise.resolve();

  /** Runs one at a time: a second one on the same connection would become part of the first one's transaction. */
  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return await turn;
  }

  const query = createQueries(connection);
  // A prepared BEGIN or COMMIT that met a busy file stays in progress until it is garbage-collected, and blocks any other COMMIT.
  const execute = (statement: string): Promise<unknown> => whileBusy(() => connection.exec(statement));
  const own: OwnConnection = {
    dialect: 'sqlite',
    query,
    begin: () => execute('BEGIN IMMEDIATE'),
    commit: () => execute('COMMIT'),
    async undo() {
      // A full disk has already ended the transaction.
      if (connection.inTransaction) await execute('ROLLBACK');
    },
  };

  return {
    dialect: 'sqlite',
    query: (statement, params) => inTurn(() => query(statement, params)),
    transaction: (work) => inTurn(() => runTransaction(own, work)),
    close: () => inTurn(async () => void connection.close()),
  };
}

function connect(file: string): Libsql.Database {
  const connection = openFile(file);
  try {
    connection.exec('PRAGMA busy_timeout = 1000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    connection.exec(`PRAGMA busy_timeout = 50; PRAGMA cache_size = -${String(CACHE_KIB)}`);
    return connection;
  } catch (error) {
    connection.close();
    throw asDatabaseFailure(error);
  }
}

/** The driver gives no code if it cannot open a file. */
function openFile(file: string): Libsql.Database {
  try {
    return new Libsql(file);
  } catch {
    throw new OrderEventsError('store-missing', 'The database file cannot be opened', undefined);
  }
}

/** Creates a function that runs statements on a connection, and prepares each once. */
function createQueries(connection: Libsql.Database): SqlQueries['query'] {
  const statements = new Map<string, Prepared>();

  /** Prepared once for all tries: a statement that met a busy file stays in progress until it is retried. */
  async function prepare(statement: string): Promise<Prepared> {
    const known = statements.get(statement);
    if (known !== undefined) return known;
    const prepared = await whileBusy(() => connection.prepare(statement.replace(/\$(\d+)/g, '?$1')));
    const made = prepared.reader
      ? { statement: prepared.raw(), columns: prepared.columns().map(({ name }) => name) }
      : { statement: prepared, columns: undefined };
    // Only lists of many rows have more texts than that.
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    statements.set(statement, made);
    return made;
  }

  return async (text, params) => {
    const { statement, columns } = await prepare(text);
    try {
      if (columns === undefined) {
        await whileBusy(() => statement.run([...params]));
        return [];
      }
      const rows = await whileBusy(() => statement.all([...params]) as SqlValue[][]);
      return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
    } catch (error) {
      // It may still be in progress, and then stays so until it is garbage-collected.
      statements.delete(text);
      throw error;
    }
  };
}

interface Prepared {
  readonly statement: Libsql.Statement;
  /** `undefined` if it returns no rows. */
  readonly columns: readonly string[] | undefined;
}

async function whileBusy<Result>(attempt: () => Result): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusyFile(error) || tries > MAX_BUSY_RETRIES) throw asDatabaseFailure(error);
      await wait(BUSY_RETRY_MS);
    }
  }
}
