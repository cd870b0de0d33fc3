import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { changed } from '../../workbench/payload/changed-event.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';
import { eventCases } from '../cpu/cases.ts';

/** The outcome of each event of a story in the pipeline, in order. */
export const steps = [
  'first seen',
  'change with an email',
  'redelivery',
  'no change',
  'redelivery to a new container',
] as const;

/** Events of one order for one handler: first seen, changed, delivered again, repeated without a change, and delivered again to a new container. */
export interface OrderStory {
  readonly handler: HandlerName;
  readonly now: number;
  readonly events: readonly JsonObject[];
}

/** Creates a story for each handler whose own events suffice; the payments of a shop belong to its updates. */
export function orderStories(payloadOf: (handler: HandlerName) => JsonObject): readonly OrderStory[] {
  return eventCases(payloadOf).flatMap(({ handler, kind, event, before, now }) => {
    const [first] = before;
    if (kind !== 'changed' || first?.[0] !== handler) return [];
    return [{ handler, now, events: [first[1], event, event, repeatedNow(handler, event, now), event] }];
  });
}

/** Creates another event of the same state, one minute before `now`. */
function repeatedNow(handler: HandlerName, event: JsonObject, now: number): JsonObject {
  const at = new Date(now - 60_000).toISOString();
  return handler === 'wixEvents_onOrderUpdated'
    ? changed(event, { timestamp: at })
    : changed(event, { 'metadata.id': 'told-anew', 'metadata.eventTime': at });
}
