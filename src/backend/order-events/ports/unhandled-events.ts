import type { HandlerName } from '../handlers/handlers.ts';
import type { Rejection } from '../values/rejection.ts';

/** A stored event that could not be handled. Instants are milliseconds since 1970. */
export interface UnhandledEvent {
  /** Derived from the event's content, so that the same event twice is one row. */
  readonly id: string;
  readonly handler: HandlerName;
  /** The original event as JSON text: the site may hold its only copy. */
  readonly text: string;
  /** Order that it is about, if that could be read. */
  readonly orderId?: string | undefined;
  /** Marks of all ids and addresses in it; see `markPeople`. */
  readonly marks?: string | undefined;
  /** Reason why parsing rejected it; absent if it parsed but handling failed. */
  readonly rejection?: Rejection | undefined;
  /** Code of the failure that prevented its handling. */
  readonly failure?: string | undefined;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Filter for unhandled events. */
export interface UnhandledFilter {
  /** `rejected`: not understood; `failed`: understood, but the site could not handle it at the time. */
  readonly kind?: 'rejected' | 'failed';
  readonly orderId?: string;
  /** Mark of an id or address in it. */
  readonly mark?: string;
  /** Text that the event contains. */
  readonly contains?: string;
  readonly lastFrom?: number;
  readonly lastBefore?: number;
}

/** Stored events that could not be handled. */
export interface UnhandledEvents {
  /**
   * Stores the event, or counts it if the same event is stored already. It must not be lost: it may be the only copy. Rejects if it
   * cannot be stored whole.
   */
  keep(event: Omit<UnhandledEvent, 'count' | 'firstAt' | 'lastAt'>, now: number): Promise<void>;
  /** Lists events, newest first by default. */
  list(
    filter: UnhandledFilter,
    limit: number,
    order?: 'newest-first' | 'oldest-first',
  ): Promise<readonly UnhandledEvent[]>;
  /** Removes events; ids that are already gone are no failure. */
  remove(ids: readonly string[]): Promise<void>;
  count(filter: UnhandledFilter): Promise<number>;
}
