import { setTimeout as wait } from 'node:timers/promises';

import { countInboxes } from '../../../hosts/sql/inbox.ts';
import { numberIn, type Sql } from '../../../hosts/sql/sql.ts';

const LOOK_EVERY_MS = 200;

/**
 * Resolves when no event is waiting and no notification is to be sent; throws if that takes too long or an event was given up. If events
 * wait outside the inbox, `countElsewhere` is a statement that returns their number as `count`.
 */
export async function waitUntilDone(sql: Sql, atMostMs: number, countElsewhere?: string): Promise<void> {
  const endsAt = performance.now() + atMostMs;
  for (;;) {
    const { waiting, dead } = await countInboxes(sql);
    const [row] = await sql.query(
      // By tenant, because the index of what is due begins with it: a look at all rows would take time from the server.
      `SELECT CAST(count(*) AS integer) AS count FROM order_events_notifications
       WHERE status = 'pending' AND instance_id IN (SELECT instance_id FROM order_events_tenants)`,
      [],
    );
    const pending = numberIn(row, 'count');
    const [other] = countElsewhere === undefined ? [{ count: 0 }] : await sql.query(countElsewhere, []);
    const elsewhere = numberIn(other, 'count');
    if (dead > 0) throw new Error(`${String(dead)} events were given up`);
    if (waiting + pending + elsewhere === 0) return;
    if (performance.now() > endsAt) {
      throw new Error(`${String(waiting + elsewhere)} events wait and ${String(pending)} notifications are not sent`);
    }
    await wait(LOOK_EVERY_MS);
  }
}
