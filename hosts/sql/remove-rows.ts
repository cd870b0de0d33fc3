import { type Condition, whereAll } from './conditions.ts';
import { inBatches } from './in-batches.ts';
import { placesAfter, type SqlQueries } from './sql.ts';
import { toKey } from './storable-text.ts';

/** The columns that identify a row of a table, besides the tenant. */
const keyColumns = {
  projections: 'product, order_id',
  notifications: 'key',
  claims: 'key, attempt',
  unhandled: 'id',
  job_states: 'job',
  recorded: 'id',
  erasures: 'id',
  inbox: 'id',
} as const;

/** Removes a tenant's rows with these ids; ids without a row are ignored. */
export async function removeByKey(
  table: 'notifications' | 'unhandled' | 'recorded' | 'erasures',
  ids: readonly string[],
  instanceId: string,
  sql: SqlQueries,
): Promise<void> {
  await inBatches(ids, async (some) => {
    const statement = `DELETE FROM order_events_${table}
      WHERE instance_id = $1 AND ${keyColumns[table]} IN (${placesAfter(1, some.length)})`;
    await sql.query(statement, [instanceId, ...some.map(toKey)]);
  });
}

/** Removes up to `limit` of a tenant's rows that meet the conditions. Returns their number. */
export async function removeSome(
  table: keyof typeof keyColumns,
  conditions: readonly Condition[],
  limit: number,
  instanceId: string,
  sql: SqlQueries,
): Promise<number> {
  const { where, params, next } = whereAll(instanceId, conditions);
  const columns = keyColumns[table];
  const removed = await sql.query(
    `DELETE FROM order_events_${table} WHERE instance_id = $1 AND (${columns}) IN
       (SELECT ${columns} FROM order_events_${table} ${where} LIMIT ${next})
     RETURNING 1 AS removed`,
    [...params, limit],
  );
  return removed.length;
}
