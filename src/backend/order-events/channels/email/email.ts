import type { Product } from '../../products/product.ts';
import type { Recipient, RuleContext, Variables } from '../../rules/rule-context.ts';
import { isFilledText, isShortText } from '../../values/short-text.ts';
import { heldFor, type Channel, type FieldFault, type RuleFields } from '../channel.ts';

/** Fields of a rule that sends an email of this repository. */
export interface EmailFields<P extends Product> {
  /** Name of a template below `emails/`. */
  readonly email: string;
  /** Whom it goes to: `buyer`, of tickets also `guest` or `guests`, or `{ contactId }` or `{ memberId }` of one person. */
  readonly recipient: Recipient;
  /** Returns the template's variables; must not be `async`. Leave one out to use the template's fallback. */
  variables(context: RuleContext<P>): Variables;
}

/** Sender of a site's emails, from its setting `email`. */
export interface EmailSettings {
  /** Id of the site, as in `wix.config.json` and in the address of its dashboard. */
  readonly siteId: string;
  /** Name that recipients see; default: Wix's own. */
  readonly senderName?: string;
  /** Sender address that is verified in the dashboard; default: Wix's shared address. */
  readonly senderEmailAddress?: string;
  /** Address for replies. */
  readonly replyTo?: string;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Emails of this repository, through Wix's Email Transmissions. The call takes a key, so that a repetition sends nothing. Wix does not
 * document how long it remembers a key, so after a day it is asked first.
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
    { field: 'email', what: 'names no template', fix: "write the name of a file below emails/, such as 'order-paid'" },
  ];
}
