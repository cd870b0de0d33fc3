import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { asDatabaseFailure } from './database-failure.ts';
import type { SqlQueries } from './sql.ts';

/** A connection that nobody else uses until the transaction ends. */
export interface OwnConnection extends SqlQueries {
  begin(): Promise<unknown>;
  commit(): Promise<unknown>;
  /** May reject: then the connection is of no more use. */
  undo(): Promise<void>;
}

/**
 * Commits what the work did, or nothing of it where the work rejects or a statement failed, whether the work heard of that or
 * not: PostgreSQL takes no statement after one that failed, and SQLite would keep the others.
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

/** One query at a time, whatever is asked for at once, and none after the first that failed or after the end. */
function untilFailure({ dialect, query }: SqlQueries): {
  readonly queries: SqlQueries;
  /** Waits for what was asked for, and rejects with the first failure. */
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
