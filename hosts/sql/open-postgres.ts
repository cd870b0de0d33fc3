import pg from 'pg';

import { asDatabaseFailure } from './database-failure.ts';
import { runTransaction } from './run-transaction.ts';
import type { Sql, SqlRow, SqlValue } from './sql.ts';

/** Address of a PostgreSQL database, and the maximum number of connections for this process. */
export interface PostgresSettings {
  readonly connectionString: string;
  readonly maxConnections?: number;
}

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** A server that has become unreachable does not report that a statement timed out. */
const QUERY_TIMEOUT_MS = 35_000;
/** A process whose machine is gone keeps its locks until the server ends its transaction. */
const IDLE_TRANSACTION_TIMEOUT_MS = 60_000;
const DEFAULT_CONNECTIONS = 10;

/** Opens a PostgreSQL database; the first query makes a connection. */
export function openPostgres({ connectionString, maxConnections = DEFAULT_CONNECTIONS }: PostgresSettings): Sql {
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
  });
  // An idle connection that the server ended is replaced at the next query, which reports the problem.
  pool.on('error', () => undefined);

  return {
    dialect: 'postgres',
    query: (statement, params) => run(pool, statement, params),
    async transaction(work) {
      const client = await pool.connect().catch((error: unknown) => {
        throw asDatabaseFailure(error);
      });
      // Without a listener, a connection lost between two statements would end the process; the next statement reports the loss.
      const ignore = (): void => undefined;
      client.on('error', ignore);
      let isUsable = false;
      try {
        const result = await runTransaction(
          {
            dialect: 'postgres',
            begin: () => run(client, 'BEGIN', []),
            commit: () => run(client, 'COMMIT', []),
            query: (statement, params) => run(client, statement, params),
            async undo() {
              await run(client, 'ROLLBACK', []);
              isUsable = true;
            },
          },
          work,
        );
        isUsable = true;
        return result;
      } finally {
        client.off('error', ignore);
        client.release(!isUsable);
      }
    },
    close: () => pool.end(),
  };
}

async function run(
  connection: pg.Pool | pg.PoolClient,
  statement: string,
  params: readonly SqlValue[],
): Promise<readonly SqlRow[]> {
  try {
    return (await connection.query<SqlRow>(statement, [...params])).rows;
  } catch (error) {
    throw asDatabaseFailure(error);
  }
}
