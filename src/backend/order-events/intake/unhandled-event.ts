import { hashContent } from '../values/content-hash.ts';
import { jsonTextOf } from '../values/json-text.ts';
import type { HandlerName } from '../handlers/handlers.ts';
import { OrderEventsError } from '../order-events-error.ts';
import type { UnhandledEvent } from '../ports/unhandled-events.ts';

/**
 * Returns the whole event in its stored form: the same content gives the same id, so that a repetition is counted and not stored again.
 * Throws if JSON cannot express it.
 */
export function describeEvent(handler: HandlerName, raw: unknown): Pick<UnhandledEvent, 'id' | 'handler' | 'text'> {
  const text = textOf(raw);
  return { id: `${handler}/${hashContent(text)}`, handler, text };
}

function textOf(raw: unknown): string {
  try {
    return jsonTextOf(raw) ?? typeof raw;
  } catch (error) {
    throw new OrderEventsError('event-not-json', 'The event cannot be written as JSON', error);
  }
}
