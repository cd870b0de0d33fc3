import type { RecordedEvents } from '../../src/backend/order-events/ports/recorded-events.ts';
import type {
  UnhandledEvent,
  UnhandledEvents,
  UnhandledFilter,
} from '../../src/backend/order-events/ports/unhandled-events.ts';
import { type Condition, holds, when, whenKey, whereAll } from './conditions.ts';
import { countRows } from './count-rows.ts';
import { removeByKey } from './remove-rows.ts';
import { numberIn, type SqlQueries, type SqlRow, textIn } from './sql.ts';
import { fromStorable, keyOrNull, storableOrNull, toKey, toStorable } from './storable-text.ts';

/** Creates the store of a tenant's events that could not be handled. */
export function createUnhandled(sql: SqlQueries, instanceId: string): UnhandledEvents {
  return {
    async keep({ text, ...event }, now) {
      const { id, orderId, marks, failure } = event;
      await sql.query(
        `INSERT INTO order_events_unhandled AS kept
           (instance_id, id, order_id, marks, is_rejected, count, first_at, last_at, content, body)
         VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7, $8)
         ON CONFLICT (instance_id, id) DO UPDATE SET count = kept.count + 1, last_at = excluded.last_at`,
        [
          instanceId,
          toKey(id),
          keyOrNull(orderId),
          storableOrNull(marks),
          failure === undefined ? 1 : 0,
          now,
          toStorable(text),
          JSON.stringify(event),
        ],
      );
    },
    async list(filter, limit, order = 'newest-first') {
      const { where, params, next } = whereAll(instanceId, conditionsOf(filter));
      const direction = order === 'newest-first' ? 'DESC' : 'ASC';
      const statement = `SELECT content, body, count, first_at, last_at FROM order_events_unhandled ${where}
        ORDER BY last_at ${direction}, id LIMIT ${next}`;
      return (await sql.query(statement, [...params, limit])).map(unhandledOf);
    },
    remove: (ids) => removeByKey('unhandled', ids, instanceId, sql),
    count: (filter) => countRows('unhandled', conditionsOf(filter), instanceId, sql),
  };
}

function conditionsOf(filter: UnhandledFilter): readonly Condition[] {
  const { kind, orderId, mark, contains, lastFrom, lastBefore } = filter;
  return [
    kind === undefined ? undefined : ['is_rejected = ?', kind === 'rejected' ? 1 : 0],
    whenKey(orderId, 'order_id'),
    holds('marks', mark),
    holds('content', contains),
    when(lastFrom, 'last_at >= ?'),
    when(lastBefore, 'last_at < ?'),
  ];
}

function unhandledOf(row: SqlRow): UnhandledEvent {
  const event = JSON.parse(textIn(row, 'body')) as Omit<UnhandledEvent, 'text' | 'count' | 'firstAt' | 'lastAt'>;
  const times = { count: numberIn(row, 'count'), firstAt: numberIn(row, 'first_at'), lastAt: numberIn(row, 'last_at') };
  return { ...event, text: fromStorable(textIn(row, 'content')), ...times };
}

/** Creates the store of a tenant's scrubbed event copies. */
export function createRecorded(sql: SqlQueries, instanceId: string): RecordedEvents {
  async function list(conditions: readonly Condition[], limit: number): Promise<readonly { readonly id: string }[]> {
    const { where, params, next } = whereAll(instanceId, conditions);
    const statement = `SELECT body FROM order_events_recorded ${where} ORDER BY received_at, id LIMIT ${next}`;
    const rows = await sql.query(statement, [...params, limit]);
    return rows.map((row) => ({ id: (JSON.parse(textIn(row, 'body')) as { readonly id: string }).id }));
  }

  return {
    async keep(event) {
      await sql.query(
        `INSERT INTO order_events_recorded (instance_id, id, marks, received_at, body) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (instance_id, id) DO NOTHING`,
        [instanceId, toKey(event.id), storableOrNull(event.marks), event.receivedAt, JSON.stringify(event)],
      );
    },
    count: () => countRows('recorded', [], instanceId, sql),
    listOldest: (limit, before) => list([when(before, 'received_at < ?')], limit),
    listMarked: (mark, limit) => list([holds('marks', mark)], limit),
    remove: (ids) => removeByKey('recorded', ids, instanceId, sql),
  };
}
