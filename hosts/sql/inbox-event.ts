import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';

/** An inbox event without its text. */
export interface InboxHead {
  /** The same for every delivery of one event: it is stored once while it waits. */
  readonly id: string;
  /** The lane from `laneOf`, or the event's own id if no order could be read. */
  readonly lane: string;
  readonly eventType: string;
  readonly handler: HandlerName;
  /** The order's id, if it could be read. */
  readonly orderId?: string | undefined;
  /** Marks of all ids and addresses in the event; see `markPeople`. */
  readonly marks?: string | undefined;
}

/** An event that was acknowledged and must be handled. */
export interface InboxEvent extends InboxHead {
  /** The event's text as received, unmasked; removed once the event is handled. */
  readonly text: string;
}

/** An event with the time it was first received, in milliseconds since 1970. */
export interface ReceivedEvent extends InboxEvent {
  readonly receivedAt: number;
}
