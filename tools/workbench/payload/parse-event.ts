import { messageOf } from '../message-of.ts';

/** Size limit, the same as the webhook server's; an order with 3,000 tickets has 4 MB. */
export const MAX_EVENT_BYTES = 16 * 1024 * 1024;
/** Nesting limit: five million levels take half a minute and gigabytes. Handlers reject an order of more than 64 levels, and say where. */
const MAX_LEVELS = 100_000;

/** Value of a JSON text, or the reason why it was refused: what was expected, and what was found. */
export type ParsedText =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly expected: string; readonly found: string };

/** Parses the JSON text of an event, within limits that no real event reaches. Never throws. */
export function parseEventText(text: string): ParsedText {
  if (text.length > MAX_EVENT_BYTES) return { kind: 'refused', ...tooLarge(text.length) };
  if (text.length > MAX_LEVELS && isDeeperThan(text, MAX_LEVELS)) {
    return refused(`at most ${String(MAX_LEVELS)} levels of objects and lists`, 'a deeper level');
  }
  try {
    return { kind: 'value', value: JSON.parse(text) as unknown };
  } catch (error) {
    return refused('JSON', messageOf(error));
  }
}

/** Returns the reason to refuse an event of so many bytes. */
export function tooLarge(bytes: number): { readonly expected: string; readonly found: string } {
  return { expected: `at most ${megabytes(MAX_EVENT_BYTES)}`, found: megabytes(bytes) };
}

/** Formats a size as `16 MB`. */
export function megabytes(bytes: number): string {
  return `${String(Math.ceil(bytes / (1024 * 1024)))} MB`;
}

/** `true` if brackets nest deeper than `levels`; those inside strings do not count. */
function isDeeperThan(text: string, levels: number): boolean {
  let open = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInString && character === '\\') at += 1;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === '[' || character === '{') open += 1;
    else if (character === ']' || character === '}') open -= 1;
    if (open > levels) return true;
  }
  return false;
}

function refused(expected: string, found: string): ParsedText {
  return { kind: 'refused', expected, found };
}
