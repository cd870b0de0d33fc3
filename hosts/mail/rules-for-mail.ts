import type { EmailTemplates } from '../../src/backend/order-events/channels/email/templates.ts';
import type { AnyRule } from '../../src/backend/order-events/rules/rule.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import { isJsonObject } from '../../src/backend/order-events/values/json-object.ts';
import { ownValue } from '../../src/backend/order-events/values/own-value.ts';
import { templateFor } from './as-email.ts';
import type { MailSettings } from './mail-settings.ts';

/**
 * Returns the rules of a site on the channel whose guarantee this server's mail transport can keep. Wix's Email Transmissions accept a key
 * and can be queried, so every rule that has a template and goes to a contact becomes an `email` rule, sent exactly once. A mail server
 * accepts no key and cannot be queried, so every email is sent like a triggered one: at least once, or at most once with `ifUnknown:
 * 'hold'`.
 */
export function rulesForMail(site: SiteRules, { kind }: MailSettings, templates: EmailTemplates): SiteRules {
  const rules: readonly unknown[] = site.rules.map((rule: AnyRule) =>
    isJsonObject(rule) ? (kind === 'wix' ? byKey(rule, templates) : byDoubt(rule, templates)) : rule,
  );
  return { ...site, rules: rules as readonly AnyRule[] };
}

type RuleObject = Readonly<Record<string, unknown>>;

function byKey(rule: RuleObject, templates: EmailTemplates): RuleObject {
  const { id, emailId, email, recipient } = rule;
  const isToMember = isJsonObject(recipient) && recipient['contactId'] === undefined;
  if (emailId === undefined || email !== undefined || isToMember) return rule;
  const name = isJsonObject(emailId) ? emailId['default'] : emailId;
  const template = templateFor(String(id), String(name), templates);
  return template === undefined ? rule : { ...rule, emailId: undefined, email: template };
}

function byDoubt(rule: RuleObject, templates: EmailTemplates): RuleObject {
  const { emailId, email } = rule;
  const isPlain = typeof email === 'string' && emailId === undefined && ownValue(templates, email) !== undefined;
  return isPlain ? { ...rule, email: undefined, emailId: email } : rule;
}
