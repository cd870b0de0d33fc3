import type { Sql } from '../../../hosts/sql/sql.ts';

/** Rows per statement, so that none exceeds the statement timeout. */
const ROWS = 50_000;
/** Id with the same length as those of new orders. */
const NEW_ID = `'filled00-0000-0000-0000-' || substr('000000000000' || CAST(number AS text), -12)`;

/** Copies the projection and notifications of one order to `count` completed orders, like the data of a shop after years. */
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
  // PostgreSQL collects statistics by itself, and SQLite never does; it writes into the file what is in its log, from time to time.
  await sql.query(sql.dialect === 'postgres' ? 'ANALYZE' : 'PRAGMA wal_checkpoint(TRUNCATE)', []);
}

/** Copies rows and replaces the order's id in some columns. */
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
