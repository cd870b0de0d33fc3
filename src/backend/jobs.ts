import * as orderEvents from 'backend/order-events.js';
import { site } from 'backend/notification-rules.js';

/** Hourly: sends due notifications. Scheduled in jobs.config. */
export async function deliverDueNotifications(): Promise<orderEvents.JobState> {
  return await orderEvents.deliverDueNotifications(site);
}

/** Daily: removes data whose retention is over. Scheduled in jobs.config. */
export async function cleanUp(): Promise<orderEvents.JobState> {
  return await orderEvents.cleanUp(site);
}
