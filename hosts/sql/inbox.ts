import { failureOf } from '../../src/backend/order-events/order-events-error.ts';
import type { Stores } from '../../src/backend/order-events/ports/ports.ts';
import { createSqlStores } from './create-sql-stores.ts';
import { numberIn, type Sql, type SqlQueries, type SqlRow, textIn } from './sql.ts';
import { toKey } from './storable-text.ts';
import { lockLane } from './with-order.ts';

/** An event that was acknowledged and is to be handled. */
export interface InboxEvent {
  /** The same event has the same id: it is kept once while it waits. */
  readonly id: string;
  /** As `laneOf` makes it, or the event's own id where no order could be read. */
  readonly lane: string;
  /** The event in clear, as it came; it is gone when it was handled. */
  readonly text: string;
}

/** How often an event is tried, and how long it waits in between: the wait doubles up to the longest. */
export interface RetryPolicy {
  readonly maxTries: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

/** Handles an event in the transaction that takes it out of the inbox; whoever sends something does so after it. */
export type HandleInTransaction<Result> = (event: InboxEvent, stores: Stores) => Promise<Result>;

/** What came of the next event. `failed`: it is tried again at `nextAt`. `dead`: it is not, until somebody revives it. */
export type Turn<Result> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'done'; readonly id: string; readonly result: Result }
  | { readonly kind: 'failed'; readonly id: string; readonly reason: string; readonly nextAt: number }
  | { readonly kind: 'dead'; readonly id: string; readonly reason: string };

/** An event that was given up. */
export interface DeadEvent {
  readonly id: string;
  readonly receivedAt: number;
  readonly tries: number;
  /** The code of its last failure. */
  readonly reason: string;
}

/** The acknowledged events of one tenant. */
export interface Inbox {
  /** Keeps an event that may be acknowledged then; `known` when it waits already. */
  insert(event: InboxEvent, now: number): Promise<'inserted' | 'known'>;
  /**
   * Handles the event that has waited longest among those whose turn it is. Two workers never handle two events of one lane at
   * once, and a process that dies gives its event back by dying.
   */
  handleNext<Result>(now: number, handle: HandleInTransaction<Result>): Promise<Turn<Result>>;
  listDead(limit: number): Promise<readonly DeadEvent[]>;
  /** Lets a dead event be tried anew; `false` when there is none. */
  revive(id: string, now: number): Promise<boolean>;
  count(): Promise<{ readonly waiting: number; readonly dead: number }>;
}

/** The tenants of which an event waits to be handled. */
export async function listWaitingTenants(now: number, sql: SqlQueries): Promise<readonly string[]> {
  const statement =
    'SELECT DISTINCT instance_id FROM order_events_inbox WHERE is_dead = 0 AND next_at <= $1 ORDER BY 1';
  return (await sql.query(statement, [now])).map((row) => textIn(row, 'instance_id'));
}

