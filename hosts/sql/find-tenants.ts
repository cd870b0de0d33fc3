import { type SqlQueries, textIn } from './sql.ts';

/** Lists the tenants that have events to handle. */
export async function listWaitingTenants(now: number, sql: SqlQueries): Promise<readonly string[]> {
  return await findTenants('order_events_inbox', 'is_dead = 0', 'next_at <= $1', now, sql);
}

/** Lists the tenants that have due notifications. */
export async function listDueTenants(now: number, sql: SqlQueries): Promise<readonly string[]> {
  return await findTenants(
    'order_events_notifications',
    '1 = 1',
    "status = 'pending' AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)",
    now,
    sql,
  );
}

/**
 * A loose index scan: two index look-ups per tenant, independent of the tenant's number of rows. Neither database uses one for a SELECT
 * DISTINCT, which reads all rows.
 */
async function findTenants(
  table: string,
  visited: string,
  wanted: string,
  now: number,
  sql: SqlQueries,
): Promise<readonly string[]> {
  const rows = await sql.query(
    `WITH RECURSIVE tenants (instance_id) AS (
       SELECT (SELECT instance_id FROM ${table} WHERE ${visited} ORDER BY instance_id LIMIT 1)
       UNION ALL
       SELECT (SELECT next.instance_id FROM ${table} AS next
               WHERE ${visited} AND next.instance_id > tenants.instance_id ORDER BY next.instance_id LIMIT 1)
       FROM tenants WHERE tenants.instance_id IS NOT NULL)
     SELECT tenants.instance_id FROM tenants WHERE tenants.instance_id IS NOT NULL AND EXISTS (
       SELECT 1 FROM ${table} AS asked WHERE asked.instance_id = tenants.instance_id AND ${visited} AND ${wanted})`,
    [now],
  );
  return rows.map((row) => textIn(row, 'instance_id'));
}
