import { summarize, type NotificationSummary } from '../intake/outcome.ts';
import type { Notification } from '../ports/notifications.ts';

/** A notification as the owner sees it, without personal data. */
export interface ListedNotification extends NotificationSummary {
  readonly product: string;
  readonly orderId: string;
  readonly occurredAt: string;
  readonly attempts: number;
  /** Number of attempts that may have sent the email without a confirmation; absent if there are none. */
  readonly doubts?: number;
  readonly createdAt: string;
  readonly dueAt: string | null;
}

/** Returns a notification without personal or internal fields. */
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
