import type { Projections, StoredProjection } from '../../src/backend/order-events/ports/projections.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { numberIn, placesAfter, type SqlQueries, textIn } from './sql.ts';
import { toKey } from './storable-text.ts';

const neverSaved: StoredProjection = { projection: undefined, revision: 0 };

/** Ids of one statement: databases take some thousands of parameters. */
const MAX_IDS = 500;

/** The port of projections, of one tenant: one row for each order. */
export function createProjections(sql: SqlQueries, instanceId: string): Projections {
  async function readMany(product: string, orderIds: readonly string[]): Promise<readonly StoredProjection[]> {
    const stored = new Map<string, StoredProjection>();
    const keys = orderIds.map(toKey);
    for (let from = 0; from < keys.length; from += MAX_IDS) {
      const some = keys.slice(from, from + MAX_IDS);
      const rows = await sql.query(
        `SELECT order_id, revision, body FROM order_events_projections
         WHERE instance_id = $1 AND product = $2 AND order_id IN (${placesAfter(2, some.length)})`,
        [instanceId, product, ...some],
      );
      for (const row of rows) {
        const projection = JSON.parse(textIn(row, 'body')) as Projection;
        stored.set(textIn(row, 'order_id'), { projection, revision: numberIn(row, 'revision') });
      }
    }
    return keys.map((key) => stored.get(key) ?? neverSaved);
  }

  return {
    read: async (product, orderId) => (await readMany(product, [orderId]))[0] ?? neverSaved,
    readMany,
    async save(projection, revision, now) {
      const { product, orderId } = projection;
      const params = [instanceId, product, toKey(orderId), revision + 1, now, JSON.stringify(projection)];
      const statement =
        revision === 0
          ? `INSERT INTO order_events_projections (instance_id, product, order_id, revision, saved_at, body)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (instance_id, product, order_id) DO NOTHING RETURNING revision`
          : `UPDATE order_events_projections SET revision = $4, saved_at = $5, body = $6
             WHERE instance_id = $1 AND product = $2 AND order_id = $3 AND revision = $4 - 1 RETURNING revision`;
      return (await sql.query(statement, params)).length === 1 ? 'saved' : 'outdated';
    },
    async count() {
      const statement =
        'SELECT CAST(count(*) AS integer) AS count FROM order_events_projections WHERE instance_id = $1';
      return numberIn((await sql.query(statement, [instanceId]))[0], 'count');
    },
  };
}
