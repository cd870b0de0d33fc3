import { hashContent } from '../values/content-hash.ts';
import type { HandlerName } from '../handlers/handlers.ts';
import { MAX_EVENT_TEXT_LENGTH, type UnhandledEvent } from '../ports/unhandled-events.ts';

/** The event as it is kept: the same content gives the same id, so that a repetition is counted and not multiplied. */
export function describeEvent(
  handler: HandlerName,
  raw: unknown,
): Pick<UnhandledEvent, 'id' | 'handler' | 'text' | 'isCut'> {
  const text = jsonTextOf(raw);
  const id = `${handler}/${hashContent(text)}`;
  return { id, handler, text: text.slice(0, MAX_EVENT_TEXT_LENGTH), isCut: text.length > MAX_EVENT_TEXT_LENGTH };
}

/** `JSON.stringify` throws on values that no JSON event has: cycles, big integers, extreme depth. */
function jsonTextOf(raw: unknown): string {
  try {
    const text: unknown = JSON.stringify(raw);
    return typeof text === 'string' ? text : typeof raw;
  } catch {
    return Object.prototype.toString.call(raw);
  }
}
