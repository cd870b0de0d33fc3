import type { Product } from '../products/product.ts';
import type { RuleContext } from '../rules/rule-context.ts';

/** Delivery guarantee of a stored message, whatever stops on the way. */
export type Promised = 'exactly-once' | 'at-least-once' | 'at-most-once';

/** Fields of a rule as its owner wrote them: in JavaScript nothing checks them. */
export type RuleFields = Readonly<Record<string, unknown>>;

/** Returns the fields of a rule by name. */
export function fieldsOf(rule: object): RuleFields {
  return rule as RuleFields;
}

/** Fault in one field of a rule: what is wrong, and how to fix it. */
export interface FieldFault {
  readonly field: string;
  readonly what: string;
  readonly fix: string;
}

/** Arguments of a channel's call, besides the recipient and the variables; nothing personal. */
export type Call = Readonly<Record<string, string>>;

/** A way to notify somebody of a change, as far as rules and delivery need to know it; its calls are beside it. */
export interface Channel {
  /** Field of a rule that selects the channel. */
  readonly field: string;
  /** Further fields that only rules of this channel have. */
  readonly fields: readonly string[];
  /** Recipient: a contact, or a member if no contact is known; only a contact; or nobody whom the order names. */
  readonly addressee: 'contact-or-member' | 'contact' | 'nobody';
  /** `true` if its rules must have a function `variables`. */
  readonly needsVariables: boolean;
  /** Delivery guarantee, by what the rule says about a message in doubt. */
  readonly promises: Readonly<Record<'resend' | 'hold', Promised>>;
  /** `true` if the call gets the notification's key, by which the other end can recognize a repetition. */
  readonly takesKey: boolean;
  /**
   * Age of a notification, in milliseconds, from which the other end is asked before the key is used again; absent if it cannot be asked.
   */
  readonly asksFromAgeMs?: number;
  /** Returns the faults in the fields of a rule of this channel. */
  readonly faultsOf: (rule: RuleFields) => readonly FieldFault[];
  /** Returns the arguments of the call, or why nothing can be sent. */
  readonly callOf: (rule: RuleFields, language: string) => Call | ChannelHoldReason;
  /** Returns the variables of the message, from the rule's own code; by default those of the rule's `variables`. */
  readonly variablesOf?: (rule: RuleFields, context: RuleContext<Product>) => unknown;
}

/** Reason why a channel cannot send what a rule says. */
export type ChannelHoldReason = 'no-email-id' | `rule-field-invalid: ${string}`;

/** Returns the hold reason for the first fault. */
export function heldFor([fault]: readonly FieldFault[]): ChannelHoldReason | undefined {
  return fault === undefined ? undefined : `rule-field-invalid: ${fault.field}`;
}
