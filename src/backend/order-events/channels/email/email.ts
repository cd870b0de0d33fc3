import type { Product } from '../../products/product.ts';
import type { Recipient, RuleContext, Variables } from '../../rules/rule-context.ts';
import { isFilledText, isShortText } from '../../values/short-text.ts';
import { heldFor, type Channel, type FieldFault, type RuleFields } from '../channel.ts';

/** What a rule says that sends an email of this repository. */
export interface EmailFields<P extends Product> {
  /** The name of a template below `emails/`. */
  readonly email: string;
  /** Whom it goes to: `buyer`, of tickets also `guest` or `guests`, or `{ contactId }` or `{ memberId }` of one person. */
  readonly recipient: Recipient;
  /** The template's variables; must not be `async`. Leave one out to have the template's fallback. */
  variables(context: RuleContext<P>): Variables;
}

/** Whose emails they are, by the setting `email` of a site. */
export interface EmailSettings {
  /** The id of the site, as `wix.config.json` and the address of its dashboard have it. */
  readonly siteId: string;
  /** The name that recipients see; Wix's own by default. */
  readonly senderName?: string;
  /** A sender address that is verified in the dashboard; Wix's shared address by default. */
  readonly senderEmailAddress?: string;
  /** Where answers go. */
  readonly replyTo?: string;
}

const DAY_MS = 24 * 3_600_000;

/**
 * An email of this repository, by Wix's Email Transmissions. The call takes a key, so that a repetition sends nothing. How long Wix
 * remembers a key is not documented, so after a day it is asked first.
 */
export const email: Channel = {
  field: 'email',
  fields: ['recipient', 'variables'],
  addressee: 'contact',
  needsVariables: true,
  promises: { resend: 'exactly-once', hold: 'exactly-once' },
  takesKey: true,
  asksFromAgeMs: DAY_MS,
  faultsOf,
  callOf: (rule, language) => heldFor(faultsOf(rule)) ?? { template: String(rule['email']), language },
};

function faultsOf({ email: template }: RuleFields): FieldFault[] {
  if (isShortText(template) && isFilledText(template)) return [];
  return [
    { field: 'email', what: 'names no template', fix: "write the name of a file below emails/, as 'order-paid'" },
  ];
}
