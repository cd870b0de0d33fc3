import type { EventMeaning } from './event-types.ts';
import type { Webhook } from './verify-webhook.ts';

/** A webhook as received, before it is stored. */
export interface Delivery extends Webhook {
  readonly meaning: Exclude<EventMeaning, { readonly kind: 'unknown' }>;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}
