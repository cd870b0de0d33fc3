import { placesAfter, type SqlQueries } from './sql.ts';
import { toKey } from './storable-text.ts';

/** Ids of one statement: databases take some thousands of parameters. */
const MAX_IDS = 500;

/** Removes a tenant's rows with these ids; those that are gone already are no failure. */
export async function removeByKey(
  table: 'unhandled' | 'recorded' | 'erasures',
  ids: readonly string[],
  instanceId: string,
  sql: SqlQueries,
): Promise<void> {
  for (let from = 0; from < ids.length; from += MAX_IDS) {
    const some = ids.slice(from, from + MAX_IDS).map(toKey);
    const statement = `DELETE FROM order_events_${table} WHERE instance_id = $1 AND id IN (${placesAfter(1, some.length)})`;
    await sql.query(statement, [instanceId, ...some]);
  }
}
