import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rulesForMail } from '../../../hosts/mail/rules-for-mail.ts';
import { fieldsOf } from '../../../src/backend/order-events/channels/channel.ts';
import { channelOf, chosenBy } from '../../../src/backend/order-events/channels/channels.ts';
import { askRule } from '../../../src/backend/order-events/rules/ask-rule.ts';
import type { AnyRule, Rule } from '../../../src/backend/order-events/rules/rule.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';
import { site } from '../../../src/backend/notification-rules.ts';
import { parseTemplates } from '../../../tools/build/emails/build-templates.ts';
import { contextOf, listSampleOrders } from '../../../tools/workbench/emails/sample-contexts.ts';
import { closeRest } from '../wix-api/rest-on-loopback.ts';
import { messageWith, openServerSite, templates as fewTemplates } from './server-site.ts';

afterEach(closeRest);

const root = join(__dirname, '../../..');
const shipped = parseTemplates(readFileSync(join(root, 'src/backend/email-templates.js'), 'utf8')) ?? {};
const samples = listSampleOrders(root);

/** Returns the template that a server uses for each default rule. */
const templateOf = {
  'ticket-order-paid': 'ticket-order-paid',
  'ticket-order-confirmed': 'ticket-order-confirmed',
  'ticket-order-partly-paid': 'ticket-order-partly-paid',
  'ticket-payment-declined': 'ticket-payment-declined',
  'ticket-order-canceled': 'ticket-order-canceled',
  'ticket-order-canceled-guests': 'ticket-order-canceled-guests',
  'ticket-order-removed': 'ticket-order-removed',
  'ticket-canceled': 'ticket-canceled',
  'plan-paid': 'plan-paid',
  'plan-renewed': 'plan-renewed',
  'plan-payment-failed': 'plan-payment-failed',
  'plan-refunded': 'plan-refunded',
  'plan-paused': 'plan-paused',
  'plan-resumed': 'plan-resumed',
  'plan-renewal-stopped': 'plan-renewal-stopped',
  'plan-canceled': 'plan-canceled',
  'plan-ended': 'plan-ended',
  'shop-order-paid': 'shop-order-paid',
  'shop-order-partly-paid': 'shop-order-partly-paid',
  'shop-payment-declined': 'shop-payment-declined',
  'shop-order-fulfilled': 'shop-order-fulfilled',
  'shop-order-canceled': 'shop-order-canceled',
  'shop-order-partly-refunded': 'shop-order-partly-refunded',
  'shop-order-refunded': 'shop-order-refunded',
};

function ruleOf(id: string): Rule<Product> {
  const rule: AnyRule | undefined = site.rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`There is no rule ${id}`);
  return { ...rule, when: () => true };
}

it('are all of these', () => {
  expect(site.rules.map(({ id }) => id)).toEqual(Object.keys(templateOf));
});

describe.each(Object.entries(templateOf))('%s', (id, template) => {
  it('is sent with its template in every language, without unfilled variables', async () => {
    const { channels, kept } = await openServerSite({ mail: { kind: 'kept' }, loadTemplates: async () => shipped });
    const rule = ruleOf(id);
    const { about } = messageWith();
    if (about === undefined) throw new Error('The message is about nothing');

    const orders = samples.filter(({ order }) => order.product === rule.product);
    for (const language of ['en', 'de', 'fr']) {
      for (const sample of orders) {
        const call = channelOf('triggeredEmail').callOf(fieldsOf(rule), language);
        const answer = askRule(rule, 'triggeredEmail', contextOf(sample, rule.change, language, 'UTC'));
        if (typeof call === 'string' || answer.kind !== 'wanted') throw new Error('Nothing would be sent');
        const message = { call, variables: answer.variables, about: { ...about, rule: id } };
        expect(await channels.send(messageWith({ channel: 'triggeredEmail', ...message }))).toEqual({ kind: 'sent' });
      }
    }

    expect(kept).toHaveLength(3 * orders.length);
    for (const email of kept) {
      expect(email.template).toBe(template);
      expect(`${email.subject} ${email.html} ${email.text}`).not.toMatch(/\{\{|\}\}|undefined|\[object/);
    }
  });

  it('returns every variable of its template', () => {
    const rule = ruleOf(id);
    const [sample] = samples.filter(({ order }) => order.product === rule.product);
    if (sample === undefined) throw new Error('There is no such order');
    const texts = Object.values(shipped[template] ?? {}).flatMap(({ subject, html, text }) => [subject, html, text]);
    const written = texts.flatMap((text) => [...text.matchAll(/\{\{#?(\w+)/g)].map(([, name]) => name));

    const given = Object.keys(rule.variables?.(contextOf(sample, rule.change, 'en', 'UTC')) ?? {});

    expect(texts.length).toBeGreaterThan(0);
    expect([...new Set(written)].filter((name) => !given.includes(String(name)))).toEqual([]);
  });
});

describe('the channel of a rule', () => {
  const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };
  const common = { product: 'wix-ecom', change: 'order-paid' } as const;
  const told = { ...common, recipient: 'buyer', variables: () => ({}) } as const;
  const triggered: AnyRule = { ...told, id: 'shop-order-paid', emailId: { default: 'U1', de: 'U2' } };
  const unknown: AnyRule = { ...told, id: 'another', emailId: 'U3' };
  const email: AnyRule = { ...told, id: 'shipped', email: 'order-shipped' };
  const lost: AnyRule = { ...told, id: 'lost', email: 'no-such-template' };
  const owner: AnyRule = { ...common, id: 'owner', notifyOwner: () => 'Paid' };
  const member: AnyRule = { ...told, id: 'order-shipped', emailId: 'U4', recipient: { memberId: 'm-1' } };
  const rules = [triggered, unknown, email, lost, owner, member];

  function channelsWith(kind: 'wix' | 'kept'): readonly unknown[] {
    const changed = rulesForMail({ rules, settings }, { kind }, fewTemplates);
    expect(changed.settings).toBe(settings);
    return changed.rules.map((rule) => [rule.id, ...chosenBy(fieldsOf(rule))]);
  }

  it('takes a key if Wix sends, and there is a template', () => {
    expect(channelsWith('wix')).toEqual([
      ['shop-order-paid', 'email'],
      ['another', 'triggeredEmail'],
      ['shipped', 'email'],
      ['lost', 'email'],
      ['owner', 'notifyOwner'],
      ['order-shipped', 'triggeredEmail'],
    ]);
  });

  it('takes no key if a mail server sends', () => {
    expect(channelsWith('kept')).toEqual([
      ['shop-order-paid', 'triggeredEmail'],
      ['another', 'triggeredEmail'],
      ['shipped', 'triggeredEmail'],
      ['lost', 'email'],
      ['owner', 'notifyOwner'],
      ['order-shipped', 'triggeredEmail'],
    ]);
  });

  it('leaves the template unchanged', () => {
    const byWix = rulesForMail({ rules: [triggered], settings }, { kind: 'wix' }, fewTemplates).rules[0];
    const bySmtp = rulesForMail(
      { rules: [email], settings },
      { kind: 'smtp', url: 'smtp://localhost', from: 'a@example.com' },
      fewTemplates,
    ).rules[0];

    expect([byWix?.email, bySmtp?.emailId]).toEqual(['shop-order-paid', 'order-shipped']);
  });

  it('of a rule that is not an object is left for the core to reject', () => {
    const odd: readonly AnyRule[] = JSON.parse('[null]');

    expect(rulesForMail({ rules: odd, settings }, { kind: 'wix' }, fewTemplates).rules).toEqual([null]);
  });
});
