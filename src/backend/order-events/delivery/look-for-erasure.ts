import { failureOf } from '../order-events-error.ts';
import { erasedBy, idOfErasure } from '../ports/erasures.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { Product } from '../products/product.ts';
import { peopleMarked } from '../values/people.ts';
import { settleErased } from './settle.ts';

/** Dependencies of looking for an erasure. */
export type ErasureLookDeps = Pick<Ports, 'erasures'>;

/**
 * `true` if a requested erasure covers a notification: an erasure of its order, or one of a person whom it is about, which covers changes
 * up to the request.
 */
export async function isErased(
  { product, orderId, marks, occurredAt }: Notification,
  { erasures }: ErasureLookDeps,
): Promise<boolean> {
  const found = await erasures.find(idsOfErasures(product, orderId, marks));
  return found.some((erasure) => erasedBy(erasure).kind === 'order' || Date.parse(occurredAt) <= erasure.askedAt);
}

/** Returns the ids of the erasures that may cover a row: that of its order, if known, and those of everybody whom its marks name. */
export function idsOfErasures(
  product: Product,
  orderId: string | undefined,
  marks: string | undefined,
): readonly string[] {
  const people = peopleMarked(marks).flat();
  return [
    ...(orderId === undefined ? [] : [idOfErasure({ kind: 'order', product, orderId })]),
    ...people.map((mark) => idOfErasure({ kind: 'person', mark })),
  ];
}

/**
 * Erases a notification that was just written, if its erasure was requested in the meantime. Never rejects: if the lookup fails, the
 * hourly job finds the notification when it sweeps the erasure.
 */
export async function eraseIfAsked(
  notification: Notification,
  deps: ErasureLookDeps & Pick<Ports, 'notifications' | 'now' | 'log'>,
): Promise<Notification> {
  if (notification.status === 'erased') return notification;
  try {
    if (!(await isErased(notification, deps))) return notification;
    const erased = settleErased(notification, deps.now());
    await deps.notifications.save(erased);
    return erased;
  } catch (error) {
    deps.log('erasure lookup failed', { key: notification.key, failure: failureOf(error) });
    return notification;
  }
}
