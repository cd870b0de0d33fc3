import { classifyEvent, type Classification } from '../../src/backend/order-events/timeline/classify-event.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { createDigest } from '../../src/backend/order-events/values/create-digest.ts';
import { parsedEvent } from '../support/parsed-order.ts';

/** A value that a handler is called with. */
export interface Delivery {
  readonly handler: HandlerName;
  readonly raw: unknown;
}

/** The digest of a site whose key is the test's own. */
export const testDigest = createDigest('a key of the tests, long enough to be one');

/** Delivers the values in the given order to one order that nothing is stored of yet. */
export function deliverAll(deliveries: readonly Delivery[], known?: Projection): Classification[] {
  let stored = known;
  return deliveries.map(({ handler, raw }) => {
    const classification = classifyEvent(stored, parsedEvent(handler, raw), testDigest);
    stored = storedAndRead(classification.projection ?? stored);
    return classification;
  });
}

/** What is stored after the deliveries; throws when nothing is. */
export function projectionAfter(deliveries: readonly Delivery[]): Projection {
  const projections = deliverAll(deliveries).flatMap(({ projection }) => projection ?? []);
  const last = projections[projections.length - 1];
  if (last === undefined) throw new Error('Nothing is stored');
  return last;
}

/** The kinds of the changes, in alphabetical order. */
export function kindsOf({ changes }: Classification): string[] {
  return changes.map(({ kind }) => kind).sort();
}

/** A stored item loses what JSON cannot hold. */
function storedAndRead(projection: Projection | undefined): Projection | undefined {
  if (projection === undefined) return undefined;
  const read: Projection = JSON.parse(JSON.stringify(projection));
  return read;
}
