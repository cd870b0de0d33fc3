import type { WixDataItem, WixDataQuery } from 'wix-data';

import type { Notification, NotificationFilter } from '../ports/notifications.ts';
import { msOfDate, withoutUndefined } from './item-fields.ts';
import { idOfField, storedId } from './stored-id.ts';

const instantFields = ['dueAt', 'expiresAt', 'createdAt', 'settledAt', 'delayedTo'] as const;

/** Returns a notification as a Wix Data item: its key is the item's id, and instants are dates for the owner to read. */
export function itemOfNotification(notification: Notification): WixDataItem {
  const [key, orderId] = [storedId(notification.key), storedId(notification.orderId)];
  const item: WixDataItem = { _id: key };
  const { channel, call, ...rest } = notification;
  // The form of rows before there were other channels, so that an earlier version can read them too.
  const sent = channel === 'triggeredEmail' ? call : { channel, call };
  for (const [field, value] of Object.entries({ ...rest, ...sent, key, orderId })) {
    if (value !== undefined) item[field] = isInstantField(field) ? new Date(Number(value)) : value;
  }
  return item;
}

/** Returns the notification from an item that this package stored. */
export function notificationOfItem(item: WixDataItem): Notification {
  const { _id, _createdDate, _updatedDate, _owner, writer, emailId, ...fields } = item;
  const instants = instantFields.flatMap((field) =>
    item[field] === undefined ? [] : [[field, msOfDate(item[field])] as const],
  );
  const ids = withoutUndefined({ key: idOfField(item['key']), orderId: idOfField(item['orderId']) });
  const sent = fields['channel'] === undefined ? { channel: 'triggeredEmail', call: { emailId } } : {};
  return { ...sent, ...(fields as Partial<Notification>), ...Object.fromEntries(instants), ...ids } as Notification;
}

/** Adds a filter to a query. */
export function queryNotifications(query: WixDataQuery, filter: NotificationFilter): WixDataQuery {
  const { status, orderId, contactId, memberId, mark, occurredBy, isErased, createdFrom, settledBefore } = filter;
  const { callId, dueFrom, dueBefore, orderIds } = filter;
  let wanted = query;
  if (status !== undefined) wanted = wanted.eq('status', status);
  if (orderId !== undefined) wanted = wanted.eq('orderId', storedId(orderId));
  if (orderIds !== undefined) wanted = wanted.hasSome('orderId', orderIds.map(storedId));
  if (contactId !== undefined) wanted = wanted.eq('contactId', contactId);
  if (memberId !== undefined) wanted = wanted.eq('memberId', memberId);
  if (mark !== undefined) wanted = wanted.contains('marks', mark);
  if (occurredBy !== undefined) wanted = wanted.le('occurredAt', new Date(occurredBy).toISOString());
  if (callId !== undefined) wanted = wanted.eq('callId', callId);
  if (isErased === false) wanted = wanted.ne('status', 'erased');
  if (createdFrom !== undefined) wanted = wanted.ge('createdAt', new Date(createdFrom));
  if (settledBefore !== undefined) wanted = wanted.lt('settledAt', new Date(settledBefore));
  if (dueFrom !== undefined) wanted = wanted.ge('dueAt', new Date(dueFrom));
  return dueBefore === undefined ? wanted : wanted.le('dueAt', new Date(dueBefore));
}

function isInstantField(field: string): boolean {
  return instantFields.some((name) => name === field);
}
