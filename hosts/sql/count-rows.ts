import { type Condition, whereAll } from './conditions.ts';
import { numberIn, type SqlQueries } from './sql.ts';

/** Counts a tenant's rows that meet all conditions. */
export async function countRows(
  table: 'projections' | 'notifications' | 'claims' | 'unhandled' | 'recorded' | 'erasures',
  conditions: readonly Condition[],
  instanceId: string,
  sql: SqlQueries,
): Promise<number> {
  const { where, params } = whereAll(instanceId, conditions);
  const statement = `SELECT CAST(count(*) AS integer) AS count FROM order_events_${table} ${where}`;
  return numberIn((await sql.query(statement, params))[0], 'count');
}
