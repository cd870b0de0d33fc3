import { cleanUp } from '../../emulator/site-fixture.ts';
import { check, plant, shown, type Plant } from './clean-site.ts';

afterEach(cleanUp);

const RULES = 'src/backend/notification-rules.js';
const ENGLISH = 'src/backend/emails/paid/en.mjml';
const asEmail: Plant = { [RULES]: ["emailId: 'SjKs8fK'", "emailId: 'SjKs8fK',\n    email: 'paid'"] };

function template(body: string): string {
  return `<mjml lang="en">
  <mj-head><mj-title>Paid</mj-title></mj-head>
  <mj-body>
    <mj-section><mj-column>
      <mj-text>${body}</mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>
`;
}

/** The findings about emails; a field that a rule cannot have yet is another one. */
async function emailFindings(changes: Plant): Promise<string[]> {
  const findings = await check(plant(changes));
  return shown(findings.filter(({ code }) => code.startsWith('email-')));
}

it('finds nothing in a template whose variables its rule gives', async () => {
  const paid = template('{{#number}}Order {{number}}{{/number}}: {{total|paid}}');

  expect(await emailFindings({ ...asEmail, [ENGLISH]: paid })).toEqual([]);
});

it.each<[name: string, changes: Plant, finding: string]>([
  [
    'a variable that the rule does not give',
    { ...asEmail, [ENGLISH]: template('{{totals|paid}}') },
    `${ENGLISH}:1 warning email-variable-unknown`,
  ],
  [
    'a variable that the rule of the same name does not give',
    { 'src/backend/emails/shop-paid/en.mjml': template('{{totals|paid}}') },
    'src/backend/emails/shop-paid/en.mjml:1 warning email-variable-unknown',
  ],
  ['a template that no rule uses', { [ENGLISH]: template('Paid.') }, `${ENGLISH}:1 note email-template-unused`],
  ['a rule whose template is not there', asEmail, `${RULES}:7 error email-template-missing`],
  [
    'a language that another template has',
    {
      ...asEmail,
      [ENGLISH]: template('Paid.'),
      'src/backend/emails/shop-paid/de.mjml': template('Bezahlt.'),
      'src/backend/emails/shop-paid/en.mjml': template('Paid.'),
    },
    `${ENGLISH}:1 warning email-language-missing`,
  ],
  [
    'a link by http',
    { ...asEmail, [ENGLISH]: template('<a href="http://shop.test">shop</a>') },
    `${ENGLISH}:5 error email-link-not-https`,
  ],
])('finds %s', async (_, changes, finding) => {
  expect(await emailFindings(changes)).toContain(finding);
});

it('suggests the name that was meant', async () => {
  const findings = await check(plant({ ...asEmail, [ENGLISH]: template('{{totel|paid}}') }));

  expect(findings.find(({ code }) => code === 'email-variable-unknown')).toMatchObject({
    what: 'It uses "totel", which rule "shop-paid" does not give',
    fix: 'write "total"?',
  });
});
