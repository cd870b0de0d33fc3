import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import type { Delivery } from '../timeline/deliver.ts';

/** Two deliveries of one order, one after the other, and every kind of change between them. */
export interface OrderPair {
  readonly what: string;
  readonly before: Delivery;
  readonly after: Delivery;
  /** In alphabetical order. */
  readonly kinds: readonly string[];
  /** What both deliveries tell together when they arrive the other way round, where that is another thing. */
  readonly kindsReversed?: readonly string[];
}

/** The documented event of a handler, with named changes. */
export function documentedEvent(handler: Delivery['handler'], changes: PayloadChanges = {}): Delivery {
  return { handler, raw: changed(documentedPayload(handler), changes) };
}
