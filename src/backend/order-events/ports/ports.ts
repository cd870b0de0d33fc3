import type { HandlerName } from '../handlers/handlers.ts';
import type { Product } from '../products/product.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import type { Digest } from '../values/detail-digests.ts';
import type { AttemptClaims } from './attempt-claims.ts';
import type { ChannelCalls } from './channel-calls.ts';
import type { Erased, Erasures } from './erasures.ts';
import type { InsertProof } from './insert-proof.ts';
import type { JobStates } from './job-states.ts';
import type { Leftovers } from './leftovers.ts';
import type { MessageCap } from './message-cap.ts';
import type { Notifications } from './notifications.ts';
import type { Projections } from './projections.ts';
import type { RecordedEvents } from './recorded-events.ts';
import type { UnhandledEvent, UnhandledEvents } from './unhandled-events.ts';
import type { StoreTime } from './store-time.ts';

/** Everything that is stored. Every call rejects with an `OrderEventsError` if the store cannot do it. */
export interface Stores {
  readonly projections: Projections;
  readonly notifications: Notifications;
  readonly claims: AttemptClaims;
  readonly unhandled: UnhandledEvents;
  readonly jobStates: JobStates;
  readonly recorded: RecordedEvents;
  readonly erasures: Erasures;
  /** Only for a store that leaves something behind. */
  readonly leftovers?: Leftovers | undefined;
  /** Only for a store that does not document that it accepts an id once. */
  readonly insertProof?: InsertProof | undefined;
}

/** Stores of the caller, which may be those of a transaction. */
export type ReadStates = Pick<Stores, 'jobStates'>;

/** Writes to the site's log: codes and keys only, nothing personal. */
export type Log = (message: string, details: Readonly<Record<string, string | number | undefined>>) => void;

/** A member who calls a web method: their contact id and their member id. */
export interface Caller {
  readonly contactId: string | undefined;
  readonly memberId: string | undefined;
}

/** Steps of handling an event that few events need, so that a site loads their code only then. */
export interface SeldomSteps {
  /** Stores an event that could not be handled, with the marks of everybody in it. */
  readonly keepUnhandled: (
    handler: HandlerName,
    raw: unknown,
    reason: Pick<UnhandledEvent, 'orderId' | 'rejection' | 'failure'>,
    ports: SeldomPorts,
  ) => Promise<void>;
  /** Records that an event could not be stored; never rejects. */
  readonly noteNotKept: (error: unknown, ports: SeldomPorts) => Promise<void>;
  /** Tries the notifications that have been due the longest, at most `limit`, until the deadline. */
  readonly deliverSome: (limit: number, deadline: number, ports: SeldomPorts) => Promise<void>;
  /** Stores erasure requests before anything is erased. */
  readonly askForErasure: (erased: readonly Erased[], askedAt: number, ports: SeldomPorts) => Promise<void>;
  /** Erases the personal data stored for an order. */
  readonly eraseDataOfOrder: (product: Product, orderId: string, ports: SeldomPorts) => Promise<void>;
}

/** Ports of the seldom steps. */
export type SeldomPorts = Omit<
  Ports,
  | 'leftovers'
  | 'insertProof'
  | 'takeOverdueTurn'
  | 'readListeningSince'
  | 'readRemovedBefore'
  | 'messageCap'
  | 'findCaller'
  | 'loadSeldomSteps'
>;

/** Everything that the core needs from outside. A function takes only the ports that it uses. */
export interface Ports extends Stores {
  /** Calls of all channels. */
  readonly channels: ChannelCalls;
  /** Rules of the site, if the caller passes them: some channels need more of them than is stored. */
  readonly site?: SiteRules | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Loads the site's keyed digest; `undefined` while the site has no key. */
  readonly loadDigest: () => Promise<Digest>;
  /** Returns `true` if it is time to look for overdue notifications; asking counts as having looked. */
  readonly takeOverdueTurn: () => boolean;
  /**
   * Reads since when the site has been listening without a pause, according to its hourly job, in milliseconds since 1970; `undefined` if
   * unknown.
   */
  readonly readListeningSince: (stores?: ReadStates) => Promise<number | undefined>;
  /**
   * Reads the instant before which an order may have been saved last and removed by the clean-up since, in milliseconds since 1970; 0 if
   * none was removed.
   */
  readonly readRemovedBefore: (stores?: ReadStates) => Promise<number>;
  /** Returns what is known of the time by the clock of the store, which all processes share. */
  readonly storeTime: () => StoreTime;
  /** Milliseconds for which a started attempt is left alone; see `LEASE_MS`. */
  readonly leaseMs: number;
  readonly messageCap: MessageCap;
  /** Returns the caller of a web method, as the host knows it; `undefined` if nobody is logged in. */
  readonly findCaller: () => Promise<Caller | undefined>;
  /** Loads the seldom steps. */
  readonly loadSeldomSteps: () => Promise<SeldomSteps>;
  readonly log: Log;
}
