import type { Product } from '../orders/handlers.ts';
import type { NotificationFilter, OrderEventStore, UnhandledFilter } from './ports.ts';
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

/** Erases what is kept of the people of one order: earlier states, events that hold its data, and notifications but for their bare keys. */
export async function eraseOrder(
  product: Product,
  orderId: string,
  store: OrderEventStore,
  now: number,
): Promise<void> {
  const { revision } = await store.readProjection(product, orderId);
  await store.removeOlderProjections(product, orderId, revision);
  await eraseNotifications({ orderId }, store, now);
  await removeUnhandled({ orderId }, store);
}

/** Erases what is kept of one contact. Returns how many notifications and kept events held something of it. */
export async function eraseContact(
  contactId: string,
  store: OrderEventStore,
  now: number,
): Promise<{ readonly notifications: number; readonly events: number }> {
  const notifications = await eraseNotifications({ contactId }, store, now);
  return { notifications, events: await removeUnhandled({ contains: contactId }, store) };
}

async function removeUnhandled(filter: UnhandledFilter, store: OrderEventStore): Promise<number> {
  let removed = 0;
  for (;;) {
    const page = await store.listUnhandled(filter, PAGE_SIZE);
    await store.removeUnhandled(page.map(({ id }) => id));
    removed += page.length;
    if (page.length < PAGE_SIZE) return removed;
  }
}
