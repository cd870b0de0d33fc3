import { failureOf } from '../../src/backend/order-events/order-events-error.ts';
import type { Stores } from '../../src/backend/order-events/ports/ports.ts';
import { createSqlStores } from './create-sql-stores.ts';
import { isOutage } from './database-failure.ts';
import type { InboxHead, ReceivedEvent } from './inbox-event.ts';
import { numberIn, type Sql, type SqlQueries, type SqlRow, textIn } from './sql.ts';
import { fromStorable } from './storable-text.ts';
import { lockLane } from './with-order.ts';

/** Retries of an event: their number, and the waiting time, which doubles from the first up to the longest. */
export interface RetryPolicy {
  readonly maxTries: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

/**
 * Handles an event inside the transaction that removes it from the inbox; notifications are sent after that transaction. Rejects if the
 * event was not handled; a failure that it returns is an ordinary result.
 */
export type HandleInTransaction<Result> = (
  event: ReceivedEvent,
  stores: Stores,
  transaction: SqlQueries,
) => Promise<Result>;

/**
 * Result of handling the next event. `failed`: handling failed, and the event is tried again at `nextAt`. `postponed`: the same, but
 * because of the database, which does not count as a try. `dead`: the event is not tried again until it is revived.
 */
export type Turn<Result> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'done'; readonly id: string; readonly result: Result }
  | { readonly kind: 'failed' | 'postponed'; readonly id: string; readonly reason: string; readonly nextAt: number }
  | { readonly kind: 'dead'; readonly id: string; readonly reason: string };

/** Dependencies of `handleNext`. */
export interface HandleNextDeps {
  readonly retry: RetryPolicy;
  readonly instanceId: string;
  readonly sql: Sql;
}

/** Implements `Inbox.handleNext`. */
export async function handleNext<Result>(
  now: number,
  handle: HandleInTransaction<Result>,
  deps: HandleNextDeps,
): Promise<Turn<Result>> {
  const { instanceId, sql } = deps;
  let taken: Taken | undefined;
  try {
    return await sql.transaction(async (transaction) => {
      const row = await takeNext(now, instanceId, transaction);
      if (row === undefined) return { kind: 'idle' };
      taken = takenOf(row);
      const result = await handle(taken.event, createSqlStores(transaction, instanceId), transaction);
      const statement = 'DELETE FROM order_events_inbox WHERE instance_id = $1 AND id = $2';
      await transaction.query(statement, [instanceId, taken.key]);
      return { kind: 'done', id: taken.event.id, result };
    });
  } catch (error) {
    if (taken === undefined) throw error;
    return await noteFailure(taken, failureOf(error), now, deps);
  }
}

interface Taken {
  readonly key: string;
  readonly tries: number;
  /** Number of times the event was put off, for any reason. */
  readonly waits: number;
  readonly event: ReceivedEvent;
}

/**
 * The row stays locked until the transaction ends, so other workers skip it; only the first due event of a lane can be taken. The clocks of
 * two workers may disagree about which is first, so the lane is locked as well. Both sort orders match an index: a join would be planned
 * from statistics, which a table that fills and empties all day does not have. The "+" keeps SQLite from the index of all that waits.
 */
async function takeNext(now: number, instanceId: string, transaction: SqlQueries): Promise<SqlRow | undefined> {
  const skipping = transaction.dialect === 'postgres' ? 'FOR UPDATE OF waiting SKIP LOCKED' : '';
  const [row] = await transaction.query(
    `SELECT waiting.id, waiting.lane, waiting.tries, waiting.waits, waiting.received_at, waiting.content, waiting.body
     FROM order_events_inbox AS waiting
     WHERE waiting.instance_id = $1 AND waiting.is_dead = 0 AND waiting.next_at <= $2 AND waiting.id = (
       SELECT first.id FROM order_events_inbox AS first
       WHERE first.instance_id = waiting.instance_id AND first.lane = waiting.lane AND first.is_dead = 0
         AND +first.next_at <= $2
       ORDER BY first.received_at, first.id LIMIT 1)
     ORDER BY waiting.next_at, waiting.id LIMIT 1 ${skipping}`,
    [instanceId, now],
  );
  if (row !== undefined) await lockLane(textIn(row, 'lane'), instanceId, transaction);
  return row;
}

async function noteFailure(
  { key, tries, waits, event }: Taken,
  reason: string,
  now: number,
  { retry, instanceId, sql }: HandleNextDeps,
): Promise<Turn<never>> {
  const isPostponed = isOutage(reason);
  const triesNow = isPostponed ? tries : tries + 1;
  const isDead = triesNow >= retry.maxTries;
  const nextAt = now + Math.min(retry.longestWaitMs, retry.firstWaitMs * 2 ** waits);
  // Another worker may have handled the event, or failed at it, since the rollback: one failure is recorded once.
  await sql.query(
    `UPDATE order_events_inbox SET tries = $4, waits = $3 + 1, next_at = $5, is_dead = $6, reason = $7
     WHERE instance_id = $1 AND id = $2 AND waits = $3`,
    [instanceId, key, waits, triesNow, nextAt, isDead ? 1 : 0, reason],
  );
  const { id } = event;
  return isDead ? { kind: 'dead', id, reason } : { kind: isPostponed ? 'postponed' : 'failed', id, reason, nextAt };
}

function takenOf(row: SqlRow): Taken {
  const head = JSON.parse(textIn(row, 'body')) as InboxHead;
  return {
    key: textIn(row, 'id'),
    tries: numberIn(row, 'tries'),
    waits: numberIn(row, 'waits'),
    event: { ...head, receivedAt: numberIn(row, 'received_at'), text: fromStorable(textIn(row, 'content')) },
  };
}
