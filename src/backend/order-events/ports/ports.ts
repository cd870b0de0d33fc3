import type { Product } from '../products/product.ts';
import type { Projection } from '../timeline/projection.ts';
import type { Rejection } from '../values/rejection.ts';
import type { HandlerName } from '../handlers/handlers.ts';
import type { Notification, NotificationStatus } from '../delivery/notification.ts';

/**
 * How long a call goes on trying while the store is busy or slow. `brief`: for about a second. `patient`: for about a
 * minute, where failing would lose something or send an email a second time.
 */
export type Effort = 'brief' | 'patient';

/** An attempt that somebody started, and when. */
export interface AttemptClaim {
  readonly claimedAt: number;
}

/** An event that could not be handled, as it is stored. */
export interface UnhandledEvent {
  /** Made from the event's content, so that the same event twice is one row. */
  readonly id: string;
  readonly handler: HandlerName;
  /** The event as it came, as JSON text: the site may hold its only copy. */
  readonly text: string;
  /** Whether the text was cut because no item can hold it. */
  readonly isCut: boolean;
  /** The order it is about, where it could be read. */
  readonly orderId?: string | undefined;
  /** Why it is no such event; absent when it is one, but could not be handled just then. */
  readonly rejection?: Rejection | undefined;
  /** The code of the failure that kept it from being handled. */
  readonly failure?: string | undefined;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** An order's projection as it is stored. */
export interface StoredProjection {
  /** `undefined` when nothing is known of the order. */
  readonly projection: Projection | undefined;
  /** How often it was saved. */
  readonly revision: number;
}

/** What a page of removals came to. */
export interface ReplacedPage {
  readonly removed: number;
  /** Where the next page begins; absent on the last one. */
  readonly next?: number | undefined;
}

/**
 * Where projections, notifications and unhandled events are kept. Reads by key are consistent; listings may lag.
 * Every call rejects with an `OrderEventsError` when the store cannot do it.
 */
export interface OrderEventStore {
  readProjection(product: Product, orderId: string): Promise<StoredProjection>;
  /** Saves what follows the given revision; `outdated` when somebody else has saved what follows it. */
  saveProjection(projection: Projection, revision: number, now: number): Promise<'saved' | 'outdated'>;
  /** Removes what came before the given revision of an order. */
  removeOlderProjections(product: Product, orderId: string, revision: number): Promise<void>;
  /** Removes, a page at a time, what was replaced by projections that were saved from one instant up to before another. */
  removeReplacedProjections(from: number, before: number, limit: number): Promise<ReplacedPage>;
  /** `exists` when the key is taken: somebody else owns the notification. */
  insertNotification(notification: Notification): Promise<'inserted' | 'exists'>;
  readNotification(key: string): Promise<Notification | undefined>;
  /** Goes on as long as the store usually does, unless said. */
  saveNotification(notification: Notification, effort?: Effort): Promise<void>;
  /** Pending notifications that fall due from one instant up to another, the longest due first. */
  listDue(from: number, to: number, limit: number): Promise<readonly Notification[]>;
  listNotifications(filter: NotificationFilter, limit: number): Promise<readonly Notification[]>;
  /** Claims attempt `attempt` of a notification by inserting `key#attempt`; `taken` when that exists. */
  claimAttempt(key: string, attempt: number, now: number): Promise<'claimed' | 'taken'>;
  readClaim(key: string, attempt: number): Promise<AttemptClaim | undefined>;
  /** Claims are of no use once their notification is settled for good. */
  removeClaimsBefore(instant: number, limit: number): Promise<number>;
  /** Stores the event, or counts it when the same event is stored already; patient, for it may be the only copy. */
  keepUnhandled(event: Omit<UnhandledEvent, 'count' | 'firstAt' | 'lastAt'>, now: number): Promise<void>;
  /** The newest first, unless said. */
  listUnhandled(
    filter: UnhandledFilter,
    limit: number,
    order?: 'newest-first' | 'oldest-first',
  ): Promise<readonly UnhandledEvent[]>;
  removeUnhandled(ids: readonly string[]): Promise<void>;
  /** How many projections are stored, those that were replaced included. */
  countProjections(): Promise<number>;
  countNotifications(filter: NotificationFilter): Promise<number>;
  countUnhandled(filter: UnhandledFilter): Promise<number>;
  readJobState(job: string): Promise<JobState | undefined>;
  saveJobState(job: string, state: JobState): Promise<void>;
}

/** Which unhandled events to list. */
export interface UnhandledFilter {
  /** `rejected`: not understood; `failed`: understood, but the site could not handle it just then. */
  readonly kind?: 'rejected' | 'failed';
  readonly orderId?: string;
  /** Text that the event holds. */
  readonly contains?: string;
  readonly lastFrom?: number;
  readonly lastBefore?: number;
}

/** What is kept of a job between its runs. */
export interface JobState {
  readonly startedAt: number;
  /** Absent while it runs, and when it stopped half-way. */
  readonly finishedAt?: number | undefined;
  /** What the last run did, by name. */
  readonly report: Readonly<Record<string, number>>;
  /** Where the next run goes on. */
  readonly progress: Readonly<Record<string, string | number>>;
}

/** Which notifications to list. */
export interface NotificationFilter {
  readonly status?: NotificationStatus | undefined;
  readonly orderId?: string | undefined;
  readonly contactId?: string | undefined;
  /** `false` leaves out those that are erased already. */
  readonly isErased?: false;
  readonly settledBefore?: number;
  readonly dueFrom?: number;
  /** Due by then, that instant included. */
  readonly dueBefore?: number;
}

/** What came of an email call. `may-be-sent`: it failed in a way that does not rule out that the email went out. */
export type SendResult =
  { readonly kind: 'sent' } | { readonly kind: 'refused' | 'may-be-sent'; readonly code: string };

/** Sends triggered emails. */
export interface Mailer {
  send(emailId: string, contactId: string, variables: Readonly<Record<string, string>>): Promise<SendResult>;
}

/** Notes what happened for whoever reads the site's log: codes and keys only, nothing personal. */
export type Log = (message: string, details: Readonly<Record<string, string | number | undefined>>) => void;
