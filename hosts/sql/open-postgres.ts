import pg from 'pg';

import { asDatabaseFailure } from './database-failure.ts';
import type { Sql, SqlQueries, SqlRow, SqlValue } from './sql.ts';

/** How a PostgreSQL database is reached, and how many connections this process may have. */
export interface PostgresSettings {
  readonly connectionString: string;
  readonly maxConnections?: number;
}

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const DEFAULT_CONNECTIONS = 10;

/** Opens a PostgreSQL database; a connection is made with the first query. */
export function openPostgres({ connectionString, maxConnections = DEFAULT_CONNECTIONS }: PostgresSettings): Sql {
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  // An idle connection that the server ended is replaced with the next query, which tells what is wrong.
  pool.on('error', () => undefined);

  return {
    dialect: 'postgres',
    query: (statement, params) => run(pool, statement, params),
    async transaction(work) {
      const client = await pool.connect().catch((error: unknown) => {
        throw asDatabaseFailure(error);
      });
      // Without a listener, a connection lost between two statements would end the process; the next statement tells.
      const ignore = (): void => undefined;
      client.on('error', ignore);
      let isBroken = false;
      try {
        await run(client, 'BEGIN', []);
        const result = await work(oneByOne(client));
        await run(client, 'COMMIT', []);
        return result;
      } catch (error) {
        await run(client, 'ROLLBACK', []).catch(() => (isBroken = true));
        throw error;
      } finally {
        client.off('error', ignore);
        client.release(isBroken);
      }
    },
    close: () => pool.end(),
  };
}

/** A connection does one query at a time, whatever the work asks for at once. */
function oneByOne(client: pg.PoolClient): SqlQueries {
  let last: Promise<unknown> = Promise.resolve();
  return {
    dialect: 'postgres',
    query(statement, params) {
      const turn = last.then(() => run(client, statement, params));
      last = turn.catch(() => undefined);
      return turn;
    },
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
