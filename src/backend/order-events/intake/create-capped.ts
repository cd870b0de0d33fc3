import { createNotification, type About } from '../delivery/notification.ts';
import type { EmailRecipient } from '../values/email-recipient.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { NotificationDraft } from '../rules/decide-notifications.ts';

/**
 * Creates the notification of a draft. It is held if its recipient comes from the order and recently got too many messages; a recipient
 * whom the rule itself names, such as the site's owner, wants to know of each order.
 */
export async function createCapped(
  draft: NotificationDraft,
  about: About,
  now: number,
  deps: Pick<Ports, 'messageCap' | 'notifications' | 'storeTime' | 'leaseMs'>,
): Promise<Notification> {
  const { messageCap, storeTime, leaseMs } = deps;
  const notification = createNotification(draft, about, now, storeTime().latest + leaseMs);
  const { contactId, memberId, isToFixedRecipient } = draft;
  const recipient = recipientOf(contactId, memberId);
  if (notification.status !== 'pending' || isToFixedRecipient === true || recipient === undefined) return notification;
  if (await messageCap.isReached(recipient, deps)) {
    return createNotification({ ...draft, holdReason: 'too-many' }, about, now);
  }
  messageCap.note(recipient, draft.key);
  return notification;
}

function recipientOf(contactId: string | undefined, memberId: string | undefined): EmailRecipient | undefined {
  if (contactId !== undefined) return { contactId };
  return memberId === undefined ? undefined : { memberId };
}
