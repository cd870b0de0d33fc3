import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rulesForMail } from '../../../hosts/mail/rules-for-mail.ts';
import { createApiOrderReader } from '../../../hosts/wix-api/api-order-reader.ts';
import type { MailSettings } from '../../../hosts/mail/mail-settings.ts';
import { createOrderEvents, type OrderEvents } from '../../../src/backend/order-events/create-order-events.ts';
import { createInMemoryPorts } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../../src/backend/order-events/memory/in-memory-world.ts';
import type { SiteRules } from '../../../src/backend/order-events/rules/site-rules.ts';
import { site as defaultSite } from '../../../src/backend/notification-rules.ts';
import { parseTemplates } from '../../../tools/build/emails/build-templates.ts';
import { valueAt } from '../../../tools/workbench/payload/json.ts';
import { toRestBody } from '../../../tools/workbench/payload/rest-body.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { closeRest, INSTANCE } from '../wix-api/rest-on-loopback.ts';
import { closeMailServers, openMailServer } from './mail-server.ts';
import { openServerSite, type ServerSite } from './server-site.ts';

afterEach(async () => {
  closeMailServers();
  await closeRest();
});

const shipped = parseTemplates(readFileSync(join(__dirname, '../../../src/backend/email-templates.js'), 'utf8')) ?? {};
const BUYER = '24de6f0b-60ce-4faa-9138-2e39f1415615';
const SEND = '/email-transmissions/v1/email-transmissions/send';
const HOUR = 3_600_000;
const minuteAfterPayment = Date.UTC(2023, 0, 16, 14, 41);

const created = toRestBody('wixEcom_onOrderUpdated', documentedPayload('wixEcom_onOrderUpdated'));
const payment = toRestBody(
  'wixEcom_onOrderPaymentStatusUpdated',
  documentedPayload('wixEcom_onOrderPaymentStatusUpdated'),
);

interface Server extends ServerSite {
  readonly world: World;
  readonly site: SiteRules;
  readonly orderEvents: OrderEvents;
}

/** Creates the core with the channels of a server and the default rules. */
async function openServer(mail: MailSettings): Promise<Server> {
  const opened = await openServerSite({ mail, loadTemplates: async () => shipped });
  opened.rest.site(INSTANCE).putContact({ id: BUYER, email: 'jane@example.com' });
  const world = emptyWorld(minuteAfterPayment);
  opened.clock.set(minuteAfterPayment);
  const orderEvents = createOrderEvents({ ...createInMemoryPorts(world), channels: opened.channels });
  return { ...opened, world, site: rulesForMail(defaultSite, mail, shipped), orderEvents };
}

function statusesOf({ world }: Server): readonly string[] {
  return [...world.notifications.values()].map(({ status }) => status);
}

it('a payment is emailed by a mail server to the address of the buyer in Wix', async () => {
  const { port, commands, messages } = await openMailServer();
  const url = `smtp://127.0.0.1:${String(port)}`;
  const { orderEvents, site } = await openServer({ kind: 'smtp', url, from: 'Our shop <shop@example.com>' });

  await orderEvents.handleOrderEvent('wixEcom_onOrderPaymentStatusUpdated', payment, site);
  await orderEvents.handleOrderEvent('wixEcom_onOrderPaymentStatusUpdated', payment, site);

  expect(commands).toContain('RCPT TO:<jane@example.com>');
  expect(messages).toEqual([expect.stringContaining('Subject: Thank you for your order (10003)')]);
});

it('an email that a mail server may have sent is sent once more, and then left to the owner', async () => {
  const { port, messages } = await openMailServer({ end: 'hangs up' });
  const server = await openServer({ kind: 'smtp', url: `smtp://127.0.0.1:${String(port)}`, from: 'shop@example.com' });

  await server.orderEvents.handleOrderEvent('wixEcom_onOrderPaymentStatusUpdated', payment, server.site);
  for (let run = 0; run < 4; run += 1) {
    server.world.now += HOUR;
    await server.orderEvents.jobs.deliverDueNotifications(server.site);
  }

  expect(messages).toHaveLength(2);
  expect(statusesOf(server)).toEqual(['unknown']);
});

it.each(['done', undefined] as const)(
  'by Wix it goes out once, also when the call was not answered (%s)',
  async (effect) => {
    const server = await openServer({ kind: 'wix' });
    server.rest.setFault({ path: SEND, what: { kind: 'never' }, ...(effect === undefined ? {} : { effect }) });

    await server.orderEvents.handleOrderEvent('wixEcom_onOrderPaymentStatusUpdated', payment, server.site);
    const before = statusesOf(server);
    server.world.now += HOUR;
    server.clock.set(server.world.now);
    await server.orderEvents.jobs.deliverDueNotifications(server.site);

    expect([before, statusesOf(server)]).toEqual([['pending'], ['sent']]);
    expect(server.rest.site(INSTANCE).transmissions.list()).toMatchObject([
      { emailSubject: 'Thank you for your order (10003)', toRecipients: [{ contactId: BUYER }] },
    ]);
  },
);

it('a payment whose webhook never arrived is found by reading the orders', async () => {
  const server = await openServer({ kind: 'kept' });
  await server.orderEvents.handleOrderEvent('wixEcom_onOrderUpdated', created, server.site);
  const order = valueAt(payment, 'actionEvent.body.order');
  server.rest.site(INSTANCE).putOrder('ecom', order as Readonly<Record<string, unknown>>);

  const reader = createApiOrderReader({ api: server.api, instanceId: INSTANCE });
  await server.orderEvents.jobs.reconcileOrders(reader, server.site);
  await server.orderEvents.jobs.reconcileOrders(reader, server.site);

  expect(server.kept).toMatchObject([{ template: 'shop-order-paid', subject: 'Thank you for your order (10003)' }]);
});
