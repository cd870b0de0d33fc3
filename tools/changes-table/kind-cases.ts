import { instantOfNow } from '../../src/backend/order-events/values/instant.ts';
import type { ChangeKind, Evidence } from '../../src/backend/order-events/changes/change.ts';
import { handlers, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import { parseOrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { classifyEvent, type Classification } from '../../src/backend/order-events/timeline/classify-event.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { createDigest } from '../../src/backend/order-events/values/create-digest.ts';
import { changed, type PayloadChanges } from '../workbench/payload/changed-event.ts';
import { isJsonObject, type JsonObject } from '../workbench/payload/json.ts';

/** Ways to detect a change, with the evidence that the change then has. */
export const evidenceOf = {
  /** The event states the change, by its name or by its anonymization flag. */
  event: 'reported',
  /** The event contains the previous payment status. */
  'status before': 'reported',
  comparison: 'compared',
  'first sight': 'inferred',
} as const satisfies Record<string, Evidence>;

/** Way to detect a change. */
export type KnownBy = keyof typeof evidenceOf;

/** Two deliveries of one order: a documented payload with named changes, then the same with further changes. */
export interface KindCase {
  /** Description of what happens between the two, or the reason why it must not be reported. */
  readonly what: string;
  /** `comparison` by default. */
  readonly by?: KnownBy;
  /** Changes to the first delivery; `nothing` if there is only the second. */
  readonly before?: PayloadChanges | 'nothing';
  readonly after: PayloadChanges;
  /** Event of the second delivery; the product's update by default. */
  readonly as?: HandlerName;
  /** Previous payment status in the second delivery. */
  readonly statusBefore?: string;
  /** Body of the second delivery instead of an order. */
  readonly carries?: JsonObject;
  /** Kinds that the second delivery reports, in alphabetical order. */
  readonly reports: readonly ChangeKind[];
}

/** Cases of one kind of a product, in which it must and must not be reported, or the reason why it cannot occur. */
export type KindRow =
  | {
      readonly kind: ChangeKind;
      readonly hits: readonly [KindCase, ...KindCase[]];
      readonly nearMisses: readonly [KindCase, ...KindCase[]];
    }
  | { readonly kind: ChangeKind; readonly impossible: string };

/** Rows of one product, with the handler whose documented payload they change. */
export interface ProductKinds {
  readonly product: Product;
  readonly handler: HandlerName;
  /** Makes the second delivery a different, later event. */
  readonly later: PayloadChanges;
  readonly rows: readonly KindRow[];
  /** Further cases of kinds that can be detected by more than comparison. */
  readonly evidence: readonly EvidenceRow[];
}

/** Hits and near misses of one kind for one way to detect it. */
export type EvidenceRow = Extract<KindRow, { readonly hits: unknown }>;

/** Changes that a second delivery reports. */
export interface Reported {
  /** Kinds in alphabetical order. */
  readonly kinds: readonly string[];
  readonly evidence: ReadonlyMap<string, Evidence>;
}

/** Returns the changes that the second delivery of a case reports; `payload` is the documented one of the product's update. */
export function fireCase(kinds: ProductKinds, payload: JsonObject, kindCase: KindCase): Reported {
  const { handler, later } = kinds;
  const { before = {}, after, as = handler } = kindCase;
  const first = before === 'nothing' ? payload : changed(payload, before);
  const projection = before === 'nothing' ? undefined : classified(handler, first, undefined).projection;
  // Storage drops what JSON cannot represent.
  const stored = projection && (JSON.parse(JSON.stringify(projection)) as Projection);
  const second = eventAs(as, changed(first, { ...later, ...after }), kindCase);
  const { changes } = classified(as, second, stored);
  return {
    kinds: changes.map(({ kind }) => kind).sort(),
    evidence: new Map(changes.map(({ kind, evidence }) => [kind, evidence])),
  };
}

/** Returns an update in the format of another event of the product: the order has another path, or the body is different. */
function eventAs(handler: HandlerName, update: JsonObject, { statusBefore, carries }: KindCase): JsonObject {
  const { metadata, entity } = update;
  if (carries !== undefined) return { ...(isJsonObject(metadata) ? { metadata } : {}), ...carries };
  if (handlers[handler].orderPlace !== 'data.order' || metadata === undefined || entity === undefined) return update;
  const previous = statusBefore === undefined ? {} : { previousPaymentStatus: statusBefore };
  return { metadata, data: { order: entity, ...previous } };
}

const digest = createDigest('a key of these cases, which no site has');

function classified(handler: HandlerName, raw: JsonObject, known: Projection | undefined): Classification {
  const parsed = parseOrderEvent(handler, raw, instantOfNow(Date.UTC(2030, 0)));
  if (parsed.kind === 'rejected') throw new Error(`Rejected: ${JSON.stringify(parsed.rejection)}`);
  return classifyEvent(known, parsed.event, digest);
}

/** Returns the common fields of cases in which the name of an order's first event says what happened. */
export function named(as: HandlerName): Required<Pick<KindCase, 'by' | 'before' | 'as'>> {
  return { by: 'event', before: 'nothing', as } as const;
}
