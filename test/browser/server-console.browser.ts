import type { Page } from 'playwright-core';

import { postWebhook } from '../../emulator/webhooks/post-webhook.ts';
import { serveServerConsole } from '../../tools/server/console/serve-server-console.ts';
import { openLocalServer, type LocalServer } from '../../tools/server/local-server.ts';
import { INSTANCE_ID } from '../../tools/workbench/payload/webhook-event.ts';
import { root, temporaryState } from '../console/console-client.ts';
import { findFaults } from './find-faults.ts';
import { desktop, phone, useBrowser, type BrowserPage, type Screen } from './use-page.ts';

const { show } = useBrowser();
const narrowDesktop: Screen = { ...desktop, name: 'narrow desktop', width: 1280, height: 800 };
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const PAYMENT_TYPE = 'wix.ecom.v1.order_payment_status_updated';

interface ServerPage extends BrowserPage {
  readonly server: LocalServer;
}

async function open(screen: Screen): Promise<ServerPage> {
  const state = temporaryState();
  const server = await openLocalServer({
    root,
    folder: state.folder,
    file: `${state.folder}/server.sqlite`,
    startAt: Date.parse('2023-01-16T14:00:00Z'),
    log: () => undefined,
  });
  const served = await serveServerConsole(server, { root, port: 0 });
  const shown = await show(screen, {
    url: served.url,
    async close() {
      await served.close();
      await server.stop();
      state.remove();
    },
  });
  return { ...shown, server };
}

async function sendPayment(page: Page, how = /^As it is/): Promise<void> {
  await page.evaluate(`location.hash = '/fire/payload/${PAYMENT}/documented'`);
  await page.getByLabel(how).check();
  await page.getByRole('button', { name: 'Fire', exact: true }).click();
}

/** A webhook whose body is no JSON: it can be verified and kept, and never be handled. */
async function postPoison({ url, signer, clock }: LocalServer): Promise<void> {
  const event = { eventType: PAYMENT_TYPE, instanceId: INSTANCE_ID, body: 'no JSON' };
  await postWebhook(url, signer.sign(event, clock.now()));
}

/** Moves the event to the last of its tries, at once. */
async function giveUp({ sql }: LocalServer): Promise<void> {
  await sql.query('UPDATE order_events_inbox SET tries = 15, next_at = 0', []);
}

describe.each([narrowDesktop, phone])('on a $name', (screen) => {
  it('shows how a webhook was answered, what was decided, and the email', async () => {
    const { page } = await open(screen);

    await page.getByRole('link', { name: 'Fire a payment' }).click();
    await page.getByLabel(/^As it is/).check();
    await page.getByRole('button', { name: 'Fire', exact: true }).click();
    await page.getByRole('heading', { name: 'first-seen Shop: order payment status updated' }).waitFor();

    await page.getByText(/^Answered 200: kept, after \d+ ms\./).waitFor();
    await page.getByText('Put in, handled, and taken out in one transaction.').waitFor();
    const frame = page.frameLocator('iframe.email-frame');
    await frame.getByRole('heading', { name: /^Thank you/ }).waitFor();
    expect(await page.locator('iframe.email-frame').getAttribute('sandbox')).toBe('');
    expect(await page.locator('.email-text').textContent()).toContain('Order: 10003\nTotal: $40.00');
  });

  it('shows a webhook that came again as a duplicate, and one email', async () => {
    const { page, goTo } = await open(screen);
    await sendPayment(page);
    await page.getByText('Put in, handled, and taken out in one transaction.').waitFor();

    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('heading', { name: 'duplicate Shop: order payment status updated' }).waitFor();
    await page.getByText(/^A duplicate: the same event came at 2023-01-16 1/).waitFor();
    await page.getByText(/already sent for this payment by delivery 1 at 2023-01-16 1/).waitFor();
    await goTo('/emails');
    await page.locator('.event-row').waitFor();

    expect(await page.locator('.event-row').count()).toBe(1);
  });

  it('shows why an event is dead, and tries it again', async () => {
    const { page, goTo, server } = await open(screen);
    await postPoison(server);
    await goTo('/webhooks/1');
    await page.getByText(/^Failed once \(/).waitFor();
    await giveUp(server);
    await page.getByText(/^Dead: given up, having failed 16 times \(unexpected\)\./).waitFor();

    await page.getByRole('button', { name: 'Try again' }).click();

    await page.getByText(/^Failed once \(/).waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  it('removes the app from a site, refuses its events, and installs it again', async () => {
    const { page, goTo } = await open(screen);
    const control = async (name: RegExp): Promise<void> => {
      if (screen === phone) await page.getByRole('button', { name: 'Address, inbox, installations' }).click();
      await page.getByRole('button', { name }).click();
      if (screen === phone) await page.getByRole('button', { name: 'Address, inbox, installations' }).click();
    };

    await control(/^Remove the app/);
    await page.getByRole('heading', { name: 'kept App removed' }).waitFor();
    await sendPayment(page, /^As a new order/);
    await page.getByText(/^Answered 503: the app was removed from this site/).waitFor();
    await control(/^Install the app/);
    await page.getByRole('heading', { name: 'kept App installed' }).waitFor();
    await goTo('/webhooks/2');
    await page.getByRole('button', { name: 'Send again' }).click();

    await page.getByText('Put in, handled, and taken out in one transaction.').waitFor();
  });

  it('can be used by all in every view', async () => {
    const { page, goTo, server } = await open(screen);
    const faults = [];
    for (const path of ['/webhooks', '/emails']) {
      await goTo(path);
      await page.locator('.empty').waitFor();
      faults.push(...(await findFaults(page, `empty ${path}`)));
    }
    await sendPayment(page);
    await page.getByText('Put in, handled, and taken out in one transaction.').waitFor();
    await postPoison(server);
    await giveUp(server);

    for (const [path, text] of [
      ['/webhooks', 'dead'],
      ['/webhooks/1', 'Text part'],
      ['/webhooks/2', 'Dead: given up'],
      ['/emails', 'shop-order-paid'],
      ['/emails/1', 'Text part'],
      ['/fire', 'documented'],
      [`/fire/payload/${PAYMENT}/documented`, 'Deliver it'],
    ] as const) {
      await goTo(path);
      await page.getByText(text).filter({ visible: true }).first().waitFor();
      faults.push(...(await findFaults(page, path)));
    }

    expect(faults).toEqual([]);
  });
});

it('answers nobody without its token, and no other page', async () => {
  const { page, server } = await open(desktop);
  const address = await page.evaluate('location.origin').then(String);

  const withoutToken = await fetch(`${address}/api/webhooks`);
  const fromElsewhere = await fetch(`${address}/api/webhooks`, { headers: { origin: 'http://example.com' } });

  expect([withoutToken.status, fromElsewhere.status]).toEqual([401, 403]);
  expect(server.journal.list()).toEqual([]);
});
