import { failureOf } from '../order-events-error.ts';
import { erasedBy, idOfErasure } from '../ports/erasures.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { Product } from '../products/product.ts';
import { peopleMarked } from '../values/people.ts';
import { settleErased } from './settle.ts';

/** What looking for an erasure needs from outside. */
export type ErasureLookDeps = Pick<Ports, 'erasures'>;

/**
 * Whether an erasure was asked for that a notification falls under: one of its order, or one of somebody whom it is about, of
 * which only later changes may be told.
 */
export async function isErased(
  { product, orderId, marks, occurredAt }: Notification,
  { erasures }: ErasureLookDeps,
): Promise<boolean> {
  const found = await erasures.find(idsOfErasures(product, orderId, marks));
  return found.some((erasure) => erasedBy(erasure).kind === 'order' || Date.parse(occurredAt) <= erasure.askedAt);
}

/** The ids of the erasures that something falls under: of its order, as far as it is known, and of everybody whom it names. */
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
 * Erases a notification that was just written, where an erasure of it was asked for in the meantime. Never rejects: what it
 * could not look for, the hourly job finds when it looks for the rest of the erasure.
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
    deps.log('erasures not looked for', { key: notification.key, failure: failureOf(error) });
    return notification;
  }
}
