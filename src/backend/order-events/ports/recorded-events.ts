import type { HandlerName } from '../handlers/handlers.ts';

/** As much of an event as every store takes: Wix Data refuses items over 500 KB; a character takes up to three bytes there, and two more when escaped in JSON. */
export const MAX_EVENT_TEXT_LENGTH = 90_000;

/** A scrubbed event as it is stored. */
export interface RecordedEvent {
  /** Begins with the time of arrival, so that ids sort as the events came. */
  readonly id: string;
  readonly handler: HandlerName;
  /** The scrubbed event as JSON text. */
  readonly text: string;
  /** Marks of the ids and addresses that the event came with; see `markPeople`. */
  readonly marks?: string | undefined;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** The scrubbed copies of events. */
export interface RecordedEvents {
  keep(event: RecordedEvent): Promise<void>;
  count(): Promise<number>;
  /** The oldest first; with `before`, only those that came before that instant. */
  listOldest(limit: number, before?: number): Promise<readonly Pick<RecordedEvent, 'id'>[]>;
  /** Those whose event came with the id or address of a mark. */
  listMarked(mark: string, limit: number): Promise<readonly Pick<RecordedEvent, 'id'>[]>;
  remove(ids: readonly string[]): Promise<void>;
}
