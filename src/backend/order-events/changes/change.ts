import type { Product, productChangeKinds } from '../products/product.ts';
import type { DateText } from '../values/instant.ts';

/** The kinds of change that an order of any product can have. */
export const commonChangeKinds = [
  'order-placed',
  'order-paid',
  'order-payment-pending',
  'order-payment-declined',
  'order-canceled',
  'buyer-details-changed',
  'order-archived',
  'order-unarchived',
  'order-anonymized',
  'status-unknown',
] as const;

/** The kinds of change that an order of one product can have. */
export type ChangeKindOf<P extends Product> =
  (typeof commonChangeKinds)[number] | (typeof productChangeKinds)[P][number];

/** What can happen to an order, in the words that rules, commands and tests share. */
export type ChangeKind = ChangeKindOf<Product>;

/**
 * How a change can be known: `reported` by the event itself, `compared` with the stored projection, or `inferred` at
 * first sight from timestamps or a terminal status.
 */
export const evidences = ['reported', 'compared', 'inferred'] as const;

/** How a change is known. */
export type Evidence = (typeof evidences)[number];

/** A JSON value that a change shows: never personal data. */
export type ShownValue = string | number | boolean | null | readonly string[];

/** The fields that moved, by name; a field that was absent is `null`. */
export type ShownFields = Readonly<Record<string, ShownValue>>;

/** One thing that happened to an order. */
export interface Change {
  /** Which change it is, such as `order-paid`. */
  readonly kind: ChangeKind;
  /** How it is known: `reported`, `compared` or `inferred`. */
  readonly evidence: Evidence;
  /** Made from the order's own content: the same for a repeated delivery, another for a legitimate second time. */
  readonly occurrence: string;
  /** The fields that moved, as they were. A field that was absent is `null`; `{}` where nothing is known of before. */
  readonly previous: ShownFields;
  /** The fields that moved, as they are now, and amounts where money moved. A field that is gone is `null`. */
  readonly current: ShownFields;
  /** When it happened: the order's own instant where it has one, else the event's time. */
  readonly occurredAt: DateText;
  /** The earliest that it can have happened. Absent where nothing says. */
  readonly notBefore?: DateText | undefined;
}

/** What one event can turn out to be. */
export const verdicts = ['changed', 'first-seen', 'no-change', 'duplicate', 'stale', 'rejected'] as const;

/** What one event turned out to be. */
export type Verdict = (typeof verdicts)[number];
