import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { EmulatorOptions } from '../../emulator/emulator-options.ts';
import { collectionIds } from '../../src/backend/order-events/wix/collection-ids.ts';
import { notificationOfItem } from '../../src/backend/order-events/wix/notification-item.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import { documentedPayload } from '../support/documented-payloads.ts';

const root = join(__dirname, '../..');
const cleanups: (() => void)[] = [];

/** Templates of two emails, one in two languages. */
const TEMPLATES = `export const emailTemplates = {
  'order-paid': {
    en: { subject: 'Order {{number}} is paid', html: '<p>{{name|Dear customer}}</p>', text: '{{number}}' },
    de: { subject: 'Bestellung {{number}} ist bezahlt', html: '<p>{{name}}</p>', text: '{{number}}' },
  },
};`;

/** When the documented payment happened, and a minute more. */
export const AFTER_PAYMENT = Date.UTC(2023, 0, 16, 14, 41);

/** The API key of the site's owner. */
export const API_KEY = 'IST.the-key-of-the-owner';

/** The built backend with rules of a test, run by the emulator from the time of the documented payment on. */
export function openChannelSite(
  rules: string,
  { settings = '', ...options }: Partial<EmulatorOptions> & { readonly settings?: string } = {},
): Emulator {
  const text = `export const site = {
    rules: [${rules}],
    settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90, ${settings} },
  };`;
  return openSiteWith(text, options);
}

/** The same with a whole file of rules. */
export function openSiteWith(rulesFile: string, options: Partial<EmulatorOptions> = {}): Emulator {
  const siteDir = mkdtempSync(join(tmpdir(), 'channel-site-'));
  const backend = join(siteDir, 'src/backend');
  mkdirSync(backend, { recursive: true });
  const built = readdirSync(join(root, 'src/backend')).filter((name) => /\.(?:js|config)$/.test(name));
  for (const name of built) cpSync(join(root, 'src/backend', name), join(backend, name));
  writeFileSync(join(backend, 'email-templates.js'), TEMPLATES);
  writeFileSync(join(backend, 'notification-rules.js'), rulesFile);
  cleanups.push(() => rmSync(siteDir, { recursive: true, force: true }));
  const emulator = createEmulator({ siteDir, stateFile: ':memory:', startAt: AFTER_PAYMENT, seed: 1, ...options });
  cleanups.push(() => emulator.close());
  return emulator;
}

/** Closes and removes whatever a test opened; for `afterEach`. */
export function closeChannelSites(): void {
  for (const clean of cleanups.splice(0).reverse()) clean();
}

/** Fires the documented payment. */
export async function firePayment(emulator: Emulator): Promise<void> {
  const handler = 'wixEcom_onOrderPaymentStatusUpdated';
  await emulator.invokeEvent(handler, documentedPayload(handler));
}

/** Moves the clock on, then runs the hourly job. */
export async function runHourlyJob(emulator: Emulator, hours: number): Promise<void> {
  emulator.clock.advanceBy(hours * 3_600_000);
  await emulator.invokeJob('deliverDueNotifications');
}

/** The one notification that is stored. */
export function onlyNotification(emulator: Emulator): Notification {
  const [item, ...others] = emulator.data.items(collectionIds.notifications, 10);
  if (item === undefined || others.length > 0) throw new Error('There is not one notification');
  return notificationOfItem(item);
}
