import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { rejectionOf, type Rejection } from '../../../src/backend/order-events/values/rejection.ts';
import type { Delivery } from '../local-site/fire-event.ts';
import { handlerNames, isHandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { parseEventText } from '../payload/parse-event.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { memberText } from './member-text.ts';

/** Parsed line of a replay file: an event for a handler, or the reason why it is invalid. */
export type ReplayLine =
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  | { readonly kind: 'rejected'; readonly handler: string | null; readonly rejection: Rejection };

const MAX_SHOWN = 80;

/** Parses a line such as `{"handler":"wixEcom_onOrderUpdated","event":{…}}`; never throws. */
export function readReplayLine(text: string): ReplayLine {
  const line = parseEventText(text);
  if (line.kind === 'refused') {
    const { expected, found } = line;
    const shown = expected === 'JSON' ? `${String(text.length)} characters that are not JSON` : found;
    return rejected(null, { path: 'line', expected, found: shown });
  }
  if (!isJsonObject(line.value)) {
    return rejected(null, rejectionOf('line', 'an object with handler and event', line.value));
  }
  const { handler } = line.value;
  if (typeof handler !== 'string') return rejected(null, rejectionOf('handler', 'the name of a handler', handler));
  if (!isHandlerName(handler)) return rejected(handler.slice(0, MAX_SHOWN), unknownHandler(handler));
  if (!Object.hasOwn(line.value, 'event')) return rejected(handler, rejectionOf('event', 'an event', undefined));
  const event = line.value['event'];
  const delivery = {
    handler,
    event,
    // Not everybody who takes the event needs its text, which costs more than parsing it.
    get json() {
      return memberText(text, 'event') ?? 'null';
    },
  };
  return { kind: 'delivery', delivery };
}

function unknownHandler(name: string): Rejection {
  const shown = name.slice(0, MAX_SHOWN);
  const meant = nearest(shown, handlerNames);
  const found = meant === undefined ? shown : `${shown} (did you mean ${meant}?)`;
  return { path: 'handler', expected: `one of ${handlerNames.join(', ')}`, found };
}

function rejected(handler: string | null, rejection: Rejection): ReplayLine {
  return { kind: 'rejected', handler, rejection };
}
