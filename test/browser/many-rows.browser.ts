import { payloadText } from '../console/console-client.ts';
import { fillState } from '../console/fill-state.ts';
import { findFaults } from './find-faults.ts';
import { desktop, phone, usePage } from './use-page.ts';

const { open } = usePage();
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';

it.each([desktop, phone])('says how many rows a list has, and goes to the older ones, on a $name', async (screen) => {
  const { page, client, state, goTo } = await open(screen);
  await client.fire(PAYMENT, payloadText(PAYMENT));
  fillState(state, 250);

  for (const [path, row, text] of [
    ['/notifications', '.card', /100 of 251 notifications/],
    ['/orders', '.event-row', /100 of 251 orders/],
    ['/not-handled', '.card', /100 of 250 events/],
  ] as const) {
    await goTo(path);
    await page.getByText(text).waitFor();
    const older = page.getByRole('button', { name: 'Show older' });
    await older.click();
    await page.getByRole('button', { name: 'Show the newest' }).waitFor();
    // Until the next rows are there, a click leads to them again; the button goes with the last page.
    while ((await older.count()) > 0) await older.click({ timeout: 5_000 }).catch(() => undefined);
    await older.waitFor({ state: 'detached' });
    expect(await page.locator(row).count()).toBe(path === '/not-handled' ? 50 : 51);
    expect(await findFaults(page, path)).toEqual([]);
    await page.getByRole('button', { name: 'Show the newest' }).click();
    await page.getByText(/^The newest 100 of/).waitFor();
  }
});

it('leads from a row that cannot be read to this row, beyond the first page of its collection', async () => {
  const { page, client, data, state, goTo } = await open(desktop);
  await client.fire(PAYMENT, payloadText(PAYMENT));
  fillState(state, 250);
  data.put('OrderEventsNotifications', { _id: 'z/broken', key: 'broken', rule: 'r' });

  await goTo('/notifications');
  await page.getByRole('link', { name: 'z/broken' }).click();

  await page.locator('summary').getByText('z/broken').waitFor();
  expect(await page.locator('summary').count()).toBe(1);
});

it('keeps its views where an address names half of a surrogate pair, or is no encoding', async () => {
  const { page, client, goTo } = await open(desktop);
  await client.fire(PAYMENT, payloadText(PAYMENT));

  for (const path of ['/notifications/%5Cud83d', '/notifications/%E0%A4%A']) {
    await goTo('/orders');
    await page.locator('.event-row').waitFor();
    await goTo(path);
    await page.getByText(/^No notification is/).waitFor();
  }
  expect(await page.getByText('This view cannot be shown').count()).toBe(0);
});

it('keeps the order of what stands beside a number that turns it round', async () => {
  const { page, client, goTo } = await open(desktop);
  await client.fire(PAYMENT, payloadText(PAYMENT).replace('"10003"', '"\\u202E30001"'));

  await goTo('/notifications');
  const words = page.locator('.card .order-words').first();
  await words.waitFor();
  const number = await words.locator('bdi.number').boundingBox();
  const buyer = await words.locator('bdi.break').boundingBox();

  expect(number?.y).toBeCloseTo(buyer?.y ?? 0, 0);
  expect(number?.x).toBeLessThan(buyer?.x ?? 0);
});
