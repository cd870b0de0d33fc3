import type { Product } from '../products/product.ts';
import type { RuleContext } from '../rules/rule-context.ts';

/** How often a message arrives that was noted once: whatever stops on the way. */
export type Promised = 'exactly-once' | 'at-least-once' | 'at-most-once';

/** The fields of a rule as its owner wrote them: in JavaScript nothing checks them. */
export type RuleFields = Readonly<Record<string, unknown>>;

/** The fields of a rule, by their names. */
export function fieldsOf(rule: object): RuleFields {
  return rule as RuleFields;
}

/** A fault of one field of a rule: what the rule has or lacks, and how to fix it. */
export interface FieldFault {
  readonly field: string;
  readonly what: string;
  readonly fix: string;
}

/** What the call of a channel is made with, besides whom it goes to and the variables: nothing personal. */
export type Call = Readonly<Record<string, string>>;

/** A way to tell somebody of a change, as far as rules and delivery know it; its calls are beside it. */
export interface Channel {
  /** The field of a rule that chooses it. */
  readonly field: string;
  /** Further fields that only its rules have. */
  readonly fields: readonly string[];
  /** Whom it goes to: a contact, or a member where no contact is known, or nobody that the order names. */
  readonly addressee: 'contact-or-member' | 'contact' | 'nobody';
  /** Whether its rules must have a function `variables`. */
  readonly needsVariables: boolean;
  /** The promise, by what the rule says of a message in doubt. */
  readonly promises: Readonly<Record<'resend' | 'hold', Promised>>;
  /** Whether the call is given the notification's key, by which the other end can tell a repetition. */
  readonly takesKey: boolean;
  /** The age of a notification, in milliseconds, from which the other end is asked before the key is used again; only where it can be asked. */
  readonly asksFromAgeMs?: number;
  /** What is wrong with the fields of a rule that chose it. */
  readonly faultsOf: (rule: RuleFields) => readonly FieldFault[];
  /** What the call is made with; or why nothing can be sent. */
  readonly callOf: (rule: RuleFields, language: string) => Call | ChannelHoldReason;
  /** What is told, from the rule's own code; the rule's `variables` by default. */
  readonly variablesOf?: (rule: RuleFields, context: RuleContext<Product>) => unknown;
}

/** Why a channel cannot send what a rule says. */
export type ChannelHoldReason = 'no-email-id' | `rule-field-invalid: ${string}`;

/** Names the first of the faults as the reason of a hold. */
export function heldFor([fault]: readonly FieldFault[]): ChannelHoldReason | undefined {
  return fault === undefined ? undefined : `rule-field-invalid: ${fault.field}`;
}
