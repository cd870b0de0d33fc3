import { setTimeout as wait } from 'node:timers/promises';
import Libsql from 'libsql';

import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { asDatabaseFailure, isBusyFile } from './database-failure.ts';
import { type OwnConnection, runTransaction } from './run-transaction.ts';
import type { Sql, SqlQueries, SqlRow, SqlValue } from './sql.ts';

/** Another process may lock the file for the length of a transaction; retrying instead of blocking lets this process work meanwhile. */
const BUSY_RETRY_MS = 20;
const MAX_BUSY_RETRIES = 500;

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

  const query: SqlQueries['query'] = (statement, params) => run(connection, statement, params);
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
    connection.exec('PRAGMA busy_timeout = 50');
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

async function run(
  connection: Libsql.Database,
  statement: string,
  params: readonly SqlValue[],
): Promise<readonly SqlRow[]> {
  // Prepared once for all tries: a statement that met a busy file stays in progress until it is retried.
  const prepared = await whileBusy(() => connection.prepare(statement.replace(/\$(\d+)/g, '?$1')));
  if (!prepared.reader) {
    await whileBusy(() => prepared.run([...params]));
    return [];
  }
  const columns = prepared.columns().map(({ name }) => name);
  const rows = await whileBusy(() => prepared.raw().all([...params]) as SqlValue[][]);
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
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
