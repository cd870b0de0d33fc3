import { buildSite } from '../../../../tools/build/build-site.ts';
import { buildTemplates, formatTemplates, parseTemplates } from '../../../../tools/build/emails/build-templates.ts';
import { makeSite, removeSites } from '../fixture-site.ts';

afterEach(removeSites);

const shared = {
  'src/backend/emails/shared/head.mjml': '<mjml><mj-head><mj-style>h1 { margin: 0; }</mj-style></mj-head></mjml>',
};

function source(body: string, head = '<mj-title>Paid</mj-title>'): string {
  return `<mjml lang="en">
  <mj-head>${head}</mj-head>
  <mj-body>
    <mj-section><mj-column>
      ${body}
    </mj-column></mj-section>
  </mj-body>
</mjml>
`;
}

function siteWith(body: string, head?: string): string {
  return makeSite({ 'src/backend/emails/paid/en.mjml': source(body, head) });
}

describe('a template', () => {
  it('becomes a subject, HTML and text, its variables as they are, by name and language', async () => {
    const root = makeSite({
      ...shared,
      'src/backend/emails/paid/en.mjml': source(
        `<mj-text><h1>Hello {{firstName|you &amp; yours}}</h1></mj-text>
      <mj-text><p>Thank you.</p></mj-text>
      <mj-table>
        {{#number}}<tr><th scope="row">Order</th><td>{{number}}</td></tr>{{/number}}
        {{#total}}<tr><th scope="row">Total</th><td>{{ total }}</td></tr>{{/total}}
      </mj-table>
      <mj-text>See <a href="https://shop.test/help">our help</a>.</mj-text>`,
        '<mj-title>Paid &amp; done{{#number}}: {{number}}{{/number}}</mj-title><mj-preview>Soon.</mj-preview>\n<mj-include path="../shared/head.mjml" />',
      ),
      'src/backend/emails/paid/de.mjml': source('<mj-text>Danke.</mj-text>', '<mj-title>Bezahlt</mj-title>'),
    });

    const { templates, faults } = await buildTemplates(root);

    expect(faults).toEqual([]);
    expect(Object.keys(templates)).toEqual(['paid']);
    expect(Object.keys(templates['paid'] ?? {})).toEqual(['de', 'en']);
    const english = templates['paid']?.['en'];
    expect(english?.subject).toBe('Paid & done{{#number}}: {{number}}{{/number}}');
    expect(english?.text).toBe(
      'Hello {{firstName|you & yours}}\n\nThank you.\n\n{{#number}}Order: {{number}}\n{{/number}}' +
        '{{#total}}Total: {{total}}\n{{/total}}\nSee our help (https://shop.test/help).',
    );
    expect(english?.html).toContain('<h1>Hello {{firstName|you &amp; yours}}</h1>');
    expect(english?.html).toContain('h1 { margin: 0; }');
    expect(english?.html).toContain('lang="en"');
    expect(english?.html).toContain('role="presentation"');
    expect(english?.html).not.toMatch(/fonts\.googleapis/);
    expect(templates['paid']?.['de']?.text).toBe('Danke.');
  });

  it('is read back from the module that it is built to', async () => {
    const { templates } = await buildTemplates(siteWith('<mj-text>Thank you.</mj-text>'));

    expect(parseTemplates(formatTemplates(templates, 'sha256 of the sources: 00'))).toEqual(templates);
    expect(parseTemplates('export const other = {};')).toBeUndefined();
    expect(parseTemplates('export const emailTemplates = { not JSON };')).toBeUndefined();
  });
});

describe('a fault of a template', () => {
  it.each([
    ['an unknown tag', '<mj-nothing></mj-nothing>', 'email-not-mjml', 5],
    ['an include that leads nowhere', '<mj-include path="../shared/absent.mjml" />', 'email-not-mjml', 5],
    ['a link by http', '<mj-text><a href="http://shop.test">shop</a></mj-text>', 'email-link-not-https', 5],
    ['a script as a link', '<mj-text><a href="javascript:alert(1)">shop</a></mj-text>', 'email-link-not-https', 5],
    ['an image by http', '<mj-image src="http://shop.test/a.png" alt="shop" />', 'email-link-not-https', 5],
    ['a link to no scheme', '<mj-button href="/orders">orders</mj-button>', 'email-link-not-https', 5],
    ['a variable without fallback', '<mj-text>{{name}}</mj-text>', 'email-variable-without-fallback', 5],
    ['a variable that is no name', '<mj-text>{{first name|x}}</mj-text>', 'email-variable-malformed', 5],
    ['an unescaped variable', '<mj-text>{{{name|x}}}</mj-text>', 'email-variable-malformed', 5],
    ['a section that does not end', '<mj-text>{{#name}}x</mj-text>', 'email-variable-malformed', 5],
    [
      'a variable in an address',
      '<mj-text><a href="https://a.test/{{n|x}}">x</a></mj-text>',
      'email-variable-in-code',
      5,
    ],
  ])('is found: %s', async (_, body, code, line) => {
    const { faults } = await buildTemplates(siteWith(body));

    expect(faults).toMatchObject([{ code, line, path: 'src/backend/emails/paid/en.mjml' }]);
  });

  it.each([
    ['a missing subject', '', 'email-without-subject', 1],
    ['a subject that is too long', `<mj-title>${'a'.repeat(201)}</mj-title>`, 'email-too-large', 2],
    [
      'a variable in a style',
      '<mj-title>Paid</mj-title><mj-style>h1 { color: {{color|red}}; }</mj-style>',
      'email-variable-in-code',
      2,
    ],
  ])('is found in the head: %s', async (_, head, code, line) => {
    const { faults } = await buildTemplates(siteWith('<mj-text>Thank you.</mj-text>', head));

    expect(faults).toMatchObject([{ code, line }]);
  });

  it('is found where the HTML is larger than Wix takes', async () => {
    const { faults } = await buildTemplates(siteWith(`<mj-text>${'a'.repeat(1_000_000)}</mj-text>`));

    expect(faults).toMatchObject([{ code: 'email-too-large' }]);
  });

  it('stops the build, with the place', async () => {
    const built = buildSite(siteWith('<mj-text>{{name}}</mj-text>'));

    await expect(built).rejects.toThrow(
      /^The email templates cannot be built\.\nsrc\/backend\/emails\/paid\/en\.mjml:5 /,
    );
  });
});
