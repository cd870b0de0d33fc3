import type { Product } from '../../products/product.ts';
import type { RuleContext, Variables } from '../../rules/rule-context.ts';
import { heldFor, type Channel, type FieldFault, type RuleFields } from '../channel.ts';

/** Argument of a function of the site. */
export interface RunTold {
  /** Equal for every attempt: a function that stores it can recognize a repetition. */
  readonly key: string;
  readonly order: { readonly product: Product; readonly id: string };
  readonly change: {
    readonly kind: string;
    readonly occurrence: string;
    readonly evidence: string;
    /** As RFC 3339 text. */
    readonly occurredAt: string;
  };
  /** Result of the rule's `variables`. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A function of the site. An attempt in which it throws may have done its work. */
export type RunFunction = (told: RunTold) => unknown;

/** Fields of a rule that runs a function of the site. */
export interface RunFields<P extends Product> {
  /** May be `async`. A handler leaves what it has not finished within 8 seconds to the hourly job. */
  run(told: RunTold): unknown;
  /** Returns what the function needs of the order, which a later attempt no longer has; must not be `async`. */
  variables?(context: RuleContext<P>): Variables;
}

/** Functions of the site, called with the change and the notification's key. */
export const run: Channel = {
  field: 'run',
  fields: ['variables'],
  addressee: 'nobody',
  needsVariables: false,
  promises: { resend: 'at-least-once', hold: 'at-most-once' },
  takesKey: true,
  faultsOf,
  callOf: (rule) => heldFor(faultsOf(rule)) ?? {},
};

function faultsOf({ run: runFunction }: RuleFields): FieldFault[] {
  if (typeof runFunction === 'function') return [];
  return [{ field: 'run', what: 'has no function to run', fix: 'write run: async ({ order, change, key }) => { … }' }];
}
