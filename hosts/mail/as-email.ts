import type { EmailTemplates } from '../../src/backend/order-events/channels/email/templates.ts';
import type { Message } from '../../src/backend/order-events/ports/channel-calls.ts';
import { ownValue } from '../../src/backend/order-events/values/own-value.ts';

/**
 * Name of the template that replaces a triggered email, which only a Wix site itself can send. Tried in this order: the template named like
 * the email id, the one named like the rule (as the previews show it), the one that is the id in kebab case: `shop-order-paid` for
 * `ShopOrderPaid`. `undefined` if none exists.
 */
export function templateFor(rule: string | undefined, emailId: string, templates: EmailTemplates): string | undefined {
  return [emailId, rule ?? '', kebab(emailId)].find((name) => ownValue(templates, name) !== undefined);
}

function kebab(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}

/** Converts a triggered email into the message that an `email` rule would send; returns an error code if that is impossible. */
export async function asEmail(
  message: Message,
  loadTemplates: () => Promise<EmailTemplates>,
): Promise<Message | string> {
  const { call, about, settings } = message;
  const { emailId = '', language = settings?.fallbackLanguage ?? '' } = call;
  try {
    const template = templateFor(about?.rule, emailId, await loadTemplates());
    return template === undefined ? 'no-template-for-triggered-email' : { ...message, call: { template, language } };
  } catch {
    return 'no-email-templates';
  }
}
