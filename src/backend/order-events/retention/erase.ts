import { settleErased } from '../delivery/settle.ts';
import type { Product } from '../products/product.ts';
import { inPages, PAGE_SIZE } from '../jobs/pages.ts';
import type { NotificationFilter } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { UnhandledFilter } from '../ports/unhandled-events.ts';

/** What an erasure needs from outside. */
export type EraseDeps = Pick<Ports, 'notifications' | 'unhandled' | 'leftovers'>;

/**
 * Erases what a page of notifications holds of a person: contact, member and variables. The bare keys stay, so that nothing is
 * told again. Returns how many were erased; safe to repeat.
 */
export async function eraseNotificationPage(
  filter: NotificationFilter,
  now: number,
  { notifications }: Pick<Ports, 'notifications'>,
): Promise<number> {
  const page = await notifications.list({ ...filter, isErased: false }, PAGE_SIZE);
  for (const notification of page) await notifications.save(settleErased(notification, now));
  return page.length;
}

/** Removes a page of kept events. Returns how many. */
export async function removeUnhandledPage(
  filter: UnhandledFilter,
  { unhandled }: Pick<Ports, 'unhandled'>,
): Promise<number> {
  const page = await unhandled.list(filter, PAGE_SIZE);
  await unhandled.remove(page.map(({ id }) => id));
  return page.length;
}

/** Erases personal data stored for an order: earlier states, events that hold its data, and notifications but for their bare keys. */
export async function eraseDataOfOrder(product: Product, orderId: string, now: number, deps: EraseDeps): Promise<void> {
  await deps.leftovers?.removeOfOrder(product, orderId);
  await inPages(() => eraseNotificationPage({ orderId }, now, deps));
  await inPages(() => removeUnhandledPage({ orderId }, deps));
}

/** How many notifications and kept events held something of a contact. */
export interface Erased {
  readonly notifications: number;
  readonly events: number;
}

/** Erases personal data stored for a contact, or for a member by the member's own id. */
export async function eraseDataOfContact(id: string, now: number, deps: EraseDeps): Promise<Erased> {
  const asContact = await inPages(() => eraseNotificationPage({ contactId: id }, now, deps));
  const asMember = await inPages(() => eraseNotificationPage({ memberId: id }, now, deps));
  const events = await inPages(() => removeUnhandledPage({ contains: id }, deps));
  return { notifications: asContact + asMember, events };
}
