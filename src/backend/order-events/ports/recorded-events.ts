import type { HandlerName } from '../handlers/handlers.ts';

/**
 * Most characters of an event that every store accepts: Wix Data refuses items over 500 KB, where a character takes up to three bytes,
 * and two more if it is escaped in JSON.
 */
export const MAX_EVENT_TEXT_LENGTH = 90_000;

/** A stored, scrubbed event. */
export interface RecordedEvent {
  /** Begins with the time of arrival, so that ids sort by arrival. */
  readonly id: string;
  readonly handler: HandlerName;
  /** The scrubbed event as JSON text. */
  readonly text: string;
  /** Marks of the ids and addresses in the original event; see `markPeople`. */
  readonly marks?: string | undefined;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** Scrubbed copies of events. */
export interface RecordedEvents {
  keep(event: RecordedEvent): Promise<void>;
  count(): Promise<number>;
  /** Lists the oldest first; with `before`, only those that arrived before that instant. */
  listOldest(limit: number, before?: number): Promise<readonly Pick<RecordedEvent, 'id'>[]>;
  /** Lists those whose original event had the id or address of a mark. */
  listMarked(mark: string, limit: number): Promise<readonly Pick<RecordedEvent, 'id'>[]>;
  remove(ids: readonly string[]): Promise<void>;
}
