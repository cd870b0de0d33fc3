import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import type { AnyRule } from '../../src/backend/order-events/rules/rule.ts';
import type { JsonObject } from '../workbench/payload/json.ts';

/** An event of a scenario, as a handler is called with it. */
export interface ScenarioEvent {
  readonly name: string;
  readonly handler: HandlerName;
  readonly raw: JsonObject;
}

/** A run of the reconcile job that lists the order in a state. */
export interface ScenarioRead {
  readonly name: string;
  readonly listed: JsonObject;
  /** Until when a copy that lags can still list it so; from then on the job reads the order as it is in the end. */
  readonly until?: string;
}

/** The owner has a contact erased, with the email address of theirs. */
export interface ScenarioErasure {
  readonly name: string;
  readonly erases: string;
  readonly email: string;
}

/** The daily clean-up runs, by a clock that is so many days ahead of the story. */
export interface ScenarioCleanUp {
  readonly name: string;
  readonly cleansAheadDays: number;
}

/** A notification that the rules of a scenario must send exactly once. */
export interface ExpectedSend {
  readonly rule: string;
  readonly occurrence: string;
  /**
   * The events without which nothing shows the change: neither another event nor the order itself. Where every handler of
   * such an event was stopped and the event never came again, nobody can know of the change.
   */
  readonly needs: readonly string[];
}

/** A story of one order, told in events that may arrive in any order. */
export interface Scenario {
  readonly name: string;
  readonly product: Product;
  /** Events that were handled before. */
  readonly known: readonly ScenarioEvent[];
  /** When they were handled, of a site that has been listening and cleaning up since; by default, when the deliveries begin. */
  readonly knownAt?: string;
  /** What is delivered: every event at least once, in any order; runs of the reconcile job may come between. */
  readonly events: readonly (ScenarioEvent | ScenarioRead | ScenarioErasure | ScenarioCleanUp)[];
  /** The order as the reconcile job reads it in the end. */
  readonly finalOrder: JsonObject;
  /** When the deliveries begin. */
  readonly now: string;
  readonly rules: readonly AnyRule[];
  /** How long the jobs wait between their runs, in milliseconds; by default until what a stopped handler left is due again. */
  readonly restMs?: number;
  readonly expected: readonly ExpectedSend[];
  /**
   * Of a story with an erasure: the delivery that it is, and texts that must be found in nothing that is stored once it was made. A change
   * from before it may then be told or not.
   */
  readonly erasure?: { readonly by: string; readonly canaries: readonly string[] };
  /** Rules whose changes the order's own past dates too far back to be told. */
  readonly past?: readonly string[];
}
