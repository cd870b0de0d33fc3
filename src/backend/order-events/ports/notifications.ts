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
 *       |            '-----> expired   too old by the time that it could be sent
 *       |----------> held              cannot be sent as it is: no contact, a faulty rule
 *       '----------> expired           too old from the start
 *
 *   erased: from any state, when the order or the contact is anonymised
 */
export const notificationStatuses = ['pending', 'sent', 'held', 'failed', 'unknown', 'expired', 'erased'] as const;

/** The status of a notification. */
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
  readonly channel: ChannelName;
  /** What its call is made with, such as the id of a triggered email; see the channel. */
  readonly call: Call;
  /** The id under which the call is made, of a channel that can be asked; see `callIdOf`. */
  readonly callId?: string | undefined;
  /** Whom it goes to; absent while no contact is known, and when erased. */
  readonly contactId?: string | undefined;
  /** The member whom it goes to where no contact is known; personal as well. */
  readonly memberId?: string | undefined;
  /** Marks of the people whom it is about, whoever it goes to; see `markPeople`. */
  readonly marks?: string | undefined;
  /** The email's variables: personal, so they are erased when the notification settles. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  readonly ifUnknown: 'resend' | 'hold';
  readonly status: NotificationStatus;
  /** Why it is held, failed, unknown or expired, or what the last attempt met. */
  readonly reason?: string | undefined;
  /** When it is to be told at the earliest, of a rule that tells later. */
  readonly delayedTo?: number | undefined;
  /** Kinds of change after which it is not told any more. */
  readonly unless?: readonly string[] | undefined;
  /** Changes of those kinds that were known before: `kind:occurrence`. */
  readonly knownBefore?: readonly string[] | undefined;
  /** Attempts whose email may have gone out although nothing said so; what was in doubt once stays so. */
  readonly doubts?: number | undefined;
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

/** Which notifications to list. */
export interface NotificationFilter {
  readonly status?: NotificationStatus | undefined;
  readonly orderId?: string | undefined;
  /** Of any of these orders, a hundred at most. */
  readonly orderIds?: readonly string[];
  readonly contactId?: string | undefined;
  readonly memberId?: string | undefined;
  /** The mark of a person whom it is about. */
  readonly mark?: string | undefined;
  /** Only changes up to then. */
  readonly occurredBy?: number | undefined;
  readonly callId?: string | undefined;
  /** `false` leaves out those that are erased already. */
  readonly isErased?: false;
  /** Created from then on. */
  readonly createdFrom?: number;
  readonly settledBefore?: number;
  readonly dueFrom?: number;
  /** Due by then, that instant included. */
  readonly dueBefore?: number;
}

/** The notifications. Reads by key are consistent; listings may lag. */
export interface Notifications {
  /** `exists` when the key is taken: somebody else owns the notification. */
  insert(notification: Notification): Promise<'inserted' | 'exists'>;
  read(key: string): Promise<Notification | undefined>;
  /** Writes the whole row. */
  save(notification: Notification): Promise<void>;
  /** The same for many, in one call. */
  saveAll(notifications: readonly Notification[]): Promise<void>;
  /** The same for one whose email went out: it must not be lost, because what is not noted as sent is sent again. */
  noteSent(notification: Notification): Promise<void>;
  /** Pending notifications that fall due from one instant up to another, the longest due first. */
  listDue(from: number, to: number, limit: number): Promise<readonly Notification[]>;
  /** Those that settled from one instant up to another, the longest settled first. */
  listSettled(from: number, before: number, limit: number): Promise<readonly Notification[]>;
  /** Removes notifications with their keys; those that are gone already are no failure. */
  remove(keys: readonly string[]): Promise<void>;
  /** The newest first. */
  list(filter: NotificationFilter, limit: number): Promise<readonly Notification[]>;
  count(filter: NotificationFilter): Promise<number>;
}
