import type { EmailTemplates } from '../../src/backend/order-events/channels/email/templates.ts';
import type { Message } from '../../src/backend/order-events/ports/channel-calls.ts';
import { ownValue } from '../../src/backend/order-events/values/own-value.ts';

/**
 * The name of the template that stands for a triggered email, which only Wix's own sites can send: the one that its id names, else the
 * one of the rule's name, as the previews show it, else the one whose name is the id in another spelling: `ShopOrderPaid` is `shop-order-paid`.
 * `undefined` where there is none.
 */
export function templateFor(rule: string | undefined, emailId: string, templates: EmailTemplates): string | undefined {
  return [emailId, rule ?? '', kebab(emailId)].find((name) => ownValue(templates, name) !== undefined);
}

function kebab(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}

/** The message of a triggered email as an `email` rule would send it, or the code of why there is none. */
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
