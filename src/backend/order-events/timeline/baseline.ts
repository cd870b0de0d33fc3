import type { OrderEvent } from '../handlers/parse-order-event.ts';
import type { Digest } from '../values/detail-digests.ts';
import { classifyEvent } from './classify-event.ts';
import type { Projection } from './projection.ts';

/** Returns the state to store of an order of which nothing is known, for the next event to be compared with; it reports no changes. */
export function baselineOf(event: OrderEvent, digest: Digest): Projection | undefined {
  const { projection } = classifyEvent(undefined, event, digest);
  return projection === undefined ? undefined : { ...projection, reportedKeys: [] };
}
