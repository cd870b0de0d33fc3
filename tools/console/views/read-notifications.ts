import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import { channelOf, promiseOf } from '../../../src/backend/order-events/channels/channels.ts';
import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { Listing, ShownNotification } from '../contract/answers.ts';
import { contentOf } from '../explain/content-of.ts';
import { explainNotification } from '../explain/explain-notification.ts';
import { explainPast } from '../explain/explain-past.ts';
import { nameOfPerson, nameOrder, type OrderFacts } from '../../workbench/runs/order-facts.ts';
import { orderKeyOf } from '../../workbench/runs/run-rows.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import { notificationPage, type NotificationsWanted } from '../site/stored-rows.ts';

/** Returns a page of the notifications, newest first, optionally filtered by status or order. */
export function readNotifications(
  data: DataInspector,
  history: History,
  now: number,
  wanted: NotificationsWanted,
): Listing<ShownNotification> {
  const { kept, ...page } = notificationPage(data, history, wanted);
  const factsOf = rememberFacts(history);
  const rows = kept.map((notification) => showNotification(notification, factsOf(notification), history, now));
  return { ...page, rows };
}

/** Caches the facts of each order, so that each order is looked up once. */
function rememberFacts(history: History): (notification: Notification) => OrderFacts | undefined {
  const known = new Map<string, OrderFacts | undefined>();
  return ({ product, orderId }) => {
    const order = { product, id: orderId };
    const key = orderKeyOf(order);
    if (!known.has(key)) known.set(key, history.factsOf(order));
    return known.get(key);
  };
}

function showNotification(
  notification: Notification,
  facts: OrderFacts | undefined,
  history: History,
  now: number,
): ShownNotification {
  const { key, status, rule, change, product, orderId, channel, attempts, createdAt } = notification;
  const { contactId, memberId, dueAt = null, settledAt = null } = notification;
  const id = contactId ?? memberId ?? null;
  return {
    ...{ key, status, rule, change, product, orderId, channel, attempts, createdAt },
    ...{ dueAt, settledAt },
    about: facts === undefined ? null : nameOrder(facts),
    recipient: { id, name: id === null ? null : nameOfPerson(facts, id) },
    promise: promiseOf(notification),
    sends: contentOf(notification),
    words: explainNotification(notification, now),
    past: explainPast(history.statesOf(key)),
    canResend: canResend(notification, now),
    runId: history.findTeller(key)?.id ?? null,
  };
}

/** `true` if the site would not refuse a resend immediately: see `resendNotification`. */
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
