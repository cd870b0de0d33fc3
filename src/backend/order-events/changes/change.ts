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

/** Kind of change of an order, under the name that rules, commands and tests share. */
export type ChangeKind = ChangeKindOf<Product>;

/**
 * Ways in which a change can be known: `reported` by the event itself, `compared` with the stored projection, or `inferred` at first
 * sight from timestamps or a terminal status.
 */
export const evidences = ['reported', 'compared', 'inferred'] as const;

/** Way in which a change is known. */
export type Evidence = (typeof evidences)[number];

/** A JSON value that a change shows: never personal data. */
export type ShownValue = string | number | boolean | null | readonly string[];

/** Changed fields by name; `null` for a field that was absent. */
export type ShownFields = Readonly<Record<string, ShownValue>>;

/** One change of an order. */
export interface Change {
  /** Which change it is, such as `order-paid`. */
  readonly kind: ChangeKind;
  /** How it is known: `reported`, `compared` or `inferred`. */
  readonly evidence: Evidence;
  /** Derived from the order's content: the same for a repeated delivery, another if the change legitimately happens again. */
  readonly occurrence: string;
  /** The fields that moved, as they were. A field that was absent is `null`; `{}` where nothing is known of before. */
  readonly previous: ShownFields;
  /** The fields that moved, as they are now, and amounts where money moved. A field that is gone is `null`. */
  readonly current: ShownFields;
  /** Time of the change: the order's own instant if it has one, else the event's time. */
  readonly occurredAt: DateText;
  /** The earliest that it can have happened. Absent where nothing says. */
  readonly notBefore?: DateText | undefined;
}

/** Possible verdicts on an event. */
export const verdicts = ['changed', 'first-seen', 'no-change', 'duplicate', 'stale', 'rejected'] as const;

/** Verdict on an event. */
export type Verdict = (typeof verdicts)[number];
