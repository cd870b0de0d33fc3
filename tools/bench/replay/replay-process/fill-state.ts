import { itemTable } from '../../../../emulator/storage/collections.ts';
import { openDatabase } from '../../../../emulator/storage/database.ts';

/** Rows per statement, so that the log of the file stays small. */
const COPIES = 1_000;

/**
 * Copies the stored orders and their notifications until there are about `orders` more: only the newest state of each, as after a
 * clean-up. SQLite copies them itself, because a million would take this program an hour; the emulator may have the file open.
 */
export function fillState(file: string, orders: number): void {
  const database = openDatabase(file);
  const [states, notifications] = [itemTable('OrderEventsOrders'), itemTable('OrderEventsNotifications')];
  const order = `json_extract(body, '$.orderId')`;
  // Of a group's other columns, SQLite takes those of the row with the maximum.
  database.exec(
    `CREATE TEMP TABLE newest AS
       SELECT id, body, ${order} AS own, max(json_extract(body, '$.revision')) FROM ${states} GROUP BY own;
     CREATE TEMP TABLE told AS SELECT id, body, ${order} AS own FROM ${notifications}`,
  );
  const [stored] = database.statement('SELECT count(*) FROM newest').get() ?? [];
  const copies = Math.ceil(orders / Number(stored));
  for (let from = 1; from <= copies; from += COPIES) {
    const to = Math.min(copies, from + COPIES - 1);
    const numbers = `WITH RECURSIVE numbers (number) AS (SELECT ${String(from)} UNION ALL SELECT number + 1 FROM numbers WHERE number < ${String(to)})`;
    for (const [table, sample] of [
      [states, 'newest'],
      [notifications, 'told'],
    ] as const) {
      const renamed = (column: string): string => `replace(${column}, own, own || '-' || number)`;
      database.exec(
        `${numbers} INSERT INTO ${table} SELECT ${renamed('id')}, ${renamed('body')} FROM numbers, ${sample}`,
      );
    }
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}
