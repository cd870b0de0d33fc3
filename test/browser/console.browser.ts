import type { Page } from 'playwright-core';

import { payloadText } from '../console/console-client.ts';
import { desktop, phone, usePage, type Screen } from './use-page.ts';
import { replacePayload } from './replace-payload.ts';

const { open } = usePage();
const SHOP = 'wixEcom_onOrderUpdated';
const ORDER = '7a8b195e-ab73-4138-b9da-cdf5e864a451';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
}

/** On a narrow screen the controls of the site open on demand. */
async function pressControl(page: Page, screen: Screen, name: string | RegExp): Promise<void> {
  const toggle = page.getByRole('button', { name: /Clock, trouble, jobs/ });
  const isClosed = screen === phone && (await toggle.getAttribute('aria-expanded')) === 'false';
  if (isClosed) await toggle.click();
  await press(page, name);
}

async function emails(page: Page): Promise<number> {
  return await page.locator('.event-row .chip.good').count();
}

describe.each([desktop, phone])('on a $name', (screen) => {
  it('fires a payload of the library and shows what was decided', async () => {
    const { page } = await open(screen);

    await page.getByRole('link', { name: 'Fire a payment' }).click();
    await page.getByRole('button', { name: 'Fire', exact: true }).click();

    await page.getByRole('heading', { name: 'first-seen Order payment status updated' }).waitFor();
    await page.getByText('The first event of this order').waitFor();
    await page.locator('.email').getByText('ShopOrderPaid', { exact: true }).waitFor();
  });

  it('edits an event, fires it, and shows what changed', async () => {
    const { page, client, goTo } = await open(screen);
    const { id } = await client.fire(SHOP, payloadText(SHOP));

    await goTo(`/events/${id}`);
    await page.getByRole('link', { name: 'Edit and fire' }).click();
    await replacePayload(page, payloadText(SHOP).replace('"status": "APPROVED"', '"status": "CANCELED"'));
    await page.getByRole('button', { name: 'Fire', exact: true }).click();

    await page.getByRole('heading', { name: /^changed/ }).waitFor();
    await page.getByRole('row', { name: /order-canceled status APPROVED CANCELED/ }).waitFor();
    await page.locator('.email').getByText('ShopOrderCanceled', { exact: true }).waitFor();
  });

  it('delivers a payment again five times, and sends one email', async () => {
    const { page, client, goTo } = await open(screen);
    await client.fire(SHOP, payloadText(SHOP));
    const { id } = await client.fire(PAYMENT, payloadText(PAYMENT));

    await goTo(`/events/${id}`);
    await press(page, 'Again × 5');
    await page.getByText('already sent for this payment by delivery 2 at 2023-01-16 14:40:02 UTC.').waitFor();
    await client.settled();
    await goTo('/events');
    await page.locator('.event-row').nth(6).waitFor();

    expect(await page.locator('.event-row .badge', { hasText: 'duplicate' }).count()).toBe(5);
    expect(await emails(page)).toBe(1);
  });

  it('fails a send, and shows the retry after the clock has moved on', async () => {
    const { page, client, goTo } = await open(screen);
    await client.fire(SHOP, payloadText(SHOP));

    await pressControl(page, screen, 'Fail the next send');
    await page.getByText('The next email fails').waitFor();
    await client.fire(PAYMENT, payloadText(PAYMENT));
    await goTo('/notifications');
    await page.getByText('Attempt 1 failed: it was refused with EMAIL_FAILED.').waitFor();
    await page.getByText(/^Waiting: the delivery job tries again from 2023-01-16 14:4/).waitFor();
    await pressControl(page, screen, 'To the next retry');
    await page.getByText(/^Sent at 2023-01-16 1[56]:/).waitFor();

    expect(await page.locator('.card').getByText('Waiting').count()).toBe(0);
    expect(await page.locator('.card .past li').allInnerTexts()).toEqual([
      '2023-01-16 14:40:02 Attempt 1 failed: it was refused with EMAIL_FAILED. run 2',
      expect.stringMatching(/^2023-01-16 1[56]:\S+ Sent by attempt 2\. run \d$/),
    ]);
    expect(await page.getByText('The next email fails').count()).toBe(0);
  });

  it('shows where a broken payload broke, and keeps it', async () => {
    const { page, goTo } = await open(screen);

    await goTo(`/fire/payload/${SHOP}/documented`);
    await replacePayload(page, payloadText(SHOP).replaceAll(`"${ORDER}"`, '[]'));
    await page.getByLabel(/^As it is/).check();
    await page.getByRole('button', { name: 'Fire', exact: true }).click();
    await page.getByText(/^Not understood at entity\._id/).waitFor();
    await page.locator('.line.marked', { hasText: '"_id": []' }).waitFor();
    await goTo('/not-handled');

    await page.getByText(/^Broke at entity\._id/).waitFor();
  });

  it('shows of a stored row that cannot be read where it lies and what is wrong with it', async () => {
    const { page, client, data, goTo } = await open(screen);
    await client.fire(PAYMENT, payloadText(PAYMENT));
    data.put('OrderEventsNotifications', { _id: 'broken', key: 'broken', rule: 'r' });

    await goTo('/notifications');
    await page.getByText(/^Sent at /).waitFor();

    const alert = page.getByRole('alert');
    expect(await alert.innerText()).toContain('broken: It has no text in product, orderId, change, emailId, status.');
    expect(await alert.getByRole('link').getAttribute('href')).toBe('#/collections/OrderEventsNotifications/broken');
  });

  it('says in which line the editor’s text is no JSON, and does not fire it', async () => {
    const { page, goTo } = await open(screen);

    await goTo(`/fire/payload/${SHOP}/documented`);
    await replacePayload(page, '{\n  "a": 1,\n  b\n}');

    await page.getByText('Line 3: Invalid symbol. Correct it to fire.').waitFor();
    await page.locator('.cm-lintRange-error').first().waitFor();
    expect(await page.getByRole('button', { name: 'Fire', exact: true }).isDisabled()).toBe(true);
  });

  it('runs a sequence shuffled and each event twice, and sends as many emails as once in order', async () => {
    const { page, goTo } = await open(screen);

    await goTo('/fire/sequence/shop');
    await page.getByLabel(/^Shuffled/).check();
    await page.getByLabel(/^Each twice/).check();
    await press(page, 'Run all 6');

    await page.getByText('12 of 12 delivered, 3 emails').waitFor();
  });

  it('goes through a sequence step by step', async () => {
    const { page, goTo } = await open(screen);

    await goTo('/fire/sequence/shop');
    for (const step of ['checkout', 'order', 'pay']) await press(page, `Next step: ${step}`);

    await page.locator('.steps li', { hasText: 'the payment arrives' }).getByText('1 email').waitFor();
    await page.getByRole('button', { name: 'Next step: pay, told again' }).waitFor();
  });
});
