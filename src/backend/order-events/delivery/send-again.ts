import { channelOf } from '../channels/channels.ts';
import type { Notification } from '../ports/notifications.ts';
import { deliverOne, isDue } from './deliver-due.ts';
import type { SendDeps } from './send.ts';
import { reopen } from './settle.ts';

/** Result of a request to send a notification again. */
export type ResendResult =
  | { readonly kind: 'done'; readonly notification: Notification }
  | { readonly kind: 'refused'; readonly reason: ResendRefusal };

/**
 * Reasons why a notification cannot be sent again. `no-content`: its variables were removed when it was sent, and Wix rejected it later.
 */
export type ResendRefusal =
  'not-found' | 'no-contact' | 'no-content' | 'already-sent' | 'erased' | 'expired' | 'being-sent';

/** Sends a held, failed, unknown or overdue notification now, at the owner's request. */
export async function sendAgain(key: string, deps: SendDeps): Promise<ResendResult> {
  const known = await deps.notifications.read(key);
  if (known === undefined) return { kind: 'refused', reason: 'not-found' };
  const refusal = refusalOf(known, deps);
  if (refusal !== undefined) return { kind: 'refused', reason: refusal };
  const notification = await deliverOne(known, deps, ifWanted);
  return notification === undefined ? { kind: 'refused', reason: 'being-sent' } : { kind: 'done', notification };
}

function ifWanted(notification: Notification, deps: SendDeps): Notification | undefined {
  if (refusalOf(notification, deps) !== undefined) return undefined;
  return isDue(notification, deps) ? notification : reopen(notification, deps.now());
}

function refusalOf(notification: Notification, deps: SendDeps): ResendRefusal | undefined {
  const { status, channel, contactId, memberId, reason, variables } = notification;
  const isAddressed = contactId !== undefined || memberId !== undefined;
  switch (status) {
    case 'sent':
      return 'already-sent';
    case 'erased':
    case 'expired':
      return status;
    case 'pending':
      return reason === undefined && !isDue(notification, deps) ? 'being-sent' : undefined;
    case 'held':
    case 'failed':
    case 'unknown':
      if (variables === undefined) return 'no-content';
      return isAddressed || channelOf(channel).addressee === 'nobody' ? undefined : 'no-contact';
  }
}
