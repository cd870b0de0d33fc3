import type { EventOutcome } from '../../src/backend/order-events/intake/outcome.ts';
import type { Reception } from './metrics.ts';
import type { Delivery } from './delivery.ts';

/** Somebody who looks on, such as a console; what they do must not throw. */
export interface Watch {
  /** A verified webhook is about to be kept. */
  arrived(webhook: Omit<Delivery, 'meaning'>): void;
  /** It was answered. */
  answered(webhook: Omit<Delivery, 'meaning'>, result: Reception): void;
  /** An event of an installation was handled, or was not: then the code says why. */
  handled(
    instanceId: string,
    id: string,
    result: EventOutcome | { readonly failure: string; readonly isDead: boolean },
  ): void;
}
