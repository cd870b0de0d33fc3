import type { SiteRules } from '../rules/site-rules.ts';
import type { Digest } from '../values/detail-digests.ts';
import type { AttemptClaims } from './attempt-claims.ts';
import type { ChannelCalls } from './channel-calls.ts';
import type { Erasures } from './erasures.ts';
import type { InsertProof } from './insert-proof.ts';
import type { JobStates } from './job-states.ts';
import type { Leftovers } from './leftovers.ts';
import type { MessageCap } from './message-cap.ts';
import type { Notifications } from './notifications.ts';
import type { Projections } from './projections.ts';
import type { RecordedEvents } from './recorded-events.ts';
import type { UnhandledEvents } from './unhandled-events.ts';

/** Everything that is kept. Every call rejects with an `OrderEventsError` when the store cannot do it. */
export interface Stores {
  readonly projections: Projections;
  readonly notifications: Notifications;
  readonly claims: AttemptClaims;
  readonly unhandled: UnhandledEvents;
  readonly jobStates: JobStates;
  readonly recorded: RecordedEvents;
  readonly erasures: Erasures;
  /** Only of a store that leaves something behind. */
  readonly leftovers?: Leftovers | undefined;
  /** Only of a store of which it is not known otherwise. */
  readonly insertProof?: InsertProof | undefined;
}

/** The stores that the caller works with, which may be those of a transaction. */
export type ReadStates = Pick<Stores, 'jobStates'>;

/** Notes an event for the site's log: codes and keys only, nothing personal. */
export type Log = (message: string, details: Readonly<Record<string, string | number | undefined>>) => void;

/** A member who calls a web method: as a contact, and as a member. */
export interface Caller {
  readonly contactId: string | undefined;
  readonly memberId: string | undefined;
}

/** Everything that the core needs from outside. A function takes the ports that it uses. */
export interface Ports extends Stores {
  /** The calls of all channels. */
  readonly channels: ChannelCalls;
  /** The rules of the site, where whoever calls gives them: some channels need more of them than is stored. */
  readonly site?: SiteRules | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** The site's keyed digest; `undefined` while the site has no key. */
  readonly loadDigest: () => Promise<Digest>;
  /** Whether it is time to look for overdue notifications: asking counts as having looked. */
  readonly takeOverdueTurn: () => boolean;
  /** Milliseconds since 1970 from which on the site has been called without a pause, by its hourly job; `undefined` while unknown. */
  readonly readListeningSince: (stores?: ReadStates) => Promise<number | undefined>;
  /** Milliseconds since 1970 of the last save of orders that may be known no more, because the clean-up removed them; 0 when none was. */
  readonly readRemovedBefore: (stores?: ReadStates) => Promise<number>;
  /** How long a started attempt is left alone, in milliseconds; see `LEASE_MS`. */
  readonly leaseMs: number;
  readonly messageCap: MessageCap;
  /** Who calls a web method, as the host knows it; `undefined` when nobody is logged in. */
  readonly findCaller: () => Promise<Caller | undefined>;
  readonly log: Log;
}
