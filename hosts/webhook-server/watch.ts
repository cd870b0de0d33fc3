import type { EventOutcome } from '../../src/backend/order-events/intake/outcome.ts';
import type { Reception } from './metrics.ts';
import type { Delivery } from './delivery.ts';

/** Observer of a server, such as a console; its methods must not throw. */
export interface Watch {
  /** Called before a verified webhook is stored. */
  arrived(webhook: Omit<Delivery, 'meaning'>): void;
  /** Called after it was answered. */
  answered(webhook: Omit<Delivery, 'meaning'>, result: Reception): void;
  /** Called after an event was handled, or after it failed with a code. */
  handled(
    instanceId: string,
    id: string,
    result: EventOutcome | { readonly failure: string; readonly isDead: boolean },
  ): void;
}
