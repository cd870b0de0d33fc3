import type { Change } from '../changes/change.ts';
import type { NotificationDraft } from '../rules/decide-notifications.ts';
import type { Product } from '../products/product.ts';

/**
 * The states of a notification:
 *
 *   (inserted) --> pending --> sent
 *       |            |  ^--- retry after a failed attempt, or by the owner from held, failed and unknown
 *       |            |-----> failed    attempts used up
 *       |            |-----> unknown   the site stopped while the email may have been sent, and its rule says hold
 *       |            '-----> expired   too old by the time that it could be sent
 *       |----------> held              cannot be sent as it is: no contact, a faulty rule
 *       '----------> expired           too old from the start
 *
 *   erased: from any state, when the order or the contact is anonymised
 */
export const notificationStatuses = ['pending', 'sent', 'held', 'failed', 'unknown', 'expired', 'erased'] as const;

/** The state of a notification. */
export type NotificationStatus = (typeof notificationStatuses)[number];

/** A notification as it is stored. Instants are milliseconds since 1970. */
export interface Notification {
  /** `product/order/change/occurrence/rule`; whoever inserts it first owns it. */
  readonly key: string;
  readonly product: Product;
  readonly orderId: string;
  readonly change: Change['kind'];
  readonly occurrence: string;
  readonly evidence: Change['evidence'];
  /** Whether Wix told the change, or the reconcile job found it. */
  readonly source: 'event' | 'reconcile';
  /** The order's own time of the change, as RFC 3339 text. */
  readonly occurredAt: string;
  readonly rule: string;
  readonly emailId: string;
  /** Whom it goes to; absent while no contact is known, and when erased. */
  readonly contactId?: string | undefined;
  /** The email's variables: personal, so they are erased when the notification settles. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  readonly ifUnknown: 'resend' | 'hold';
  readonly status: NotificationStatus;
  /** Why it is held, failed, unknown or expired, or what the last attempt met. */
  readonly reason?: string | undefined;
  /** Attempts started and accounted for. */
  readonly attempts: number;
  /** The last attempt that may be made. */
  readonly attemptLimit: number;
  /** Pending only: when it may next be tried. Until then the handler that inserted it, or the last attempt, has it. */
  readonly dueAt?: number | undefined;
  /** When it is too old to tell. */
  readonly expiresAt: number;
  readonly createdAt: number;
  /** When it reached a state that only the owner can change. */
  readonly settledAt?: number | undefined;
}

/** Attempts before a notification fails; with the delays of `settle.ts` they span about a day and a half. */
export const MAX_ATTEMPTS = 8;

/** How long a started attempt is left alone: far above the handler's time budget. */
export const LEASE_MS = 10 * 60_000;

/**
 * A new notification. The handler that inserts it has the first attempt, so it falls due only when that attempt's
 * lease is over. A rule that holds in doubt claims its first attempt apart, to narrow the doubt to the call itself.
 */
export function createNotification(
  draft: NotificationDraft,
  source: Notification['source'],
  now: number,
): Notification {
  const { key, product, orderId, change, rule, emailId, contactId, variables, ifUnknown, expiresAt } = draft;
  const common = {
    key,
    product,
    orderId,
    change: change.kind,
    occurrence: change.occurrence,
    evidence: change.evidence,
    source,
    occurredAt: change.occurredAt,
    rule,
    emailId,
    contactId,
    ifUnknown,
    attemptLimit: MAX_ATTEMPTS,
    expiresAt,
    createdAt: now,
  };
  if (now > expiresAt) {
    return { ...common, status: 'expired', reason: 'too-old-when-noticed', attempts: 0, settledAt: now };
  }
  if (draft.holdReason !== undefined) {
    return { ...common, variables, status: 'held', reason: draft.holdReason, attempts: 0, settledAt: now };
  }
  const attempts = ifUnknown === 'hold' ? 0 : 1;
  return { ...common, variables, status: 'pending', attempts, dueAt: now + LEASE_MS };
}

/** Whether it is held for want of a contact alone. */
export function isWaitingForContact({ status, reason }: Notification): boolean {
  return status === 'held' && reason === 'no-contact';
}
