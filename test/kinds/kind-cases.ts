import type { ChangeKind } from '../../src/backend/order-events/changes/change.ts';
import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import { changed, type PayloadChanges } from '../support/documented-payloads.ts';
import type { JsonObject } from '../support/json.ts';
import { deliverAll, kindsOf } from '../timeline/deliver.ts';

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
  const second = changed(first, { ...later, ...after });
  const [, classification] = deliverAll([
    { handler, raw: first },
    { handler, raw: second },
  ]);
  if (classification === undefined) throw new Error('Two deliveries give two classifications');
  return kindsOf(classification);
}
