import { settleErased } from '../../src/backend/order-events/delivery/settle.ts';
import { notificationStatuses } from '../../src/backend/order-events/ports/notifications.ts';
import { whenAnyKey, whereAll } from './conditions.ts';
import { createNotifications, notificationOf } from './notification-rows.ts';
import { removeSome } from './remove-rows.ts';
import type { Sql } from './sql.ts';

/** The inbox is first: an event that is no longer there cannot be handled and add rows to the other tables. */
const removed = ['inbox', 'unhandled', 'recorded', 'projections', 'claims', 'job_states', 'erasures'] as const;

/** Rows per transaction, so that others can write in between. */
const PAGE_ROWS = 500;

/**
 * Removes all data of a tenant except the bare keys of notifications, so that nothing is sent twice if the app is installed again. A worker
 * that handles the tenant's events at the same time may write more, and an interrupted removal continues next time: the removal is complete
 * when it found nothing. Returns the number of rows that were removed or reduced to their keys.
 */
export async function removeTenant(instanceId: string, now: number, sql: Sql): Promise<number> {
  let total = 0;
  for (const table of removed) {
    total += await untilNothing(() => removeSome(table, [], PAGE_ROWS, instanceId, sql));
  }
  return total + (await untilNothing(() => reduceSome(instanceId, now, sql)));
}

/** Selects by status, which is indexed: a listing by time would find the reduced rows again. */
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