/** The inbox of a tenant. */
export function createInbox(sql: Sql, instanceId: string, retry: RetryPolicy): Inbox {
  return {
    async insert({ id, lane, text }, now) {
      const rows = await sql.query(
        `INSERT INTO order_events_inbox (instance_id, id, lane, received_at, tries, next_at, is_dead, body)
         VALUES ($1, $2, $3, $4, 0, $4, 0, $5) ON CONFLICT (instance_id, id) DO NOTHING RETURNING id`,
        [instanceId, toKey(id), toKey(lane), now, JSON.stringify({ id, lane, text })],
      );
      return rows.length === 1 ? 'inserted' : 'known';
    },
    async handleNext(now, handle) {
      let taken: Taken | undefined;
      try {
        return await sql.transaction(async (transaction) => {
          const row = await takeNext(now, instanceId, transaction);
          if (row === undefined) return { kind: 'idle' };
          taken = takenOf(row);
          const result = await handle(taken.event, createSqlStores(transaction, instanceId));
          await transaction.query('DELETE FROM order_events_inbox WHERE instance_id = $1 AND id = $2', [
            instanceId,
            taken.key,
          ]);
          return { kind: 'done', id: taken.event.id, result };
        });
      } catch (error) {
        if (taken === undefined) throw error;
        return await noteFailure(taken, failureOf(error), now, { retry, instanceId, sql });
      }
    },
    async listDead(limit) {
      const rows = await sql.query(
        `SELECT body, received_at, tries, reason FROM order_events_inbox
         WHERE instance_id = $1 AND is_dead = 1 ORDER BY received_at, id LIMIT $2`,
        [instanceId, limit],
      );
      return rows.map((row) => ({
        id: eventOf(row).id,
        receivedAt: numberIn(row, 'received_at'),
        tries: numberIn(row, 'tries'),
        reason: textIn(row, 'reason'),
      }));
    },
    async revive(id, now) {
      const rows = await sql.query(
        `UPDATE order_events_inbox SET is_dead = 0, tries = 0, next_at = $3
         WHERE instance_id = $1 AND id = $2 AND is_dead = 1 RETURNING id`,
        [instanceId, toKey(id), now],
      );
      return rows.length === 1;
    },
    async count() {
      const statement = `SELECT CAST(count(*) AS integer) AS count, is_dead FROM order_events_inbox
        WHERE instance_id = $1 GROUP BY is_dead`;
      const rows = await sql.query(statement, [instanceId]);
      const countOf = (isDead: number): number =>
        numberIn(
          rows.find((row) => row['is_dead'] === isDead),
          'count',
        ) || 0;
      return { waiting: countOf(0), dead: countOf(1) };
    },
  };
}

interface Taken {
  readonly key: string;
  readonly tries: number;
  readonly event: InboxEvent;
}

/**
 * The row stays locked until the transaction ends, so others skip it; of one lane only the first one whose turn it is can be taken.
 * What is first may differ by the clocks of two workers, therefore the lane is locked as well.
 */
async function takeNext(now: number, instanceId: string, transaction: SqlQueries): Promise<SqlRow | undefined> {
  const skipping = transaction.dialect === 'postgres' ? 'FOR UPDATE OF waiting SKIP LOCKED' : '';
  const [row] = await transaction.query(
    `SELECT waiting.id, waiting.lane, waiting.tries, waiting.body FROM order_events_inbox AS waiting
     WHERE waiting.instance_id = $1 AND waiting.is_dead = 0 AND waiting.next_at <= $2 AND NOT EXISTS (
       SELECT 1 FROM order_events_inbox AS earlier
       WHERE earlier.instance_id = waiting.instance_id AND earlier.lane = waiting.lane AND earlier.is_dead = 0
         AND earlier.next_at <= $2
         AND (earlier.received_at < waiting.received_at
           OR (earlier.received_at = waiting.received_at AND earlier.id < waiting.id)))
     ORDER BY waiting.received_at, waiting.id LIMIT 1 ${skipping}`,
    [instanceId, now],
  );
  if (row !== undefined) await lockLane(textIn(row, 'lane'), instanceId, transaction);
  return row;
}

async function noteFailure(
  { key, tries, event }: Taken,
  reason: string,
  now: number,
  { retry, instanceId, sql }: { readonly retry: RetryPolicy; readonly instanceId: string; readonly sql: Sql },
): Promise<Turn<never>> {
  const isDead = tries + 1 >= retry.maxTries;
  const nextAt = now + Math.min(retry.longestWaitMs, retry.firstWaitMs * 2 ** tries);
  // Another worker may have handled the event since the transaction was undone, or failed at it: that is noted once.
  await sql.query(
    `UPDATE order_events_inbox SET tries = $3 + 1, next_at = $4, is_dead = $5, reason = $6
     WHERE instance_id = $1 AND id = $2 AND tries = $3`,
    [instanceId, key, tries, nextAt, isDead ? 1 : 0, reason],
  );
  return isDead ? { kind: 'dead', id: event.id, reason } : { kind: 'failed', id: event.id, reason, nextAt };
}

function takenOf(row: SqlRow): Taken {
  return { key: textIn(row, 'id'), tries: numberIn(row, 'tries'), event: eventOf(row) };
}

function eventOf(row: SqlRow): InboxEvent {
  return JSON.parse(textIn(row, 'body')) as InboxEvent;
}
