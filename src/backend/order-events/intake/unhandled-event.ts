import { hashContent } from '../values/content-hash.ts';
import type { HandlerName } from '../handlers/handlers.ts';
import type { UnhandledEvent } from '../ports/ports.ts';

/** Wix Data refuses items over 500 KB; a character takes up to three bytes there, and two more when escaped in JSON. */
const MAX_TEXT_LENGTH = 90_000;

/** The event as it is kept: the same content gives the same id, so that a repetition is counted and not multiplied. */
export function describeEvent(
  handler: HandlerName,
  raw: unknown,
): Pick<UnhandledEvent, 'id' | 'handler' | 'text' | 'isCut'> {
  const text = textOf(raw);
  const id = `${handler}/${hashContent(text)}`;
  return { id, handler, text: text.slice(0, MAX_TEXT_LENGTH), isCut: text.length > MAX_TEXT_LENGTH };
}

/** `JSON.stringify` throws on values that no JSON event has: cycles, big integers, extreme depth. */
function textOf(raw: unknown): string {
  try {
    const text: unknown = JSON.stringify(raw);
    return typeof text === 'string' ? text : typeof raw;
  } catch {
    return Object.prototype.toString.call(raw);
  }
}
