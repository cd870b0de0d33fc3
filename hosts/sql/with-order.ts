import type { Stores } from '../../src/backend/order-events/ports/ports.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import { createSqlStores } from './create-sql-stores.ts';
import { lockName, type Sql, type SqlQueries } from './sql.ts';
import { toKey } from './storable-text.ts';

/** Access to the stores while working on one order. */
export interface OrderTransaction {
  /** The tenant's stores, bound to the transaction. */
  readonly stores: Stores;
  readonly transaction: SqlQueries;
}

/** Returns the lane of an order: events of one lane are handled one at a time. */
export function laneOf(product: Product, orderId: string): string {
  return `${product}/${orderId}`;
}

/**
 * Runs work on one order in one transaction, under the order's lock, so that nothing else saves its projection meanwhile. Rolls back if the
 * work rejects. The work must send nothing: an email cannot be rolled back.
 */
export async function withOrder<Result>(
  product: Product,
  orderId: string,
  work: (order: OrderTransaction) => Promise<Result>,
  instanceId: string,
  sql: Sql,
): Promise<Result> {
  return await sql.transaction(async (transaction) => {
    await lockLane(toKey(laneOf(product, orderId)), instanceId, transaction);
    return await work({ stores: createSqlStores(transaction, instanceId), transaction });
  });
}

/** Waits until no other transaction holds the lane (given by its key) of a tenant, and holds it until this transaction ends. */
export async function lockLane(lane: string, instanceId: string, transaction: SqlQueries): Promise<void> {
  await lockName(`order-events/${instanceId}/${lane}`, transaction);
}
