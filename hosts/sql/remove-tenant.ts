import { settleErased } from '../../src/backend/order-events/delivery/settle.ts';
import { notificationStatuses } from '../../src/backend/order-events/ports/notifications.ts';
import { whenAnyKey, whereAll } from './conditions.ts';
import { createNotifications, notificationOf } from './notification-rows.ts';
import { removeSome } from './remove-rows.ts';
import type { Sql } from './sql.ts';

/** The inbox first: what is handled no more writes nothing behind the back of the others. */
const removed = ['inbox', 'unhandled', 'recorded', 'projections', 'claims', 'job_states', 'erasures'] as const;

/** Rows of one transaction: others write in between. */
const PAGE_ROWS = 500;

/**
 * Removes everything of a tenant but the bare keys of notifications, so that nothing is told twice if the app is installed again.
 * Whoever is at work for the tenant meanwhile may write more, and whoever is stopped goes on next time: the tenant is gone when
 * nothing was left to do. Returns how many rows were removed or reduced to their keys.
 */
export async function removeTenant(instanceId: string, now: number, sql: Sql): Promise<number> {
  let total = 0;
  for (const table of removed) {
    total += await untilNothing(() => removeSome(table, [], PAGE_ROWS, instanceId, sql));
  }
  return total + (await untilNothing(() => reduceSome(instanceId, now, sql)));
}

/** By status, which an index has: a listing by time would come by what was reduced before. */
async function reduceSome(instanceId: string, now: number, sql: Sql): Promise<number> {
  const open = notificationStatuses.filter((status) => status !== 'erased');
  const { where, params, next } = whereAll(instanceId, [whenAnyKey(open, 'status')]);
  return await sql.transaction(async (transaction) => {
    const statement = `SELECT body, due_at FROM order_events_notifications ${where} LIMIT ${next}`;
    const page = (await transaction.query(statement, [...params, PAGE_ROWS])).map(notificationOf);
    const erased = page.map((notification) => settleErased(notification, now));
    await createNotifications(transaction, instanceId).saveAll(erased);
    return page.length;
  });
}

async function untilNothing(page: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let rows = await page(); rows > 0; rows = await page()) total += rows;
  return total;
}
