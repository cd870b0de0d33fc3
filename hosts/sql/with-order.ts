import type { Stores } from '../../src/backend/order-events/ports/ports.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import { createSqlStores } from './create-sql-stores.ts';
import { lockName, type Sql, type SqlQueries } from './sql.ts';
import { toKey } from './storable-text.ts';

/** What works on one order at a time. */
export interface OrderTransaction {
  /** The tenant's stores, bound to the transaction. */
  readonly stores: Stores;
  readonly transaction: SqlQueries;
}

/** The lane of an order: of the events in one, one is handled at a time. */
export function laneOf(product: Product, orderId: string): string {
  return `${product}/${orderId}`;
}

/**
 * Runs work on one order in one transaction, under the order's lock, so that nobody else saves its projection meanwhile. Nothing is
 * kept where the work rejects. Nothing is sent within the work: an email cannot be taken back.
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

/** Waits until nobody else works in a tenant's lane, given by its key, and has it until the transaction ends. */
export async function lockLane(lane: string, instanceId: string, transaction: SqlQueries): Promise<void> {
  await lockName(`order-events/${instanceId}/${lane}`, transaction);
}
