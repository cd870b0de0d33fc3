import { randomUUID } from 'node:crypto';

import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { readEventTime } from '../local-site/event-time.ts';
import { lookUp } from './event-path.ts';
import { findOrder } from './find-order.ts';
import { mapTexts } from './map-texts.ts';
import { createSubstitute } from './substitute-id.ts';
import { createTimeMap } from './time-map.ts';

/** Ways to deliver an event: unchanged, as another event of its order, or as an event of a new order. */
export const renewals = ['as-is', 'new-event', 'new-order'] as const;

/** One of the `renewals`. */
export type Renewal = (typeof renewals)[number];

const QUICK_GAP_MS = 60_000;
/** Instant as Wix prints it, at any precision. */
const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * Copies events and adapts them to a clock. `new-event`: further events of the same orders, happening now. `new-order`: every id is
 * replaced by the same new one in all copies, and all dates move so that the first event happens now. `isQuick` limits the gap between two
 * events to a minute, so that late events are late by minutes, as in production.
 */
export function renewEvents(
  events: readonly unknown[],
  renewal: Renewal,
  now: number,
  { isQuick = false } = {},
): unknown[] {
  switch (renewal) {
    case 'as-is':
      return [...events];
    case 'new-event':
      return events.map((event, index) => renewOne(event, now + 1 + index));
    case 'new-order':
      return renewOrder(events, now, isQuick);
  }
}

function renewOne(event: unknown, now: number): unknown {
  const order = findOrder(event);
  const at = new Date(now).toISOString();
  const copy = structuredClone(event);
  replaceAt(copy, ['metadata'], ['id', '_id'], randomUUID());
  replaceAt(copy, [], isRestBody(copy) ? ['id'] : [], randomUUID());
  replaceAt(copy, ['metadata'], ['eventTime'], at);
  replaceAt(copy, [], ['eventTime', 'timestamp'], at);
  replaceAt(copy, order, ['_updatedDate', 'updatedDate', 'updated', 'timestamp'], at);
  return copy;
}

function isRestBody(event: unknown): boolean {
  return isJsonObject(event) && typeof event['entityFqdn'] === 'string';
}

/** Replaces existing fields; does not add missing ones. */
function replaceAt(event: unknown, path: readonly string[], fields: readonly string[], value: string): void {
  const parent = lookUp(event, path).value;
  if (!isJsonObject(parent)) return;
  for (const field of fields) {
    if (typeof parent[field] === 'string') Reflect.set(parent, field, value);
  }
}

function renewOrder(events: readonly unknown[], now: number, isQuick: boolean): unknown[] {
  const times = events.map(readEventTime).filter((ms) => ms !== undefined);
  const moveMs = createTimeMap(times, now, isQuick ? QUICK_GAP_MS : Infinity);
  const substitute = createSubstitute(events.flatMap(orderIds));
  return events.map((event) =>
    mapTexts(event, (text, key) => (instantText.test(text) ? moveInstant(text, moveMs) : substitute(text, key))),
  );
}

/** Returns the ids of the order, and a ticket order's number, which is the prefix of its ticket numbers. */
function orderIds(event: unknown): string[] {
  const order = lookUp(event, findOrder(event)).value;
  const metadata = lookUp(event, ['metadata']).value;
  const root = isJsonObject(event) ? event : {};
  const candidates = isJsonObject(order) ? [order['_id'], order['id'], order['orderNumber']] : [];
  const own = isJsonObject(metadata) ? [metadata['entityId'], metadata['id'], metadata['_id']] : [];
  return [...candidates, ...own, isRestBody(root) ? root['id'] : undefined].filter(
    (id): id is string => typeof id === 'string' && id !== '',
  );
}

/** Moves an instant and keeps its printed precision. */
function moveInstant(text: string, moveMs: (ms: number) => number): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return text;
  const [, fraction = ''] = /\.(\d+)Z$/.exec(text) ?? [];
  const moved = new Date(moveMs(ms)).toISOString();
  if (fraction === '') return `${moved.slice(0, 19)}Z`;
  return `${moved.slice(0, 20)}${(moved.slice(20, 23) + fraction.slice(3)).slice(0, Math.max(3, fraction.length))}Z`;
}
