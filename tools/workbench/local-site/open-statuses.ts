import {
  notificationStatuses,
  type NotificationStatus,
} from '../../../src/backend/order-events/ports/notifications.ts';

const isOpen: Readonly<Record<NotificationStatus, boolean>> = {
  pending: true,
  sent: false,
  held: true,
  failed: true,
  unknown: true,
  expired: false,
  erased: false,
};

/** Statuses of notifications that wait for a job or for the owner. */
export const openStatuses: readonly NotificationStatus[] = notificationStatuses.filter((status) => isOpen[status]);
