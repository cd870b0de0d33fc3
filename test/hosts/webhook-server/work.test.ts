import { appInstalled, appRemoved } from '../../../emulator/webhooks/app-events.ts';
import type { AppEvent } from '../../../emulator/webhooks/webhook-signer.ts';
import { handleWaiting } from '../../../hosts/webhook-server/worker.ts';
import { describeDatabases } from '../sql/databases.ts';
import { door } from '../sql/sample-events.ts';
import { openProcess, webhookOf } from './server-at-work.ts';

/** The documented shop order is placed on 16 January 2023 at 13:53:10. */
const placedAt = Date.UTC(2023, 0, 16, 13, 53, 11);
const MINUTE = 60_000;

function paid(instanceId: string): AppEvent {
  return webhookOf('wixEcom_onOrderPaymentStatusUpdated', instanceId, {
    'metadata.eventTime': '2023-01-16T13:54:00.000000Z',
    'data.previousPaymentStatus': 'NOT_PAID',
    'data.order.paymentStatus': 'PAID',
  });
}

describeDatabases((sql, newTenant, again) => {
  const open = (clock = { at: placedAt + MINUTE }) => openProcess(sql(), clock);

  it('tells the buyer of an order that was paid, once for all deliveries', async () => {
    const tenant = newTenant();
    const server = open();

    expect(await server.post(paid(tenant))).toBe('200 kept');
    expect(await server.post(paid(tenant))).toBe('200 known');
    await server.work();
    expect(await server.post(paid(tenant))).toBe('200 kept');
    await server.work();

    expect(server.emails.map(({ key, instanceId, template }) => [key, instanceId, template])).toEqual([
      [expect.stringMatching(/^wix-ecom\/.+\/order-paid\//), tenant, 'shop-order-paid'],
    ]);
  });

  it('tells what another process wrote and did not send, when its lease is over', async () => {
    const tenant = newTenant();
    const clock = { at: placedAt + MINUTE };
    const [stopped, other] = [openProcess(sql(), clock), openProcess(again(), clock)];
    await stopped.post(paid(tenant));
    // The process ends after the commit: nobody calls what is to be done then.
    stopped.deps.slots.start = () => Promise.resolve();
    await stopped.work();
    await other.work();
    expect([...stopped.emails, ...other.emails]).toEqual([]);

    clock.at += 90_000;
    await other.work();
    expect(other.emails).toHaveLength(1);
  });

  it('keeps tenants apart', async () => {
    const [mine, other] = [newTenant(), newTenant()];
    const server = open();
    await server.post(paid(mine));
    await server.post(paid(other));
    await server.work();

    expect(server.emails.map(({ instanceId }) => instanceId).sort()).toEqual([mine, other].sort());
  });

  it('erases a tenant that removed the app, and takes nothing of it until it is back', async () => {
    const tenant = newTenant();
    const clock = { at: placedAt + MINUTE };
    const server = openProcess(sql(), clock);
    await server.post(appInstalled({ appId: 'app', instanceId: tenant }));
    await server.post(paid(tenant));
    await server.work();
    clock.at += MINUTE;

    expect(await server.post(appRemoved({ appId: 'app', instanceId: tenant }))).toBe('200 kept');
    expect(await server.post(paid(tenant))).toBe('503 removed');
    await server.work();
    clock.at += 10 * MINUTE;
    await server.work();
    const kept = await server.coreOf(tenant).orderEvents.webMethods.listNotifications({ limit: 10 });
    expect(kept).toMatchObject({ kind: 'ok', value: [{ status: 'erased' }] });

    await server.post(appInstalled({ appId: 'app', instanceId: tenant }));
    expect(await server.post(paid(tenant))).toBe('200 kept');
    await server.work();
    expect(server.emails).toHaveLength(1);
  });

  it('runs each job once, however many processes look', async () => {
    const tenant = newTenant();
    const clock = { at: placedAt + MINUTE };
    const processes = [sql(), again(), again()].map((each) => openProcess(each, clock));
    await processes[0]?.post(appInstalled({ appId: 'app', instanceId: tenant }));
    await Promise.all(processes.map((each) => each.runJobs()));
    // The reconcile job reads the orders of each product, which fails here.
    function runsOf(): number {
      const logged = processes.flatMap((each) => each.logged);
      return logged.filter(({ instanceId, product }) => instanceId === tenant && product === 'wix-ecom').length;
    }
    expect(runsOf()).toBe(1);
    clock.at += 6 * 60 * MINUTE - 1;
    await Promise.all(processes.map((each) => each.runJobs()));
    expect(runsOf()).toBe(1);
    clock.at += 1;
    await Promise.all(processes.map((each) => each.runJobs()));
    expect(runsOf()).toBe(2);
  });
});

describeDatabases(
  (sql, newTenant) => {
    it('works on two orders of one tenant at once', async () => {
      const tenant = newTenant();
      const server = openProcess(sql(), { at: placedAt + MINUTE });
      for (const order of ['order-1', 'order-2']) {
        await server.post(webhookOf('wixEcom_onOrderUpdated', tenant, { 'entity._id': order }));
      }
      const { orderEvents, ...core } = server.coreOf(tenant);
      const both = door();
      let begun = 0;
      const waiting: typeof orderEvents = {
        ...orderEvents,
        async handleInTransaction(...args) {
          begun += 1;
          if (begun === 2) both.open();
          await both.opened;
          return await orderEvents.handleInTransaction(...args);
        },
      };

      expect(await handleWaiting({ ...server.deps, coreOf: () => ({ ...core, orderEvents: waiting }) })).toBe(2);
    });
  },
  ['PostgreSQL'],
);
