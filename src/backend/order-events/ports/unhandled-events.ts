import type { HandlerName } from '../handlers/handlers.ts';
import type { Rejection } from '../values/rejection.ts';

/** An event that could not be handled, as it is stored. */
export interface UnhandledEvent {
  /** Made from the event's content, so that the same event twice is one row. */
  readonly id: string;
  readonly handler: HandlerName;
  /** The event as it came, as JSON text: the site may hold its only copy. */
  readonly text: string;
  /** The order it is about, where it could be read. */
  readonly orderId?: string | undefined;
  /** Marks of all ids and addresses in it; see `markPeople`. */
  readonly marks?: string | undefined;
  /** Why parsing rejected it; absent if it parsed but handling failed. */
  readonly rejection?: Rejection | undefined;
  /** The code of the failure that kept it from being handled. */
  readonly failure?: string | undefined;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Which unhandled events to list. */
export interface UnhandledFilter {
  /** `rejected`: not understood; `failed`: understood, but the site could not handle it just then. */
  readonly kind?: 'rejected' | 'failed';
  readonly orderId?: string;
  /** The mark of an id or address in it. */
  readonly mark?: string;
  /** Text that the event holds. */
  readonly contains?: string;
  readonly lastFrom?: number;
  readonly lastBefore?: number;
}

/** The events that could not be handled. */
export interface UnhandledEvents {
  /**
   * Stores the event, or counts it when the same event is stored already. It must not be lost: it may be the only copy. Rejects
   * where it cannot be stored whole.
   */
  keep(event: Omit<UnhandledEvent, 'count' | 'firstAt' | 'lastAt'>, now: number): Promise<void>;
  /** The newest first by default. */
  list(
    filter: UnhandledFilter,
    limit: number,
    order?: 'newest-first' | 'oldest-first',
  ): Promise<readonly UnhandledEvent[]>;
  /** Ids that are gone already are no failure. */
  remove(ids: readonly string[]): Promise<void>;
  count(filter: UnhandledFilter): Promise<number>;
}
