import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';

/** What a notification sends, in a word: the id of its email, its template, or where it is posted to. */
export function contentOf({ channel, call }: Pick<Notification, 'channel' | 'call'>): string {
  return Object.values(call)[0] ?? channel;
}
