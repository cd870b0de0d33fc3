// Generated from jobs.ts by `npm run build` of wix-order-events 0.1.0 (2026-11-27): edit that file instead.

import * as orderEvents from 'backend/order-events.js';
import { site } from 'backend/notification-rules.js';

/** Hourly: sends due notifications. Scheduled in jobs.config. */
export async function deliverDueNotifications() {
  return await orderEvents.deliverDueNotifications(site);
}

/** Daily: removes data whose retention is over. Scheduled in jobs.config. */
export async function cleanUp() {
  return await orderEvents.cleanUp(site);
}
