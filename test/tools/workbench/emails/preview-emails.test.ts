import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { previewEmails, type EmailPreview } from '../../../../tools/workbench/emails/preview-emails.ts';
import { namePreviews, writePreviews } from '../../../../tools/workbench/emails/write-previews.ts';

const root = join(__dirname, '../../../..');

async function previewsOf(only: string): Promise<readonly EmailPreview[]> {
  const { previews, problems } = await previewEmails({ root, only });
  expect(problems).toEqual([]);
  return previews;
}

it('fills the template of a rule in each language with the documented payloads', async () => {
  const previews = await previewsOf('shop-order-paid');

  const shown = previews.map(({ language, subject, payloads }) => [language, subject, payloads.length]);
  expect(shown).toEqual([
    ['de', 'Vielen Dank für Ihre Bestellung (10046)', 3],
    ['de', 'Vielen Dank für Ihre Bestellung (10003)', 2],
    ['de', 'Vielen Dank für Ihre Bestellung', 3],
    ['en', 'Thank you for your order (10046)', 3],
    ['en', 'Thank you for your order (10003)', 2],
    ['en', 'Thank you for your order', 3],
    ['fr', 'Merci pour votre commande (10046)', 3],
    ['fr', 'Merci pour votre commande (10003)', 2],
    ['fr', 'Merci pour votre commande', 3],
  ]);
});

it('writes amounts and dates in the language, and the text part as lines', async () => {
  const [german] = await previewsOf('plan-paid');

  expect(german).toMatchObject({ language: 'de', template: 'plan-paid', rule: 'plan-paid' });
  expect(german?.text).toBe(
    'Willkommen\n\nVielen Dank. Wir haben Ihre Zahlung für Climbing Hall erhalten.\n\n' +
      'Abo: Climbing Hall\nBetrag: 27,50\u00a0€\nBeginn: 5. September 2022\n\n' +
      'Wir wünschen Ihnen einen guten Start.\n\n' +
      'Sie erhalten diese E-Mail wegen Ihrer Bestellung bei uns. Wenn etwas nicht stimmt, melden Sie sich bitte.',
  );
});

it('shows what is left of an email when the order has only its id', async () => {
  const previews = await previewsOf('ticket-order-canceled');
  const bare = previews.find(
    ({ language, payloads }) => language === 'en' && payloads.includes('an order with only its id'),
  );

  expect(bare?.subject).toBe('Your ticket order was canceled');
  expect(bare?.text).toBe(
    'Your order was canceled\n\nYour ticket order was canceled. Its tickets are no longer valid.\n\n' +
      'If you have a question about a refund, please contact us.\n\n' +
      'You get this email because of your order with us. If something looks wrong, please contact us.',
  );
  expect(bare?.html).not.toMatch(/\{\{|\}\}/);
});

it('has an email for every default rule in three languages, and nothing open in any of them', async () => {
  const { previews, problems } = await previewEmails({ root });

  expect(problems).toEqual([]);
  expect(new Set(previews.map(({ rule, language }) => `${rule} ${language}`)).size).toBe(24 * 3);
  expect(previews.filter(({ subject, html, text }) => /\{\{|\}\}/.test(subject + html + text))).toEqual([]);
  expect(previews.filter(({ subject }) => subject === '')).toEqual([]);
});

it('writes HTML, text and an index with the same names each time', async () => {
  const previews = await previewsOf('shop-order-paid');
  const folder = mkdtempSync(join(tmpdir(), 'previews-'));

  const index = writePreviews(folder, previews);

  expect(namePreviews(previews).map(({ name }) => name)).toEqual([
    'shop-order-paid.de.1',
    'shop-order-paid.de.2',
    'shop-order-paid.de.3',
    'shop-order-paid.en.1',
    'shop-order-paid.en.2',
    'shop-order-paid.en.3',
    'shop-order-paid.fr.1',
    'shop-order-paid.fr.2',
    'shop-order-paid.fr.3',
  ]);
  expect(readFileSync(index, 'utf8')).toContain(
    '<a href="shop-order-paid.en.1.html">Thank you for your order (10046)</a>',
  );
  expect(readFileSync(join(folder, 'shop-order-paid.en.1.txt'), 'utf8')).toMatch(
    /^Thank you for your order \(10046\)\n\nThank you, Jane\n/,
  );
  expect(existsSync(join(folder, 'shop-order-paid.en.1.html'))).toBe(true);
  rmSync(folder, { recursive: true });
});
