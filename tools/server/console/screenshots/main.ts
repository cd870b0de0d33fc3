import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { postWebhook } from '../../../../emulator/webhooks/post-webhook.ts';
import type { AppEvent } from '../../../../emulator/webhooks/webhook-signer.ts';
import { openBrowser } from '../../../console/screenshots/open-browser.ts';
import type { Shot } from '../../../console/screenshots/shots.ts';
import { takeShot } from '../../../console/screenshots/take-shot.ts';
import { readDocumentedPayload } from '../../../workbench/payload/documented-payloads.ts';
import { INSTANCE_ID, toWebhookEvent } from '../../../workbench/payload/webhook-event.ts';
import { openLocalServer, type LocalServer } from '../../local-server.ts';
import { serveServerConsole } from '../serve-server-console.ts';

const root = process.cwd();
const desktop = { width: 1280, height: 800 } as const;

const shots: readonly Shot[] = [
  { name: 'webhook', path: '/webhooks/2', width: 1280, height: 1240, colorScheme: 'light' },
  { name: 'webhook-dead', path: '/webhooks/4', ...desktop, colorScheme: 'dark' },
  { name: 'webhook-email', path: '/emails/1', ...desktop, colorScheme: 'light' },
];

/** Long enough for the server to handle an event. */
const HANDLED_MS = 1_000;

function documented(handler: 'wixEcom_onOrderUpdated' | 'wixEcom_onOrderPaymentStatusUpdated'): AppEvent {
  const event = readDocumentedPayload(root, handler);
  return toWebhookEvent(handler, INSTANCE_ID, { event, json: JSON.stringify(event) });
}

async function post(event: AppEvent, { url, signer, clock }: LocalServer): Promise<void> {
  await postWebhook(url, signer.sign(event, clock.now()));
  await new Promise((resolve) => setTimeout(resolve, HANDLED_MS));
}

/** Sends an order, its payment twice, and an event that the server gives up on. */
async function prepare(server: LocalServer): Promise<void> {
  const payment = documented('wixEcom_onOrderPaymentStatusUpdated');
  for (const event of [documented('wixEcom_onOrderUpdated'), payment, payment]) await post(event, server);
  await post({ ...payment, body: 'no JSON' }, server);
  await server.sql.query('UPDATE order_events_inbox SET tries = 15, next_at = 0', []);
  await new Promise((resolve) => setTimeout(resolve, HANDLED_MS));
}

const folder = mkdtempSync(join(tmpdir(), 'order-events-shots-'));
const startAt = Date.parse('2023-01-16T14:00:00Z');
const server = await openLocalServer({
  root,
  folder,
  file: join(folder, 'server.sqlite'),
  startAt,
  log: () => undefined,
});
const served = await serveServerConsole(server, { root, port: 0 });
await prepare(server);
const browser = await openBrowser();
for (const shot of shots) await takeShot(browser, served.url, shot, join(root, 'docs', 'images'));
await browser.close();
await served.close();
await server.stop();
rmSync(folder, { recursive: true, force: true });
