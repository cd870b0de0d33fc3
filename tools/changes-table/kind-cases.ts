import { instantOfNow } from '../../src/backend/order-events/values/instant.ts';
import type { ChangeKind } from '../../src/backend/order-events/changes/change.ts';
import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import { parseOrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { classifyEvent, type Classification } from '../../src/backend/order-events/timeline/classify-event.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { createDigest } from '../../src/backend/order-events/values/create-digest.ts';
import { changed, type PayloadChanges } from '../workbench/payload/changed-event.ts';
import type { JsonObject } from '../workbench/payload/json.ts';

/** Two deliveries of one order: a documented payload with named changes, then that one with further changes. */
export interface KindCase {
  /** What happens between the two, or why it must not be reported. */
  readonly what: string;
  readonly before?: PayloadChanges;
  readonly after: PayloadChanges;
  /** Every kind that the second delivery reports, in alphabetical order. */
  readonly reports: readonly ChangeKind[];
}

/** What a product shows of one kind: where it is reported and where it must not be, or why it cannot occur. */
export type KindRow =
  | {
      readonly kind: ChangeKind;
      readonly hits: readonly [KindCase, ...KindCase[]];
      readonly nearMisses: readonly [KindCase, ...KindCase[]];
    }
  | { readonly kind: ChangeKind; readonly impossible: string };

/** The rows of one product, with the handler whose documented payload they change. */
export interface ProductKinds {
  readonly product: Product;
  readonly handler: HandlerName;
  /** Makes the second delivery another, later event. */
  readonly later: PayloadChanges;
  readonly rows: readonly KindRow[];
}

/** The kinds that the second delivery of a case reports, in alphabetical order; `payload` is the handler's documented one. */
export function fireCase(
  { handler, later }: ProductKinds,
  payload: JsonObject,
  { before = {}, after }: KindCase,
): string[] {
  const first = changed(payload, before);
  const { projection } = classified(handler, first, undefined);
  // A stored item loses what JSON cannot hold.
  const stored = projection && (JSON.parse(JSON.stringify(projection)) as Projection);
  const { changes } = classified(handler, changed(first, { ...later, ...after }), stored);
  return changes.map(({ kind }) => kind).sort();
}

const digest = createDigest('a key of these cases');

function classified(handler: HandlerName, raw: JsonObject, known: Projection | undefined): Classification {
  const parsed = parseOrderEvent(handler, raw, instantOfNow(Date.UTC(2030, 0)));
  if (parsed.kind === 'rejected') throw new Error(`Rejected: ${JSON.stringify(parsed.rejection)}`);
  return classifyEvent(known, parsed.event, digest);
}
