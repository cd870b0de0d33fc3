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

/** What a change is known by, with the evidence that the change then has. */
export const evidenceOf = {
  /** The event says so itself: by its name, or by its mark of an anonymization. */
  event: 'reported',
  /** The event prints the payment status before. */
  'status before': 'reported',
  comparison: 'compared',
  'first sight': 'inferred',
} as const satisfies Record<string, Evidence>;

/** One of the things that a change is known by. */
export type KnownBy = keyof typeof evidenceOf;

/** Two deliveries of one order: a documented payload with named changes, then that one with further changes. */
export interface KindCase {
  /** What happens between the two, or why it must not be reported. */
  readonly what: string;
  /** `comparison` by default. */
  readonly by?: KnownBy;
  /** Changes to the delivery before; `nothing` when the second is the first. */
  readonly before?: PayloadChanges | 'nothing';
  readonly after: PayloadChanges;
  /** The event in whose name the second delivery comes; the product's update by default. */
  readonly as?: HandlerName;
  /** The payment status before, as the second delivery prints it. */
  readonly statusBefore?: string;
  /** What the second delivery carries instead of an order. */
  readonly carries?: JsonObject;
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
  /** Further cases of kinds that are known by more than comparison. */
  readonly evidence: readonly EvidenceRow[];
}

/** A hit and a near miss of one kind for something that it is known by. */
export type EvidenceRow = Extract<KindRow, { readonly hits: unknown }>;

/** What a second delivery reports. */
export interface Reported {
  /** In alphabetical order. */
  readonly kinds: readonly string[];
  readonly evidence: ReadonlyMap<string, Evidence>;
}

/** What the second delivery of a case reports; `payload` is the documented one of the product's update. */
export function fireCase(kinds: ProductKinds, payload: JsonObject, kindCase: KindCase): Reported {
  const { handler, later } = kinds;
  const { before = {}, after, as = handler } = kindCase;
  const first = before === 'nothing' ? payload : changed(payload, before);
  const projection = before === 'nothing' ? undefined : classified(handler, first, undefined).projection;
  // A stored item loses what JSON cannot hold.
  const stored = projection && (JSON.parse(JSON.stringify(projection)) as Projection);
  const second = eventAs(as, changed(first, { ...later, ...after }), kindCase);
  const { changes } = classified(as, second, stored);
  return {
    kinds: changes.map(({ kind }) => kind).sort(),
    evidence: new Map(changes.map(({ kind, evidence }) => [kind, evidence])),
  };
}

/** An update as another event of the product prints it: the order stands elsewhere, or something else does. */
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

/** What the cases have in common in which the first event of an order says by its name what happened. */
export function named(as: HandlerName): Required<Pick<KindCase, 'by' | 'before' | 'as'>> {
  return { by: 'event', before: 'nothing', as } as const;
}
