import type { Page } from 'playwright-core';

import { payloadText } from '../console/console-client.ts';
import { runCli } from '../flow/run-cli.ts';
import { desktop, phone, usePage } from './use-page.ts';
import { replacePayload } from './replace-payload.ts';

const { open } = usePage();
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const ORDER = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).allInnerTexts()).join('\n');
}

it.each([desktop, phone])(
  'shows an order by number, product and address, and its id on demand, on a $name',
  async (screen) => {
    const { page, client, goTo } = await open(screen);
    await client.fire(PAYMENT, payloadText(PAYMENT));
    const seen: string[] = [];

    for (const path of ['/events', '/notifications', '/orders', `/orders/wix-ecom/${ORDER}`, '/events/1']) {
      await goTo(path);
      await page
        .getByText(/Shop order 10003 · Watch · janedoe8@gmail\.com/)
        .filter({ visible: true })
        .first()
        .waitFor();
      // A payload is as Wix sent it.
      seen.push(await textOf(page, path === '/events/1' ? '.run > header, .out' : 'main'));
    }
    await page.getByRole('button', { name: 'Show ids' }).click();
    await page.locator('.run > header').getByText(ORDER).waitFor();

    expect(seen.filter((text) => GUID.test(text))).toEqual([]);
  },
);

it('finds events, notifications and orders by number, product and address', async () => {
  const { page, client, goTo } = await open(desktop);
  await client.fire('wixEvents_onOrderConfirmed', payloadText('wixEvents_onOrderConfirmed', 'example'));
  await client.fire(PAYMENT, payloadText(PAYMENT));
  const search = page.getByRole('searchbox');

  for (const [path, row] of [
    ['/events', '.event-row'],
    ['/notifications', '.card'],
    ['/orders', '.event-row'],
  ] as const) {
    await goTo(path);
    for (const words of ['10003', 'watch', 'JANEDOE8@gmail', 'watch 10003']) {
      await search.fill(words);
      await page.getByText('Ticket order').waitFor({ state: 'detached' });
      await page.locator(row).getByText('Shop order').first().waitFor();
    }
    await search.fill('john.doe');
    await page.locator(row).getByText('Ticket order').first().waitFor();
    await search.fill('no such thing');
    await page.getByText('has “no such thing” in its number').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.locator(row).nth(1).waitFor();
  }
});

it('shows an event of the command line as it happens', async () => {
  const { page, state } = await open(desktop);
  await page.getByRole('heading', { name: 'No event has come yet' }).waitFor();

  const { exitCode } = await runCli(['event', 'fire', PAYMENT, '--state', state]);

  await page
    .locator('.event-row')
    .getByText(/Shop order 10003 · Watch/)
    .waitFor();
  expect(exitCode).toBe(0);
});

it('keeps its views where an address or an order number is no text', async () => {
  const { page, client, goTo } = await open(desktop);
  await client.fire(SHOP, payloadText(SHOP).replaceAll(ORDER, 'order \\ud83d').replace('"10003"', '"\\ud83d"'));

  await goTo('/%E0%A4%A');
  await page
    .locator('.event-row')
    .getByText(/^Shop order/)
    .first()
    .waitFor();
  await goTo('/orders');
  await page.locator('.event-row').click();

  await page.getByRole('heading', { name: /^Shop order/ }).waitFor();
});

it('completes the fields and values that Wix documents', async () => {
  const { page, goTo } = await open(desktop);
  await goTo(`/fire/payload/${SHOP}/documented`);
  const editor = page.getByRole('textbox', { name: 'Payload' });
  await replacePayload(page, '{ "entity": { "status": "APPROVED",  } }');
  await page.keyboard.press('End');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowLeft');

  await page.keyboard.type('paymentSt');
  await page.locator('.cm-tooltip-autocomplete li', { hasText: /^paymentStatus/ }).click();

  expect(await editor.innerText()).toContain('"paymentStatus": ');
});
