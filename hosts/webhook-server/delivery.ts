import type { EventMeaning } from './event-types.ts';
import type { Webhook } from './verify-webhook.ts';

/** A webhook as the inbox keeps it until it is handled. */
export interface Delivery extends Webhook {
  readonly meaning: Exclude<EventMeaning, { readonly kind: 'unknown' }>;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}
