import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import type { AnyRule } from '../../src/backend/order-events/rules/rule.ts';
import type { JsonObject } from '../workbench/payload/json.ts';

/** An event of a scenario, in the form passed to a handler. */
export interface ScenarioEvent {
  readonly name: string;
  readonly handler: HandlerName;
  readonly raw: JsonObject;
}

/** A run of the reconcile job that lists the order in a certain state. */
export interface ScenarioRead {
  readonly name: string;
  readonly listed: JsonObject;
  /** Time until which a lagging copy may list that state; afterwards, the job reads the order's final state. */
  readonly until?: string;
}

/** A request by the owner to erase a contact, with the contact's email address. */
export interface ScenarioErasure {
  readonly name: string;
  readonly erases: string;
  readonly email: string;
}

/** A run of the daily clean-up, with its clock some days ahead of the scenario. */
export interface ScenarioCleanUp {
  readonly name: string;
  readonly cleansAheadDays: number;
}

/** A run of the hourly job while events are delivered. */
export interface ScenarioDelivery {
  readonly name: string;
  readonly delivers: true;
}

/** Damage to the stored states of all orders: they can no longer be read. */
export interface ScenarioDamage {
  readonly name: string;
  readonly damages: true;
}

/** A notification that the rules of a scenario must send exactly once. */
export interface ExpectedSend {
  readonly rule: string;
  readonly occurrence: string;
  /**
   * The events without which nothing shows the change, neither another event nor the order itself. If every handler of such an event
   * stopped and the event was never delivered again, the change is unknowable.
   */
  readonly needs: readonly string[];
}

/** The history of one order, in events that may arrive in any order. */
export interface Scenario {
  readonly name: string;
  readonly product: Product;
  /** Events that were handled before the deliveries. */
  readonly known: readonly ScenarioEvent[];
  /** Time at which they were handled, on a site that has been listening and cleaning up since (default: the start of the deliveries). */
  readonly knownAt?: string;
  /** The deliveries: every event at least once, in any order, possibly with runs of the reconcile job between them. */
  readonly events: readonly (
    ScenarioEvent | ScenarioRead | ScenarioErasure | ScenarioCleanUp | ScenarioDelivery | ScenarioDamage
  )[];
  /** The order as the reconcile job finally reads it. */
  readonly finalOrder: JsonObject;
  /** Start of the deliveries. */
  readonly now: string;
  readonly rules: readonly AnyRule[];
  /** Time between runs of the jobs, in milliseconds (default: until the work of a stopped handler is due again). */
  readonly restMs?: number;
  readonly expected: readonly ExpectedSend[];
  /**
   * Of a scenario with an erasure: the delivery that erases, and texts that must not occur in stored data afterwards. A change from before
   * the erasure may or may not be sent.
   */
  readonly erasure?: { readonly by: string; readonly canaries: readonly string[] };
  /** Rules whose changes are too old to be sent, by the order's own dates. */
  readonly past?: readonly string[];
}
