import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import { reasonWords, timeText } from './words.ts';

/** What a notification's status means, and what can be done about it. */
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

function explainPending({ reason, attempts, dueAt }: Notification, now: number): string {
  const when = dueAt === undefined ? 'at the next run of the job' : `from ${timeText(dueAt)}`;
  if (dueAt !== undefined && dueAt <= now)
    return `Due since ${timeText(dueAt)}: the next run of the delivery job sends it.`;
  if (reason === undefined) return `Being sent; if the site stopped half-way, the delivery job takes over ${when}.`;
  return `Attempt ${attempts} failed: ${reasonWords(reason)}. The delivery job tries again ${when}.`;
}
