import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { changed } from '../../workbench/payload/changed-event.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';
import { eventCases } from '../cpu/cases.ts';

/** What each event of a story is to our pipeline, in its order. */
export const steps = ['first seen', 'change with an email', 'redelivery', 'no change'] as const;

/** The events of one order under one handler: seen first, changed, delivered again, and told anew without news. */
export interface OrderStory {
  readonly handler: HandlerName;
  readonly now: number;
  readonly events: readonly JsonObject[];
}

/** A story for each handler whose own events make up one; the payments of a shop go with its updates. */
export function orderStories(payloadOf: (handler: HandlerName) => JsonObject): readonly OrderStory[] {
  return eventCases(payloadOf).flatMap(({ handler, kind, event, before, now }) => {
    const [first] = before;
    if (kind !== 'changed' || first?.[0] !== handler) return [];
    return [{ handler, now, events: [first[1], event, event, toldAnew(handler, event, now)] }];
  });
}

/** Another event of the same state, a minute before now. */
function toldAnew(handler: HandlerName, event: JsonObject, now: number): JsonObject {
  const at = new Date(now - 60_000).toISOString();
  return handler === 'wixEvents_onOrderUpdated'
    ? changed(event, { timestamp: at })
    : changed(event, { 'metadata.id': 'told-anew', 'metadata.eventTime': at });
}
