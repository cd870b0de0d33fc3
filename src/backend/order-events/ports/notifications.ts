import type { Call } from '../channels/channel.ts';
import type { ChannelName } from '../channels/channels.ts';
import type { Change } from '../changes/change.ts';
import type { Product } from '../products/product.ts';

/**
 * The states of a notification:
 *
 *   (inserted) --> pending --> sent
 *       |            |  ^--- retry after a failed attempt, or by the owner from held, failed and unknown
 *       |            |-----> failed    attempts used up
 *       |            |-----> unknown   the email may have been sent: its rule says hold, it was the second doubt, or no try is left
 *       |            '-----> expired   too old when it could be sent
 *       |----------> held              cannot be sent as it is: no contact, a faulty rule
 *       '----------> expired           too old from the start
 *
 *   erased: from any state, when the order or the contact is anonymized
 */
export const notificationStatuses = ['pending', 'sent', 'held', 'failed', 'unknown', 'expired', 'erased'] as const;

/** Status of a notification. */
export type NotificationStatus = (typeof notificationStatuses)[number];

/** A notification as it is stored. Instants are milliseconds since 1970. */
export interface Notification {
  /** `product/order/change/occurrence/rule`; the first to insert it owns the notification. */
  readonly key: string;
  readonly product: Product;
  readonly orderId: string;
  readonly change: Change['kind'];
  readonly occurrence: string;
  readonly evidence: Change['evidence'];
  /** `event` if Wix reported the change, `reconcile` if the reconcile job found it. */
  readonly source: 'event' | 'reconcile';
  /** Time of the change, as RFC 3339 text. */
  readonly occurredAt: string;
  readonly rule: string;
  readonly channel: ChannelName;
  /** Arguments of its call, such as the id of a triggered email; see the channel. */
  readonly call: Call;
  /** Id of the call, for a channel that can be asked; see `callIdOf`. */
  readonly callId?: string | undefined;
  /** Recipient; absent while no contact is known, and when erased. */
  readonly contactId?: string | undefined;
  /** Member who receives it if no contact is known; also personal. */
  readonly memberId?: string | undefined;
  /** Marks of the people whom it is about, whoever receives it; see `markPeople`. */
  readonly marks?: string | undefined;
  /** Variables of the message: personal, so they are removed when it is sent, expires or is erased. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  readonly ifUnknown: 'resend' | 'hold';
  readonly status: NotificationStatus;
  /** Reason why it is held, failed, unknown or expired, or why the last attempt failed. */
  readonly reason?: string | undefined;
  /** Earliest time to send it, for a rule with a delay. */
  readonly delayedTo?: number | undefined;
  /** Kinds of change that call it off. */
  readonly unless?: readonly string[] | undefined;
  /** Changes of those kinds that were known before, as `kind:occurrence`. */
  readonly knownBefore?: readonly string[] | undefined;
  /** Number of attempts that may have sent the message without a confirmation; a doubt is never taken back. */
  readonly doubts?: number | undefined;
  /** Number of attempts started and accounted for. */
  readonly attempts: number;
  /** Number of the last attempt that may be made. */
  readonly attemptLimit: number;
  /** Time of the next attempt, while pending. Until then the handler that inserted it, or the last attempt, owns it. */
  readonly dueAt?: number | undefined;
  /** Time after which it is too old to be sent. */
  readonly expiresAt: number;
  readonly createdAt: number;
  /** Time at which it reached a state that only the owner can change. */
  readonly settledAt?: number | undefined;
}

/** Filter for notifications. */
export interface NotificationFilter {
  readonly status?: NotificationStatus | undefined;
  readonly orderId?: string | undefined;
  /** Any of these orders, a hundred at most. */
  readonly orderIds?: readonly string[];
  readonly contactId?: string | undefined;
  readonly memberId?: string | undefined;
  /** Mark of a person whom it is about. */
  readonly mark?: string | undefined;
  /** Only changes up to this instant. */
  readonly occurredBy?: number | undefined;
  readonly callId?: string | undefined;
  /** `false` leaves out erased ones. */
  readonly isErased?: false;
  /** Created at this instant or later. */
  readonly createdFrom?: number;
  readonly settledBefore?: number;
  readonly dueFrom?: number;
  /** Due at this instant or earlier. */
  readonly dueBefore?: number;
}

/** Stored notifications. Reads by key are consistent; listings may lag. */
export interface Notifications {
  /** Inserts a notification; `exists` if the key is taken, because somebody else owns the notification. */
  insert(notification: Notification): Promise<'inserted' | 'exists'>;
  read(key: string): Promise<Notification | undefined>;
  /** Writes the whole row. */
  save(notification: Notification): Promise<void>;
  /** Writes many whole rows, in one call. */
  saveAll(notifications: readonly Notification[]): Promise<void>;
  /** Writes the row of a notification that was sent. It must not be lost: what is not recorded as sent is sent again. */
  noteSent(notification: Notification): Promise<void>;
  /** Lists pending notifications that fall due from one instant up to another, the longest due first. */
  listDue(from: number, to: number, limit: number): Promise<readonly Notification[]>;
  /** Lists notifications that settled from one instant up to another, the longest settled first. */
  listSettled(from: number, before: number, limit: number): Promise<readonly Notification[]>;
  /** Removes notifications with their keys; those that are already gone are no failure. */
  remove(keys: readonly string[]): Promise<void>;
  /** Lists notifications, newest first. */
  list(filter: NotificationFilter, limit: number): Promise<readonly Notification[]>;
  count(filter: NotificationFilter): Promise<number>;
}
