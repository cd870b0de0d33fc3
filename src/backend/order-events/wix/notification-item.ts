import type { WixDataItem } from 'wix-data';

import type { Notification } from '../outbox/notification.ts';

const instantFields = ['dueAt', 'expiresAt', 'createdAt', 'settledAt'] as const;

/** The notification as a Wix Data item: its key is the item's id, and instants are dates for the owner to read. */
export function itemOfNotification(notification: Notification): WixDataItem {
  const item: WixDataItem = { _id: notification.key };
  for (const [field, value] of Object.entries(notification)) {
    if (value !== undefined) item[field] = isInstantField(field) ? new Date(Number(value)) : value;
  }
  return item;
}

/** The notification of an item that this package stored. */
export function notificationOfItem(item: WixDataItem): Notification {
  const { _id, _createdDate, _updatedDate, _owner, ...fields } = item;
  const instants = instantFields.flatMap((field) =>
    item[field] === undefined ? [] : [[field, new Date(item[field] as string).getTime()] as const],
  );
  return { ...(fields as Partial<Notification>), ...Object.fromEntries(instants) } as Notification;
}

function isInstantField(field: string): boolean {
  return instantFields.some((name) => name === field);
}
