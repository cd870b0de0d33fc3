import { appInstalled, appRemoved } from '../../../emulator/webhooks/app-events.ts';
import { describeDatabases } from '../sql/databases.ts';
import { openProcess, paidAt, paymentOf } from './server-at-work.ts';

const MINUTE = 60_000;

describeDatabases((sql, newTenant, again) => {
  const open = (clock = { at: paidAt }) => openProcess(sql(), clock);

  it('notifies the buyer of a paid order once, for all deliveries', async () => {
    const tenant = newTenant();
    const server = open();

    expect(await server.post(paymentOf(tenant))).toBe('200 kept');
    expect(await server.post(paymentOf(tenant))).toBe('200 known');
    await server.work();
    expect(await server.post(paymentOf(tenant))).toBe('200 kept');
    await server.work();

    expect(server.emails.map(({ key, instanceId, template }) => [key, instanceId, template])).toEqual([
      [expect.stringMatching(/^wix-ecom\/.+\/order-paid\//), tenant, 'shop-order-paid'],
    ]);
  });

  it('sends a notification that another process wrote and did not send, when its lease expires', async () => {
    const tenant = newTenant();
    const clock = { at: paidAt };
    const [stopped, other] = [openProcess(sql(), clock), openProcess(again(), clock)];
    await stopped.post(paymentOf(tenant));
    // The process ends after the commit: the function that sends is never called.
    stopped.deps.slots.start = () => Promise.resolve();
    await stopped.work();
    await other.work();
    expect([...stopped.emails, ...other.emails]).toEqual([]);

    clock.at += 90_000;
    await other.work();
    expect(other.emails).toHaveLength(1);
  });

  it('keeps tenants separate', async () => {
    const [mine, other] = [newTenant(), newTenant()];
    const server = open();
    await server.post(paymentOf(mine));
    await server.post(paymentOf(other));
    await server.work();

    expect(server.emails.map(({ instanceId }) => instanceId).sort()).toEqual([mine, other].sort());
  });

  it('erases a tenant that removed the app, and stores nothing of it until the app is back', async () => {
    const tenant = newTenant();
    const clock = { at: paidAt };
    const server = openProcess(sql(), clock);
    await server.post(appInstalled({ appId: 'app', instanceId: tenant }));
    await server.post(paymentOf(tenant));
    await server.work();
    clock.at += MINUTE;

    expect(await server.post(appRemoved({ appId: 'app', instanceId: tenant }))).toBe('200 kept');
    expect(await server.post(paymentOf(tenant))).toBe('503 removed');
    await server.work();
    clock.at += 10 * MINUTE;
    await server.work();
    const kept = await server.coreOf(tenant).orderEvents.webMethods.listNotifications({ limit: 10 });
    expect(kept).toMatchObject({ kind: 'ok', value: [{ status: 'erased' }] });

    await server.post(appInstalled({ appId: 'app', instanceId: tenant }));
    expect(await server.post(paymentOf(tenant))).toBe('200 kept');
    await server.work();
    expect(server.emails).toHaveLength(1);
  });

  it('erases a tenant that removes the app in the second of its first event, on either clock', async () => {
    const tenant = newTenant();
    const clock = { at: paidAt + 999 };
    const server = openProcess(sql(), clock);
    await server.post(paymentOf(tenant));
    // A token states only the second of its signing.
    clock.at = paidAt;

    expect(await server.post(appRemoved({ appId: 'app', instanceId: tenant }))).toBe('200 kept');
    expect(await server.post(paymentOf(tenant))).toBe('503 removed');
  });

  it('accepts events long after the removal of their tenant, even without a new installation event', async () => {
    const tenant = newTenant();
    const clock = { at: paidAt };
    const server = openProcess(sql(), clock);
    await server.post(appRemoved({ appId: 'app', instanceId: tenant }));
    clock.at += 48 * 60 * MINUTE - 1;
    expect(await server.post(paymentOf(tenant))).toBe('503 removed');
    clock.at += 1;
    expect(await server.post(paymentOf(tenant))).toBe('200 kept');
  });

  it('runs each job once, in any number of processes', async () => {
    const tenant = newTenant();
    const clock = { at: paidAt };
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
