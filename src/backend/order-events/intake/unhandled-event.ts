import { hashContent } from '../values/content-hash.ts';
import type { HandlerName } from '../handlers/handlers.ts';
import { OrderEventsError } from '../order-events-error.ts';
import type { UnhandledEvent } from '../ports/unhandled-events.ts';

/** The event as it is kept, whole: the same content gives the same id, so that a repetition is counted and not multiplied. */
export function describeEvent(handler: HandlerName, raw: unknown): Pick<UnhandledEvent, 'id' | 'handler' | 'text'> {
  const text = jsonTextOf(raw);
  return { id: `${handler}/${hashContent(text)}`, handler, text };
}

/** `JSON.stringify` throws on values that no JSON event has: cycles, big integers, extreme depth. They cannot be kept. */
function jsonTextOf(raw: unknown): string {
  try {
    const text: unknown = JSON.stringify(raw);
    return typeof text === 'string' ? text : typeof raw;
  } catch (error) {
    throw new OrderEventsError('event-not-json', 'The event cannot be written as JSON', error);
  }
}
