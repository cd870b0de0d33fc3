import { join } from 'node:path';

import { itemTable } from '../../emulator/storage/collections.ts';
import { openDatabase } from '../../emulator/storage/database.ts';

/** Numbers from 1 to the parameter. */
const NUMBERS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)';
/** The stored form of a date, so many seconds after the start of 2024. */
const DATE = `char(57344) || 'D' || strftime('%Y-%m-%dT%H:%M:%fZ', 1704067200 + i, 'unixepoch')`;

/**
 * Adds rows to a state that has one notification and one order: so many notifications `order-1`, `order-2` … of 2024, of which each sixth
 * is held, so many orders with two revisions each, and so many unhandled events.
 */
export function fillState(folder: string, count: number): void {
  const database = openDatabase(join(folder, 'state.sqlite'));
  database.exec('BEGIN');
  database
    .statement(
      `${NUMBERS} INSERT INTO ${itemTable('OrderEventsNotifications')}
        SELECT 'wix-ecom/order-' || i || '/order-paid/1/shop-order-paid',
          json_set(body, '$._id', 'wix-ecom/order-' || i || '/order-paid/1/shop-order-paid', '$.orderId', 'order-' || i,
            '$.key', 'wix-ecom/order-' || i || '/order-paid/1/shop-order-paid',
            '$.status', CASE WHEN i % 6 = 0 THEN 'held' ELSE 'sent' END, '$.createdAt', ${DATE})
        FROM n, (SELECT body FROM ${itemTable('OrderEventsNotifications')} LIMIT 1)`,
    )
    .run(count);
  for (const revision of [1, 2]) {
    database
      .statement(
        `${NUMBERS} INSERT INTO ${itemTable('OrderEventsOrders')}
          SELECT 'wix-ecom/order-' || i || '#' || ${revision}, json_set(body, '$._id', 'wix-ecom/order-' || i || '#' || ${revision},
            '$.orderId', 'order-' || i, '$.revision', ${revision}, '$.savedAt', ${DATE})
          FROM n, (SELECT body FROM ${itemTable('OrderEventsOrders')} LIMIT 1)`,
      )
      .run(count);
  }
  database
    .statement(
      `${NUMBERS} INSERT INTO ${itemTable('OrderEventsUnhandled')}
        SELECT 'unhandled-' || i, json_object('_id', 'unhandled-' || i, 'handler', 'wixEcom_onOrderUpdated', 'text', '{}',
          'path', 'entity', 'expected', 'an object', 'found', 'nothing', 'count', 1, 'firstAt', ${DATE}, 'lastAt', ${DATE})
        FROM n`,
    )
    .run(count);
  database.exec('COMMIT');
  database.close();
}
