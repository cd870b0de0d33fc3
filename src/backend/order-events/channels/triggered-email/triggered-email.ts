import type { Product } from '../../products/product.ts';
import { fallbacksOf, readLanguage } from '../../rules/languages.ts';
import type { Recipient, RuleContext, Variables } from '../../rules/rule-context.ts';
import { isJsonObject } from '../../values/json-object.ts';
import { isFilledText, isShortText } from '../../values/short-text.ts';
import type { Channel } from '../channel.ts';

/**
 * Id of a triggered email, as the dashboard shows it; or one for each of the buyer's language codes (`en`, `pt-BR`), with a `default` for
 * all others.
 */
export type EmailId = string | ({ readonly default: string } & Readonly<Record<string, string>>);

/** Fields of a rule that sends a triggered email. */
export interface TriggeredEmailFields<P extends Product> {
  /** The id of the triggered email, or one for each language. */
  readonly emailId: EmailId;
  /** Whom it goes to: `buyer`, of tickets also `guest` or `guests`, or `{ contactId }` or `{ memberId }` of one person. */
  readonly recipient: Recipient;
  /** Returns the email's variables; must not be `async`. Wix takes text only; leave one out to use the template's fallback value. */
  variables(context: RuleContext<P>): Variables;
}

/** Wix's triggered emails, created in the dashboard. The call takes no key, and Wix reports no status afterwards. */
export const triggeredEmail: Channel = {
  field: 'emailId',
  fields: ['recipient', 'variables'],
  addressee: 'contact-or-member',
  needsVariables: true,
  promises: { resend: 'at-least-once', hold: 'at-most-once' },
  takesKey: false,
  faultsOf: ({ emailId }) =>
    isEmailId(emailId)
      ? []
      : [{ field: 'emailId', what: 'has no email id', fix: 'write the id that the dashboard shows' }],
  callOf({ emailId }, language) {
    const id = emailIdFor(emailId, language);
    return id === undefined ? 'no-email-id' : { emailId: id, language };
  },
};

/** Returns the email for the buyer's exact language, else for the closest one, else the default; `undefined` if the rule names none. */
function emailIdFor(emailId: unknown, language: string): string | undefined {
  if (!isJsonObject(emailId)) return isShortText(emailId) ? emailId : undefined;
  const { default: usual, ...named } = emailId;
  const byLanguage = new Map(Object.entries(named).map(([code, id]) => [readLanguage(code), id]));
  const closest = fallbacksOf(language).find((code) => byLanguage.has(code));
  const found = (closest === undefined ? undefined : byLanguage.get(closest)) ?? usual;
  return isShortText(found) ? found : undefined;
}

function isEmailId(value: unknown): boolean {
  if (!isJsonObject(value)) return isFilledText(value);
  return isFilledText(value['default']) && Object.values(value).every(isFilledText);
}
