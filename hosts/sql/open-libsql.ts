import { setTimeout as wait } from 'node:timers/promises';
import Libsql from 'libsql';

import { asDatabaseFailure, codeOf } from './database-failure.ts';
import type { Sql, SqlQueries, SqlRow, SqlValue } from './sql.ts';

/** Another process may hold the file for the length of a transaction; asking again lets this process work meanwhile. */
const BUSY_RETRY_MS = 20;
const MAX_BUSY_RETRIES = 500;

/** Opens one SQLite file, which other processes may have open as well. What was committed survives a loss of power. */
export function openLibsql(file: string): Sql {
  const connection = new Libsql(file);
  connection.exec('PRAGMA busy_timeout = 1000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  connection.exec('PRAGMA busy_timeout = 50');
  let last: Promise<unknown> = Promise.resolve();

  /** One at a time: a second one on the same connection would be part of the first one's transaction. */
  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return await turn;
  }

  const direct: SqlQueries = {
    dialect: 'sqlite',
    query: async (statement, params) => run(connection, statement, params),
  };

  return {
    dialect: 'sqlite',
    query: (statement, params) => inTurn(() => whileBusy(() => run(connection, statement, params))),
    transaction: (work) =>
      inTurn(async () => {
        await whileBusy(() => run(connection, 'BEGIN IMMEDIATE', []));
        try {
          const result = await work(direct);
          await whileBusy(() => run(connection, 'COMMIT', []));
          return result;
        } catch (error) {
          // A full disk has ended the transaction already.
          if (connection.inTransaction) run(connection, 'ROLLBACK', []);
          throw error;
        }
      }),
    close: () => inTurn(async () => void connection.close()),
  };
}

function run(connection: Libsql.Database, statement: string, params: readonly SqlValue[]): readonly SqlRow[] {
  try {
    const prepared = connection.prepare(statement.replace(/\$(\d+)/g, '?$1'));
    if (!prepared.reader) {
      prepared.run(...params);
      return [];
    }
    const columns = prepared.columns().map(({ name }) => name);
    const rows = prepared.raw().all(...params) as SqlValue[][];
    return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
  } catch (error) {
    throw codeOf(error).startsWith('SQLITE_BUSY') ? new Busy() : asDatabaseFailure(error);
  }
}

class Busy extends Error {
  readonly code = 'SQLITE_BUSY';
}

async function whileBusy<Result>(attempt: () => Result): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof Busy) || tries > MAX_BUSY_RETRIES) throw asDatabaseFailure(error);
      await wait(BUSY_RETRY_MS);
    }
  }
}
