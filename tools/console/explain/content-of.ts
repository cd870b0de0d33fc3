import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';

/** Returns what a notification sends: the ID of its email, its template, or the URL that it is posted to. */
export function contentOf({ channel, call }: Pick<Notification, 'channel' | 'call'>): string {
  return Object.values(call)[0] ?? channel;
}
