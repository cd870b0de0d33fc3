import type { Decimal } from './decimal.ts';

/** An amount with its currency. */
export interface Price {
  /** How much. */
  readonly amount: Decimal;
  /** The currency, such as `USD`. Absent where the event names none. */
  readonly currency: string | undefined;
}
