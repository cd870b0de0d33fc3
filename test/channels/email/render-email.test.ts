import { renderEmail } from '../../../src/backend/order-events/channels/email/render-email.ts';
import type { EmailTemplates } from '../../../src/backend/order-events/channels/email/templates.ts';

const templates: EmailTemplates = {
  paid: {
    en: {
      subject: 'Thank you, {{firstName|dear customer}}',
      html: '<p>Hello {{firstName|you &amp; yours}}{{#number}}, order <b>{{number}}</b>{{/number}}.</p>',
      text: 'Hello {{firstName|you & yours}}{{#number}}, order {{number}}{{/number}}.',
    },
    pt: { subject: 'Obrigado', html: '<p>Obrigado</p>', text: 'Obrigado' },
    'pt-BR': { subject: 'Valeu', html: '<p>Valeu</p>', text: 'Valeu' },
  },
  german: { de: { subject: 'Danke', html: '<p>Danke</p>', text: 'Danke' } },
};

function paid(variables: Record<string, string>): ReturnType<typeof renderEmail> {
  return renderEmail('paid', 'en', variables, templates);
}

describe('a filled template', () => {
  it('has the values of its variables', () => {
    expect(paid({ firstName: 'Ana', number: '1001' })).toEqual({
      subject: 'Thank you, Ana',
      html: '<p>Hello Ana, order <b>1001</b>.</p>',
      text: 'Hello Ana, order 1001.',
    });
  });

  it.each([[{}], [{ firstName: '', number: ' \n ' }]])('has its fallbacks where the rule gives %p', (variables) => {
    expect(paid(variables)).toEqual({
      subject: 'Thank you, dear customer',
      html: '<p>Hello you &amp; yours.</p>',
      text: 'Hello you & yours.',
    });
  });

  it('has nothing in the place of a variable that has neither value nor fallback', () => {
    const bare: EmailTemplates = { bare: { en: { subject: 'Order {{number}}', html: '<p>{{number}}</p>', text: '' } } };

    expect(renderEmail('bare', 'en', {}, bare)).toEqual({ subject: 'Order', html: '<p></p>', text: '' });
  });

  it('keeps a name with HTML, a URL or template syntax as text', () => {
    const email = paid({
      firstName: `<a href="https://a.test">{{number}}</a> & {{#number}}'`,
      number: '$& {{firstName}}',
    });

    expect(email?.html).toBe(
      '<p>Hello &lt;a href=&quot;https://a.test&quot;&gt;{{number}}&lt;/a&gt; &amp; {{#number}}&#39;, ' +
        'order <b>$&amp; {{firstName}}</b>.</p>',
    );
    expect(email?.text).toBe(`Hello <a href="https://a.test">{{number}}</a> & {{#number}}', order $& {{firstName}}.`);
  });

  it('has no line break of a value, and no control character', () => {
    const email = paid({ firstName: 'Ana\r\nBcc: x@example.com\u2028\u0000!' });

    expect(email?.subject).toBe('Thank you, Ana Bcc: x@example.com !');
    expect(email?.text).toBe('Hello Ana Bcc: x@example.com !.');
  });

  it('takes no value from what every object inherits', () => {
    const toText = { odd: { en: { subject: '{{constructor|none}}', html: '{{toString|none}}', text: '' } } };

    expect(renderEmail('odd', 'en', {}, toText)).toEqual({ subject: 'none', html: 'none', text: '' });
  });

  it('cuts a subject to what Wix takes', () => {
    const subject = paid({ firstName: 'a'.repeat(300) })?.subject;

    expect(subject).toBe(`Thank you, ${'a'.repeat(188)}…`);
    expect(subject).toHaveLength(200);
  });
});

describe('the language', () => {
  it.each([
    ['paid', 'pt-BR', 'Valeu'],
    ['paid', 'pt_BR', 'Valeu'],
    ['paid', 'pt-PT', 'Obrigado'],
    ['paid', 'pt', 'Obrigado'],
    ['paid', 'fr', 'Thank you, dear customer'],
    ['paid', 'no such language!', 'Thank you, dear customer'],
    ['german', 'de-AT', 'Danke'],
    ['german', 'fr', 'Danke'],
  ])('of %s for %s', (name, language, subject) => {
    expect(renderEmail(name, language, {}, templates)?.subject).toBe(subject);
  });

  it.each(['unknown', 'constructor', '__proto__'])('is none of a template %s that does not exist', (name) => {
    expect(renderEmail(name, 'en', {}, templates)).toBeUndefined();
  });
});
