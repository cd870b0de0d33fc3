import * as orderEvents from 'backend/order-events.js';
import { site } from 'backend/notification-rules.js';

/** Hourly: sends what is due. Scheduled in jobs.config. */
export async function deliverDueNotifications(): Promise<orderEvents.JobState> {
  return await orderEvents.deliverDueNotifications(site);
}

/** Daily: removes what nobody needs any more. Scheduled in jobs.config. */
export async function cleanUp(): Promise<orderEvents.JobState> {
  return await orderEvents.cleanUp(site);
}
