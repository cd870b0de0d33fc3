import type {
  Notification,
  NotificationFilter,
  Notifications,
} from '../../src/backend/order-events/ports/notifications.ts';
import { type Condition, holds, when, whenAnyKey, whenKey, whereAll } from './conditions.ts';
import { countRows } from './count-rows.ts';
import { inBatches } from './in-batches.ts';
import { removeByKey } from './remove-rows.ts';
import { numberIn, placesAfter, type SqlQueries, type SqlRow, type SqlValue, textIn } from './sql.ts';
import { keyOrNull, storableOrNull, toKey } from './storable-text.ts';

const columns = [
  'instance_id',
  'key',
  'order_id',
  'contact_id',
  'member_id',
  'call_id',
  'marks',
  'status',
  'occurred_at',
  'due_at',
  'created_at',
  'settled_at',
  'body',
];
const INSERT = `INSERT INTO order_events_notifications (${columns.join(', ')}) VALUES`;
/** A key has one order, one call and one creation: each column that is written costs SQLite its indexes. */
const fixed: readonly string[] = ['instance_id', 'key', 'order_id', 'call_id', 'occurred_at', 'created_at'];
const OVERWRITE = `ON CONFLICT (instance_id, key) DO UPDATE SET ${columns
  .filter((column) => !fixed.includes(column))
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}, leased_until = NULL`;

/** Creates the store of a tenant's notifications. */
export function createNotifications(sql: SqlQueries, instanceId: string): Notifications {
  async function saveAll(notifications: readonly Notification[]): Promise<void> {
    // One statement may write each row only once.
    const rows = new Map(notifications.map((notification) => [toKey(notification.key), notification]));
    await inBatches([...rows.values()], async (some) => {
      const places = some.map((_row, index) => `(${placesAfter(index * columns.length, columns.length)})`);
      const params = some.flatMap((notification) => paramsOf(instanceId, notification));
      await sql.query(`${INSERT} ${places.join(', ')} ${OVERWRITE}`, params);
    });
  }

  async function list(
    conditions: readonly Condition[],
    order: string,
    limit: number,
  ): Promise<readonly Notification[]> {
    const { where, params, next } = whereAll(instanceId, conditions);
    const statement = `SELECT body, due_at FROM order_events_notifications ${where} ORDER BY ${order}, key LIMIT ${next}`;
    return (await sql.query(statement, [...params, limit])).map(notificationOf);
  }

  return {
    async insert(notification) {
      const statement = `${INSERT} (${placesAfter(0, columns.length)})
        ON CONFLICT (instance_id, key) DO NOTHING RETURNING key`;
      const rows = await sql.query(statement, paramsOf(instanceId, notification));
      return rows.length === 1 ? 'inserted' : 'exists';
    },
    async read(key) {
      const statement = 'SELECT body, due_at FROM order_events_notifications WHERE instance_id = $1 AND key = $2';
      const [row] = await sql.query(statement, [instanceId, toKey(key)]);
      return row === undefined ? undefined : notificationOf(row);
    },
    save: (notification) => saveAll([notification]),
    saveAll,
    noteSent: (notification) => saveAll([notification]),
    listDue: (from, to, limit) =>
      list(conditionsOf({ status: 'pending', dueFrom: from, dueBefore: to }), 'due_at', limit),
    listSettled: (from, before, limit) =>
      list([['settled_at >= ?', from], ...conditionsOf({ settledBefore: before })], 'settled_at', limit),
    remove: (keys) => removeByKey('notifications', keys, instanceId, sql),
    list: (filter, limit) => list(conditionsOf(filter), 'created_at DESC', limit),
    count: (filter) => countRows('notifications', conditionsOf(filter), instanceId, sql),
  };
}

/**
 * Claims due notifications for the duration of the lease, longest due first; concurrent callers get different ones. Saving a notification
 * releases it.
 */
export async function claimDue(
  limit: number,
  now: number,
  leaseMs: number,
  instanceId: string,
  sql: SqlQueries,
): Promise<readonly Notification[]> {
  const skipping = sql.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '';
  const due = `SELECT key FROM order_events_notifications
     WHERE instance_id = $1 AND status = 'pending' AND due_at <= $2 AND (leased_until IS NULL OR leased_until <= $2)
     ORDER BY due_at LIMIT $3 ${skipping}`;
  const rows = await sql.query(
    `WITH due AS ${sql.dialect === 'postgres' ? 'MATERIALIZED' : ''} (${due})
     UPDATE order_events_notifications SET leased_until = $4 WHERE instance_id = $1 AND key IN (SELECT key FROM due)
     RETURNING body, due_at`,
    [instanceId, now, limit, now + leaseMs],
  );
  return [...rows].sort((left, right) => numberIn(left, 'due_at') - numberIn(right, 'due_at')).map(notificationOf);
}

function conditionsOf(filter: NotificationFilter): readonly Condition[] {
  const { status, orderId, orderIds, contactId, memberId, callId, mark, occurredBy, isErased, createdFrom } = filter;
  return [
    when(status, 'status = ?'),
    whenKey(orderId, 'order_id'),
    whenAnyKey(orderIds, 'order_id'),
    whenKey(contactId, 'contact_id'),
    whenKey(memberId, 'member_id'),
    whenKey(callId, 'call_id'),
    holds('marks', mark),
    when(occurredBy, '(occurred_at IS NULL OR occurred_at <= ?)'),
    isErased === false ? ['status <> ?', 'erased'] : undefined,
    when(createdFrom, 'created_at >= ?'),
    when(filter.settledBefore, 'settled_at < ?'),
    when(filter.dueFrom, 'due_at >= ?'),
    when(filter.dueBefore, 'due_at <= ?'),
  ];
}

function paramsOf(instanceId: string, notification: Notification): readonly SqlValue[] {
  const { dueAt, ...body } = notification;
  const occurredAt = Date.parse(body.occurredAt);
  return [
    instanceId,
    toKey(body.key),
    toKey(body.orderId),
    keyOrNull(body.contactId),
    keyOrNull(body.memberId),
    keyOrNull(body.callId),
    storableOrNull(body.marks),
    body.status,
    Number.isNaN(occurredAt) ? null : occurredAt,
    dueAt ?? null,
    body.createdAt,
    body.settledAt ?? null,
    JSON.stringify(body),
  ];
}

/** Reads a notification from a row's `body` and `due_at`. */
export function notificationOf(row: SqlRow): Notification {
  const notification = JSON.parse(textIn(row, 'body')) as Notification;
  return row['due_at'] === null ? notification : { ...notification, dueAt: numberIn(row, 'due_at') };
}
