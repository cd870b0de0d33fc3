import { type Condition, holds, when, whenKey, whereAll } from './conditions.ts';
import { handleNext, type HandleInTransaction, type RetryPolicy, type Turn } from './handle-next.ts';
import type { InboxEvent, InboxHead } from './inbox-event.ts';
import { removeSome } from './remove-rows.ts';
import { numberIn, type Sql, type SqlQueries, type SqlRow, type SqlValue, textIn } from './sql.ts';
import { keyOrNull, storableOrNull, toKey, toStorable } from './storable-text.ts';

/** An event as listed in a console. */
export interface ListedEvent extends InboxHead {
  readonly receivedAt: number;
  /** `true` if the event is not tried again until it is revived. A dead event blocks no other, not even of its own order. */
  readonly isDead: boolean;
  /** Number of failed tries; failures of the database do not count. */
  readonly tries: number;
  /** Time of the next try. */
  readonly nextAt: number;
  /** The code of its last failure. */
  readonly reason?: string;
}

/** Selects the events to list or to remove. */
export interface InboxFilter {
  readonly id?: string;
  readonly isDead?: boolean;
  readonly orderId?: string;
  /** The mark of an id or address in the event. */
  readonly mark?: string;
  /** Text that the event contains. */
  readonly contains?: string;
  readonly receivedBefore?: number;
}

/** Numbers of events. */
export interface InboxCount {
  readonly waiting: number;
  readonly dead: number;
  /** Time at which the longest waiting event was received; absent if none waits. */
  readonly oldestAt?: number;
}

/** The acknowledged events of one tenant. */
export interface Inbox {
  /** Stores an event, which may then be acknowledged; `known` if it is already stored. */
  insert(event: InboxEvent, now: number): Promise<'inserted' | 'known'>;
  /**
   * Handles the longest waiting of the due events. Two workers never handle two events of one lane at the same time, and if a process dies,
   * its event is free again. Rejects only if the database cannot even record a failure: the event is then unchanged.
   */
  handleNext<Result>(now: number, handle: HandleInTransaction<Result>): Promise<Turn<Result>>;
  /** Lists events, newest first. */
  list(filter: InboxFilter, limit: number): Promise<readonly ListedEvent[]>;
  /** Removes up to `limit` events, however often they were tried; waits for those that are being handled. Returns their number. */
  remove(filter: InboxFilter, limit: number): Promise<number>;
  /** Makes a dead event due again; `false` if there is none. */
  revive(id: string, now: number): Promise<boolean>;
  count(): Promise<InboxCount>;
}

/** Creates the inbox of a tenant. */
export function createInbox(sql: Sql, instanceId: string, retry: RetryPolicy): Inbox {
  return {
    async insert({ text, ...head }, now) {
      const { id, lane, orderId, marks } = head;
      const rows = await sql.query(
        `INSERT INTO order_events_inbox
           (instance_id, id, lane, order_id, marks, received_at, tries, waits, next_at, is_dead, content, body)
         VALUES ($1, $2, $3, $4, $5, $6, 0, 0, $6, 0, $7, $8) ON CONFLICT (instance_id, id) DO NOTHING RETURNING id`,
        [
          instanceId,
          toKey(id),
          toKey(lane),
          keyOrNull(orderId),
          storableOrNull(marks),
          now,
          toStorable(text),
          JSON.stringify(head),
        ],
      );
      return rows.length === 1 ? 'inserted' : 'known';
    },
    handleNext: (now, handle) => handleNext(now, handle, { retry, instanceId, sql }),
    async list(filter, limit) {
      const { where, params, next } = whereAll(instanceId, conditionsOf(filter));
      const statement = `SELECT body, received_at, is_dead, tries, next_at, reason FROM order_events_inbox ${where}
        ORDER BY received_at DESC, id LIMIT ${next}`;
      return (await sql.query(statement, [...params, limit])).map(listedOf);
    },
    remove: (filter, limit) => removeSome('inbox', conditionsOf(filter), limit, instanceId, sql),
    async revive(id, now) {
      const rows = await sql.query(
        `UPDATE order_events_inbox SET is_dead = 0, tries = 0, waits = 0, next_at = $3
         WHERE instance_id = $1 AND id = $2 AND is_dead = 1 RETURNING id`,
        [instanceId, toKey(id), now],
      );
      return rows.length === 1;
    },
    count: () => count('WHERE instance_id = $1', [instanceId], sql),
  };
}

/** Counts the events of all tenants, in time proportional to their number. */
export async function countInboxes(sql: SqlQueries): Promise<InboxCount> {
  return await count('', [], sql);
}

async function count(where: string, params: readonly SqlValue[], sql: SqlQueries): Promise<InboxCount> {
  const statement = `SELECT is_dead, CAST(count(*) AS integer) AS count, min(received_at) AS oldest_at
    FROM order_events_inbox ${where} GROUP BY is_dead`;
  const rows = await sql.query(statement, params);
  const [waiting, dead] = [0, 1].map((isDead) => rows.find((row) => row['is_dead'] === isDead));
  const oldest = waiting === undefined ? {} : { oldestAt: numberIn(waiting, 'oldest_at') };
  return { waiting: numberIn(waiting, 'count') || 0, dead: numberIn(dead, 'count') || 0, ...oldest };
}

function conditionsOf({ id, isDead, orderId, mark, contains, receivedBefore }: InboxFilter): readonly Condition[] {
  return [
    whenKey(id, 'id'),
    isDead === undefined ? undefined : [isDead ? 'is_dead = 1' : 'is_dead = 0'],
    whenKey(orderId, 'order_id'),
    holds('marks', mark),
    holds('content', contains),
    when(receivedBefore, 'received_at < ?'),
  ];
}

function listedOf(row: SqlRow): ListedEvent {
  return {
    ...(JSON.parse(textIn(row, 'body')) as InboxHead),
    receivedAt: numberIn(row, 'received_at'),
    isDead: row['is_dead'] === 1,
    tries: numberIn(row, 'tries'),
    nextAt: numberIn(row, 'next_at'),
    ...(row['reason'] === null ? {} : { reason: textIn(row, 'reason') }),
  };
}
