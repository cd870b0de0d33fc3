import type { Product } from '../products/product.ts';
import type { NotificationFilter, OrderEventStore, UnhandledFilter } from '../ports/ports.ts';
import { inPages, PAGE_SIZE } from './in-pages.ts';
import { settleErased } from '../delivery/settle.ts';

/**
 * Erases what a page of notifications holds of a person: contact and variables. The bare keys stay, so that nothing is
 * told again. Returns how many were erased; safe to repeat.
 */
export async function eraseNotificationPage(
  filter: NotificationFilter,
  store: OrderEventStore,
  now: number,
): Promise<number> {
  const page = await store.listNotifications({ ...filter, isErased: false }, PAGE_SIZE);
  for (const notification of page) await store.saveNotification(settleErased(notification, now));
  return page.length;
}

/** Removes a page of kept events. Returns how many. */
export async function removeUnhandledPage(filter: UnhandledFilter, store: OrderEventStore): Promise<number> {
  const page = await store.listUnhandled(filter, PAGE_SIZE);
  await store.removeUnhandled(page.map(({ id }) => id));
  return page.length;
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
  await inPages(() => eraseNotificationPage({ orderId }, store, now));
  await inPages(() => removeUnhandledPage({ orderId }, store));
}

/** Erases what is kept of one contact. Returns how many notifications and kept events held something of it. */
export async function eraseContact(
  contactId: string,
  store: OrderEventStore,
  now: number,
): Promise<{ readonly notifications: number; readonly events: number }> {
  const notifications = await inPages(() => eraseNotificationPage({ contactId }, store, now));
  const events = await inPages(() => removeUnhandledPage({ contains: contactId }, store));
  return { notifications, events };
}
