import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import { reasonWords, timeText } from './words.ts';

/** Describes the current state of a notification in one line, and what can be done about it. */
export function explainNotification(notification: Notification, now: number): string {
  const { status, reason, attempts, settledAt } = notification;
  const because = reasonWords(reason);
  switch (status) {
    case 'pending':
      return explainPending(notification, now);
    case 'sent':
      return settledAt === undefined ? 'Sent.' : `Sent at ${timeText(settledAt)}.`;
    case 'held':
      return `Held: ${because}. Fix it and resend, or leave it: held notifications are never sent by themselves.`;
    case 'failed':
      return `Failed after ${attempts} attempts: ${because}. Fix the cause, then resend.`;
    case 'unknown':
      return `Unknown: ${because}, and its rule says hold. Look in the contact’s mailbox, then resend or leave it.`;
    case 'expired':
      return `Never sent: ${because}. A rule’s withinHours says how old its news may be.`;
    case 'erased':
      return 'Erased: only the bare key is kept, so that the change is not told again.';
  }
}

function explainPending({ reason, dueAt, delayedTo }: Notification, now: number): string {
  if (dueAt === undefined) return 'Waiting: the next run of the delivery job sends it.';
  if (dueAt <= now) return `Waiting: due since ${timeText(dueAt)}, so the next run of the delivery job sends it.`;
  if (reason !== undefined) return `Waiting: the delivery job tries again from ${timeText(dueAt)}.`;
  if (delayedTo !== undefined) return `Waiting until ${timeText(dueAt)}, as its rule says.`;
  return `Being sent. If the site stopped half-way, the delivery job takes over from ${timeText(dueAt)}.`;
}
