import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';

/** What the inbox says of an event without its text. */
export interface InboxHead {
  /** The same event has the same id: it is kept once while it waits. */
  readonly id: string;
  /** As `laneOf` makes it, or the event's own id where no order could be read. */
  readonly lane: string;
  readonly eventType: string;
  readonly handler: HandlerName;
  /** The order it is about, where it could be read. */
  readonly orderId?: string | undefined;
  /** Marks of all ids and addresses in it; see `markPeople`. */
  readonly marks?: string | undefined;
}

/** An event that was acknowledged and is to be handled. */
export interface InboxEvent extends InboxHead {
  /** The event in clear, as it came; it is gone when it was handled. */
  readonly text: string;
}

/** An event with when it came first, in milliseconds since 1970. */
export interface ReceivedEvent extends InboxEvent {
  readonly receivedAt: number;
}
