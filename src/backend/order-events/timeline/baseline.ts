import type { OrderEvent } from '../handlers/parse-order-event.ts';
import type { Digest } from '../values/detail-digests.ts';
import { classifyEvent } from './classify-event.ts';
import type { Projection } from './projection.ts';

/** What to store of an order of which nothing is known, so that the next event finds a state to compare with: nothing is told. */
export function baselineOf(event: OrderEvent, digest: Digest): Projection | undefined {
  const { projection } = classifyEvent(undefined, event, digest);
  return projection === undefined ? undefined : { ...projection, reportedKeys: [] };
}
