import * as v from 'valibot';

import { payloadText } from '../console/console-client.ts';
import { desktop, usePage } from './use-page.ts';

const { open } = usePage();
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';

it('goes through the events, delivers one again and edits it without a mouse', async () => {
  const { page, client } = await open(desktop);
  await client.fire(SHOP, payloadText(SHOP));
  await client.fire(PAYMENT, payloadText(PAYMENT));
  await page.locator('.event-row').nth(1).waitFor();

  await page.keyboard.press('j');
  await page.getByText('Run 2 ·').waitFor();
  await page.keyboard.press('j');
  await page.getByText('Run 1 ·').waitFor();
  await page.keyboard.press('r');
  await page.getByText('Run 3 ·').waitFor();
  await page.getByText('Wix delivered this event before').waitFor();
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'Payload' }).focus();
  await page.keyboard.press('Control+Enter');

  await page.getByText('Run 4 ·').waitFor();
});

it('reaches the view past the navigation with one key', async () => {
  const { page } = await open(desktop);

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  expect(await page.evaluate('document.activeElement.id')).toBe('main');
});

it('shows its keys', async () => {
  const { page } = await open(desktop);

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');

  expect(await page.getByRole('dialog').count()).toBe(0);
});

it('keeps its place and its token over a reload', async () => {
  const { page, client } = await open(desktop);
  await client.fire(SHOP, payloadText(SHOP));

  await page.locator('.event-row').waitFor();
  await page.reload();

  await page.locator('.event-row').waitFor();
});

it('shows the first view with few requests', async () => {
  const { page, client } = await open(desktop);
  await client.fire(SHOP, payloadText(SHOP));

  await page.goto('about:blank');
  await page.goto(client.url);
  await page.locator('.event-row').waitFor();
  const loaded = await page.evaluate(
    "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.replace(/-[A-Z0-9]+\\./, '.'))",
  );

  // Not the editor, which is as large as all else; and no order, notification or email before it is asked for.
  expect([...new Set(v.parse(v.array(v.string()), loaded))].sort()).toEqual([
    '/api/runs',
    '/api/status',
    '/chunk.js',
    '/main.js',
    '/style.css',
  ]);
});
