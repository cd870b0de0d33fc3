import type { Product } from '../../src/backend/order-events/products/product.ts';
import type {
  Projections,
  SavedProjection,
  StoredProjection,
} from '../../src/backend/order-events/ports/projections.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { whenAnyKey, whereAll } from './conditions.ts';
import { countRows } from './count-rows.ts';
import { inBatches } from './in-batches.ts';
import { numberIn, type SqlQueries, type SqlRow, type SqlValue, textIn } from './sql.ts';
import { toKey } from './storable-text.ts';

const neverSaved: StoredProjection = { projection: undefined, revision: 0 };

/** Creates the store of a tenant's projections: one row per order. */
export function createProjections(sql: SqlQueries, instanceId: string): Projections {
  async function rowsOf(product: Product, orderIds: readonly string[]): Promise<readonly SqlRow[]> {
    const rows: SqlRow[] = [];
    await inBatches(orderIds, async (some) => {
      const { where, params } = whereAll(instanceId, [['product = ?', product], whenAnyKey(some, 'order_id')]);
      const statement = `SELECT product, order_id, revision, saved_at, body FROM order_events_projections ${where}`;
      rows.push(...(await sql.query(statement, params)));
    });
    return rows;
  }

  async function readMany(product: Product, orderIds: readonly string[]): Promise<readonly StoredProjection[]> {
    const rows = await rowsOf(product, orderIds);
    const stored = new Map(rows.map((row) => [textIn(row, 'order_id'), storedOf(row)]));
    return orderIds.map((orderId) => stored.get(toKey(orderId)) ?? neverSaved);
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
    count: () => countRows('projections', [], instanceId, sql),
    async listSaved(from, before, limit) {
      const conditions = [['saved_at >= ?', from] as const, ['saved_at < ?', before] as const];
      const { where, params, next } = whereAll(instanceId, conditions);
      const statement = `SELECT product, order_id, revision, saved_at, body FROM order_events_projections ${where}
        ORDER BY saved_at, product, order_id LIMIT ${next}`;
      return (await sql.query(statement, [...params, limit])).map(savedOf);
    },
    listNewest: async (product, orderIds) => (await rowsOf(product, orderIds)).map(savedOf),
    async replaceAll(saved) {
      const readable = saved.filter(({ projection }) => projection !== undefined);
      await inBatches(readable, async (some) => {
        const { given, params } = givenRows(some, (each) => JSON.stringify(each.projection));
        await sql.query(
          `WITH given (product, order_id, revision, body) AS (VALUES ${given})
           UPDATE order_events_projections AS kept SET body = given.body FROM given
           WHERE kept.instance_id = $1 AND kept.product = given.product AND kept.order_id = given.order_id
             AND kept.revision = given.revision`,
          [instanceId, ...params],
        );
      });
    },
    async remove(saved) {
      await inBatches(saved, async (some) => {
        const { given, params } = givenRows(some, () => '');
        await sql.query(
          `WITH given (product, order_id, revision, body) AS (VALUES ${given})
           DELETE FROM order_events_projections
           WHERE instance_id = $1 AND (product, order_id, revision) IN (SELECT product, order_id, revision FROM given)`,
          [instanceId, ...params],
        );
      });
    },
  };
}

/** Rows as parameters from `$2` on. A revision is cast, because a parameter inside VALUES has no type otherwise. */
function givenRows(
  saved: readonly SavedProjection[],
  bodyOf: (saved: SavedProjection) => string,
): { readonly given: string; readonly params: readonly SqlValue[] } {
  const places = saved.map((_saved, index) => {
    const [product, orderId, revision, body] = [2, 3, 4, 5].map((place) => `$${String(place + index * 4)}`);
    return `(${product}, ${orderId}, CAST(${revision} AS integer), ${body})`;
  });
  const params = saved.flatMap((each) => [each.product, toKey(each.orderId), each.revision, bodyOf(each)]);
  return { given: places.join(', '), params };
}

function projectionOf(row: SqlRow): Projection {
  return JSON.parse(textIn(row, 'body')) as Projection;
}

function storedOf(row: SqlRow): StoredProjection {
  return { projection: projectionOf(row), revision: numberIn(row, 'revision') };
}

function savedOf(row: SqlRow): SavedProjection {
  const projection = projectionOf(row);
  const { product, orderId } = projection;
  return { projection, product, orderId, revision: numberIn(row, 'revision'), savedAt: numberIn(row, 'saved_at') };
}
