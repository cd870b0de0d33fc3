import type { Sql } from '../../../hosts/sql/sql.ts';

/** Rows of one statement, so that none takes longer than a statement may. */
const ROWS = 50_000;
/** An id of the same length as those of the orders that come. */
const NEW_ID = `'filled00-0000-0000-0000-' || substr('000000000000' || CAST(number AS text), -12)`;

/**
 * Copies what is known of one order, its projection and its notifications, to so many orders that are over, as a shop has them after
 * years.
 */
export async function fillOrders(count: number, orderId: string, sql: Sql): Promise<void> {
  const id = sql.dialect === 'postgres' ? NEW_ID.replace(/substr\((.*), -12\)/, 'right($1, 12)') : NEW_ID;
  for (let from = 0; from < count; from += ROWS) {
    const to = Math.min(count, from + ROWS);
    await copyRows(
      'projections',
      ['product', 'revision', 'saved_at'],
      ['order_id', 'body'],
      [from, to, orderId],
      id,
      sql,
    );
    const same = ['status', 'occurred_at', 'due_at', 'created_at', 'settled_at', 'marks', 'call_id'];
    const other = ['key', 'order_id', 'contact_id', 'body'];
    await copyRows('notifications', same, other, [from, to, orderId], id, sql);
  }
  await sql.query('ANALYZE', []);
}

/** In some columns the id of the order is replaced. */
async function copyRows(
  table: 'projections' | 'notifications',
  same: readonly string[],
  other: readonly string[],
  [from, to, orderId]: readonly [number, number, string],
  id: string,
  sql: Sql,
): Promise<void> {
  await sql.query(
    `WITH RECURSIVE numbers (number) AS (
       SELECT ${String(from)} UNION ALL SELECT number + 1 FROM numbers WHERE number + 1 < ${String(to)})
     INSERT INTO order_events_${table} (instance_id, ${[...same, ...other].join(', ')})
     SELECT instance_id, ${[...same, ...other.map((column) => `replace(${column}, $1, ${id})`)].join(', ')}
     FROM order_events_${table}, numbers WHERE order_id = $1`,
    [orderId],
  );
}
