import type { Product } from '../handlers/handlers.ts';

/** The kinds that an order of any product can report. */
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

/** The further kinds of each product. */
export const productChangeKinds = {
  'wix-events': [
    'order-confirmed',
    'order-payment-authorized',
    'order-payment-voided',
    'order-partially-paid',
    'ticket-added',
    'ticket-removed',
    'ticket-checked-in',
    'ticket-check-in-undone',
    'ticket-canceled',
    'ticket-archived',
    'ticket-unarchived',
    'guest-details-changed',
  ],
  'wix-pricing-plans': [
    'order-payment-failed',
    'order-refunded',
    'order-started',
    'order-ended',
    'order-paused',
    'order-resumed',
    'end-date-postponed',
    'end-date-brought-forward',
    'start-date-changed',
    'cycle-started',
    'auto-renew-canceled',
  ],
  'wix-ecom': [
    'order-approved',
    'order-rejected',
    'order-partially-paid',
    'order-payment-canceled',
    'order-refunded',
    'order-partially-refunded',
    'order-fulfilled',
    'order-partially-fulfilled',
    'order-unfulfilled',
    'shipping-address-changed',
    'billing-details-changed',
    'line-items-changed',
    'totals-changed',
    'activity-recorded',
    'order-seen',
  ],
} as const satisfies Record<Product, readonly string[]>;

/** What can happen to an order, in the words that rules, commands and tests share. */
export type ChangeKind = (typeof commonChangeKinds)[number] | (typeof productChangeKinds)[Product][number];

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
  readonly kind: ChangeKind;
  readonly evidence: Evidence;
  /** Made from the order's own content: the same for a repeated delivery, another for a legitimate second time. */
  readonly occurrence: string;
  readonly previous: ShownFields;
  readonly current: ShownFields;
  /** When it happened, as RFC 3339 text in UTC: the order's own instant where it has one, else the event's time. */
  readonly occurredAt: string;
}

/** What one event turned out to be. */
export type Verdict = 'changed' | 'first-seen' | 'no-change' | 'duplicate' | 'stale' | 'rejected';
