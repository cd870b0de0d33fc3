import type { WixDataItem, WixDataQuery } from 'wix-data';

import type { UnhandledEvent, UnhandledFilter } from '../ports/unhandled-events.ts';
import { msOfDate, optionalText, withoutUndefined } from './item-fields.ts';
import { idOfField, idOfStored, storedId } from './stored-id.ts';

/** Returns an unhandled event, or the first of its parts, as a Wix Data item that is stored for the first time. */
export function itemOfUnhandled(
  event: Omit<UnhandledEvent, 'count' | 'firstAt' | 'lastAt'>,
  parts: number,
  now: number,
): WixDataItem {
  const { id, orderId, rejection, ...fields } = event;
  const at = new Date(now);
  return withoutUndefined({
    _id: storedId(id),
    ...fields,
    orderId: orderId === undefined ? undefined : storedId(orderId),
    ...rejection,
    parts: parts === 1 ? undefined : parts,
    count: 1,
    firstAt: at,
    lastAt: at,
  });
}

/** Returns a further part of an event's text as an item; `part` is 2 for the second. */
export function itemOfPart(id: string, part: number, text: string): WixDataItem {
  return { _id: `${storedId(id)}#${String(part)}`, partOf: storedId(id), part, text };
}

/** Returns the unhandled event from an item that this package stored. */
export function unhandledOfItem(item: WixDataItem): UnhandledEvent {
  const { _id, handler, text, orderId, marks, path, expected, found, failure, count } = item;
  const rejection = typeof path === 'string' ? { path, expected: String(expected), found: String(found) } : undefined;
  return {
    id: idOfStored(String(_id)),
    handler: handler as UnhandledEvent['handler'],
    text: String(text),
    orderId: idOfField(orderId),
    marks: optionalText(marks),
    rejection,
    failure: optionalText(failure),
    count: Number(count),
    firstAt: msOfDate(item['firstAt']),
    lastAt: msOfDate(item['lastAt']),
  };
}

/** Adds a filter to a query. */
export function queryUnhandled(query: WixDataQuery, filter: UnhandledFilter): WixDataQuery {
  const { kind, orderId, mark, contains, lastFrom, lastBefore } = filter;
  let wanted = query.isEmpty('partOf');
  if (kind === 'failed') wanted = wanted.isNotEmpty('failure');
  if (kind === 'rejected') wanted = wanted.isEmpty('failure');
  if (orderId !== undefined) wanted = wanted.eq('orderId', storedId(orderId));
  if (mark !== undefined) wanted = wanted.contains('marks', mark);
  if (contains !== undefined) wanted = wanted.contains('text', contains);
  if (lastFrom !== undefined) wanted = wanted.ge('lastAt', new Date(lastFrom));
  return lastBefore === undefined ? wanted : wanted.lt('lastAt', new Date(lastBefore));
}
