import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import { channelOf, promiseOf } from '../../../src/backend/order-events/channels/channels.ts';
import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { Listing, ShownNotification } from '../contract/answers.ts';
import { contentOf } from '../explain/content-of.ts';
import { explainNotification } from '../explain/explain-notification.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import { notificationRows } from '../site/stored-rows.ts';

const LISTED = 300;

/** The notifications, the newest first; all of them, or those of one status or order. */
export function readNotifications(
  data: DataInspector,
  history: History,
  now: number,
  wanted: { readonly status?: string | undefined; readonly orderId?: string | undefined },
): Listing<ShownNotification> {
  const { kept, unreadable } = notificationRows(data);
  const rows = kept
    .filter(({ status }) => wanted.status === undefined || status === wanted.status)
    .filter(({ orderId }) => wanted.orderId === undefined || orderId === wanted.orderId)
    .sort((left, right) => right.createdAt - left.createdAt)
    .slice(0, LISTED)
    .map((notification) => showNotification(notification, history, now));
  return { rows, unreadable };
}

function showNotification(notification: Notification, history: History, now: number): ShownNotification {
  const { key, status, rule, change, product, orderId, channel, attempts, createdAt } = notification;
  const { reason = null, contactId = null, memberId = null, dueAt = null, settledAt = null } = notification;
  return {
    ...{ key, status, rule, change, product, orderId, channel, attempts, createdAt },
    ...{ reason, contactId, memberId, dueAt, settledAt },
    promise: promiseOf(notification),
    sends: contentOf(notification),
    words: explainNotification(notification, now),
    canResend: canResend(notification, now),
    runId: history.findTeller(key)?.id ?? null,
  };
}

/** What the site would not refuse at once: see `resendNotification`. */
function canResend(
  { status, channel, contactId, memberId, dueAt = 0, attempts, reason }: Notification,
  now: number,
): boolean {
  switch (status) {
    case 'held':
    case 'failed':
    case 'unknown':
      return channelOf(channel).addressee === 'nobody' || contactId !== undefined || memberId !== undefined;
    case 'pending':
      return dueAt <= now || attempts > 1 || reason !== undefined;
    case 'sent':
    case 'expired':
    case 'erased':
      return false;
  }
}
