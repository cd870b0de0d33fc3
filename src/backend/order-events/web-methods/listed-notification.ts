import { summarize, type NotificationSummary } from '../intake/outcome.ts';
import type { Notification } from '../ports/notifications.ts';

/** A notification as the owner sees it: nothing personal. */
export interface ListedNotification extends NotificationSummary {
  readonly product: string;
  readonly orderId: string;
  readonly occurredAt: string;
  readonly attempts: number;
  /** Attempts whose email may have gone out although nothing said so; absent where there are none. */
  readonly doubts?: number;
  readonly createdAt: string;
  readonly dueAt: string | null;
}

/** The notification without what is personal or internal. */
export function listed(notification: Notification): ListedNotification {
  const { product, orderId, occurredAt, attempts, doubts, createdAt, dueAt } = notification;
  return {
    ...summarize(notification),
    product,
    orderId,
    occurredAt,
    attempts,
    ...(doubts === undefined ? {} : { doubts }),
    createdAt: new Date(createdAt).toISOString(),
    dueAt: dueAt === undefined ? null : new Date(dueAt).toISOString(),
  };
}
