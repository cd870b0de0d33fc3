import type { NotificationFilter, OrderEventStore } from './ports.ts';
import { settleErased } from './settle.ts';

const PAGE_SIZE = 100;

/**
 * Erases what notifications hold of a person: contact and variables. The bare keys stay, so that nothing is told again.
 * Returns how many were erased; safe to repeat.
 */
export async function eraseNotifications(
  filter: NotificationFilter,
  store: OrderEventStore,
  now: number,
): Promise<number> {
  let erased = 0;
  for (;;) {
    const page = await store.listNotifications({ ...filter, isErased: false }, PAGE_SIZE);
    for (const notification of page) await store.saveNotification(settleErased(notification, now));
    erased += page.length;
    if (page.length < PAGE_SIZE) return erased;
  }
}
