import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { asDatabaseFailure } from './database-failure.ts';
import type { SqlQueries } from './sql.ts';

/** A connection reserved for one transaction. */
export interface OwnConnection extends SqlQueries {
  begin(): Promise<unknown>;
  commit(): Promise<unknown>;
  /** Rolls back. If it rejects, the connection cannot be used again. */
  undo(): Promise<void>;
}

/**
 * Commits the work, or rolls back if it rejects or any statement failed, even if the work caught that failure: PostgreSQL accepts no
 * statement after a failed one, whereas SQLite would keep the others.
 */
export async function runTransaction<Result>(
  connection: OwnConnection,
  work: (transaction: SqlQueries) => Promise<Result>,
): Promise<Result> {
  await connection.begin();
  const { queries, end } = untilFailure(connection);
  try {
    const result = await work(queries);
    await end();
    await connection.commit();
    return result;
  } catch (error) {
    await end().catch(() => undefined);
    await connection.undo().catch(() => undefined);
    throw error;
  }
}

/** Runs queries one at a time, also those requested at the same time, and none after the first failure or after the end. */
function untilFailure({ dialect, query }: SqlQueries): {
  readonly queries: SqlQueries;
  /** Waits for all requested queries, and rejects with the first failure. */
  readonly end: () => Promise<void>;
} {
  let last: Promise<unknown> = Promise.resolve();
  let failure: OrderEventsError | undefined;

  async function runNext(...asked: Parameters<SqlQueries['query']>): ReturnType<SqlQueries['query']> {
    if (failure !== undefined) throw failure;
    try {
      return await query(...asked);
    } catch (error) {
      failure = asDatabaseFailure(error);
      throw failure;
    }
  }

  return {
    queries: {
      dialect,
      query(...asked) {
        const turn = last.then(() => runNext(...asked));
        last = turn.catch(() => undefined);
        return turn;
      },
    },
    async end() {
      await last;
      const first = failure;
      failure = new OrderEventsError('store-failed', 'The transaction has ended', undefined);
      if (first !== undefined) throw first;
    },
  };
}
