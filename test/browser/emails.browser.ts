import { desktop, phone, usePage } from './use-page.ts';

const { open } = usePage();

it('shows an email as the customer gets it, in a frame that runs no script', async () => {
  const { page, goTo } = await open(desktop);
  await goTo('/emails');
  await page.getByRole('link', { name: 'shop-order-paid' }).click();
  const frame = page.frameLocator('iframe.email-frame');

  await frame.getByRole('heading', { name: 'Thank you, Jane' }).waitFor();

  expect(await page.locator('iframe.email-frame').getAttribute('sandbox')).toBe('');
  expect(await page.locator('.email-text').textContent()).toContain('Order: 10046\nTotal: $83.60');
  expect(await page.locator('.envelope').textContent()).toBe('Thank you for your order (10046)');
});

it('shows it in another language, on a phone and in the dark', async () => {
  const { page, goTo } = await open(phone);
  await goTo('/emails/shop-order-paid.en.1');
  await page.getByRole('link', { name: 'fr', exact: true }).click();
  await page.getByRole('button', { name: 'phone' }).click();
  const inDark = page.waitForEvent('framenavigated', (frame) => frame.url().endsWith('/dark'));
  await page.getByRole('button', { name: 'dark' }).click();
  const frame = await inDark;

  await frame.getByText('Merci, Jane').waitFor();

  // The frame runs no script of its own, but that of the test.
  const color: unknown = await frame.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor");
  const width: unknown = await page.evaluate("document.querySelector('.email-frame').clientWidth");
  expect([color, width]).toEqual(['rgb(30, 41, 59)', 358]);
});
