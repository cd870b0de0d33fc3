import { payloadText } from '../console/console-client.ts';
import { findFaults } from './find-faults.ts';
import { desktop, phone, usePage } from './use-page.ts';

const { open } = usePage();
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';

const views = [
  ['/events', 'Events'],
  ['/events/2', 'What came of it, and why'],
  ['/events/3', 'Not understood at'],
  ['/fire', 'Sequences'],
  [`/fire/payload/${SHOP}/documented`, 'JSON. Ctrl Enter fires'],
  ['/fire/sequence/plans', 'At once'],
  ['/notifications', 'shop-order-paid'],
  ['/not-handled', 'Broke at'],
  ['/orders', 'Shop order'],
  ['/orders/wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451', 'What happened, the newest first'],
  ['/collections', 'OrderEventsOrders'],
  ['/collections/OrderEventsOrders', '2 items'],
  ['/emails', 'shop-order-paid'],
  ['/emails/shop-order-paid.en.1', 'Text part'],
] as const;

// The phone is dark, so that both colors are looked at.
it.each([desktop, phone])('every view on a $name can be used by all', async (screen) => {
  const { page, client, goTo } = await open(screen);
  await client.fire(SHOP, payloadText(SHOP));
  await client.fire(PAYMENT, payloadText(PAYMENT));
  await client.fire(SHOP, payloadText(SHOP).replaceAll('"7a8b195e-ab73-4138-b9da-cdf5e864a451"', '[]'));
  const findings: string[] = [];

  for (const [path, text] of views) {
    await goTo(path);
    await page.getByText(text).filter({ visible: true }).first().waitFor();
    findings.push(...(await findFaults(page, path)));
  }

  expect(findings).toEqual([]);
});

it('an empty console can be used by all', async () => {
  const { page, goTo } = await open(desktop);
  const findings: string[] = [];

  for (const path of ['/events', '/notifications', '/not-handled', '/orders']) {
    await goTo(path);
    await page.locator('.empty').waitFor();
    findings.push(...(await findFaults(page, path)));
  }

  expect(findings).toEqual([]);
});
