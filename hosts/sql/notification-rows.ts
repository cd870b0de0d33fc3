import type {
  Notification,
  NotificationFilter,
  Notifications,
} from '../../src/backend/order-events/ports/notifications.ts';
import { type Condition, holds, when, whereAll } from './conditions.ts';
import { numberIn, type SqlQueries, type SqlRow, type SqlValue, textIn } from './sql.ts';
import { toKey, toStorable } from './storable-text.ts';

const COLUMNS =
  'instance_id, key, order_id, contact_id, member_id, marks, status, occurred_at, due_at, created_at, settled_at, body';
const PLACES = '$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12';
const INSERT = `INSERT INTO order_events_notifications (${COLUMNS}) VALUES (${PLACES})`;
const WRITE = `${INSERT} ON CONFLICT (instance_id, key) DO UPDATE SET ${COLUMNS.split(', ')
  .slice(2)
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}`;

/** The port of notifications, of one tenant. */
export function createNotifications(sql: SqlQueries, instanceId: string): Notifications {
  async function save(notification: Notification): Promise<void> {
    await sql.query(WRITE, paramsOf(instanceId, notification));
  }

  async function list(filter: NotificationFilter, order: string, limit: number): Promise<readonly Notification[]> {
    const { where, params } = whereAll(instanceId, conditionsOf(filter));
    const statement = `SELECT body, due_at FROM order_events_notifications ${where} ORDER BY ${order} LIMIT $${String(params.length + 1)}`;
    return (await sql.query(statement, [...params, limit])).map(notificationOf);
  }

  return {
    async insert(notification) {
      const statement = `${INSERT} ON CONFLICT (instance_id, key) DO NOTHING RETURNING key`;
      const rows = await sql.query(statement, paramsOf(instanceId, notification));
      return rows.length === 1 ? 'inserted' : 'exists';
    },
    async read(key) {
      const statement = 'SELECT body, due_at FROM order_events_notifications WHERE instance_id = $1 AND key = $2';
      const [row] = await sql.query(statement, [instanceId, toKey(key)]);
      return row === undefined ? undefined : notificationOf(row);
    },
    save,
    async saveAll(notifications) {
      for (const notification of notifications) await save(notification);
    },
    noteSent: save,
    listDue: (from, to, limit) => list({ status: 'pending', dueFrom: from, dueBefore: to }, 'due_at, key', limit),
    list: (filter, limit) => list(filter, 'created_at DESC, key', limit),
    async count(filter) {
      const { where, params } = whereAll(instanceId, conditionsOf(filter));
      const statement = `SELECT CAST(count(*) AS integer) AS count FROM order_events_notifications ${where}`;
      return numberIn((await sql.query(statement, params))[0], 'count');
    },
  };
}

/**
 * Takes notifications that are due by now for as long as the lease lasts: of all who ask at once, each gets others. They come with
 * the end of the lease as `dueAt`, the longest due first.
 */
export async function claimDue(
  limit: number,
  now: number,
  leaseMs: number,
  instanceId: string,
  sql: SqlQueries,
): Promise<readonly Notification[]> {
  const skipping = sql.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '';
  const due = `SELECT key, due_at AS was_due_at FROM order_events_notifications
     WHERE instance_id = $1 AND status = 'pending' AND due_at <= $2 ORDER BY due_at LIMIT $3 ${skipping}`;
  const rows = await sql.query(
    `WITH due AS ${sql.dialect === 'postgres' ? 'MATERIALIZED' : ''} (${due})
     UPDATE order_events_notifications SET due_at = $4 WHERE instance_id = $1 AND key IN (SELECT key FROM due)
     RETURNING body, due_at, (SELECT was_due_at FROM due WHERE due.key = order_events_notifications.key) AS was_due_at`,
    [instanceId, now, limit, now + leaseMs],
  );
  return [...rows]
    .sort((left, right) => numberIn(left, 'was_due_at') - numberIn(right, 'was_due_at'))
    .map(notificationOf);
}

function conditionsOf(filter: NotificationFilter): readonly Condition[] {
  const { status, orderId, contactId, memberId, mark, occurredBy, isErased, createdFrom, settledBefore } = filter;
  return [
    when(status, 'status = ?'),
    when(keyOf(orderId), 'order_id = ?'),
    when(keyOf(contactId), 'contact_id = ?'),
    when(keyOf(memberId), 'member_id = ?'),
    holds('marks', mark),
    when(occurredBy, '(occurred_at IS NULL OR occurred_at <= ?)'),
    isErased === false ? ['status <> ?', 'erased'] : undefined,
    when(createdFrom, 'created_at >= ?'),
    when(settledBefore, 'settled_at < ?'),
    when(filter.dueFrom, 'due_at >= ?'),
    when(filter.dueBefore, 'due_at <= ?'),
  ];
}

function keyOf(id: string | undefined): string | undefined {
  return id === undefined ? undefined : toKey(id);
}

function paramsOf(instanceId: string, notification: Notification): readonly SqlValue[] {
  const { dueAt, ...body } = notification;
  const occurredAt = Date.parse(body.occurredAt);
  return [
    instanceId,
    toKey(body.key),
    toKey(body.orderId),
    keyOf(body.contactId) ?? null,
    keyOf(body.memberId) ?? null,
    body.marks === undefined ? null : toStorable(body.marks),
    body.status,
    Number.isNaN(occurredAt) ? null : occurredAt,
    dueAt ?? null,
    body.createdAt,
    body.settledAt ?? null,
    JSON.stringify(body),
  ];
}

function notificationOf(row: SqlRow): Notification {
  const notification = JSON.parse(textIn(row, 'body')) as Notification;
  return row['due_at'] === null ? notification : { ...notification, dueAt: numberIn(row, 'due_at') };
}
