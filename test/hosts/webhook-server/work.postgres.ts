import { handleWaiting } from '../../../hosts/webhook-server/worker.ts';
import { describeDatabases } from '../sql/databases.ts';
import { door } from '../sql/sample-events.ts';
import { openProcess, paidAt, webhookOf } from './server-at-work.ts';

describeDatabases((sql, newTenant) => {
  it('handles two orders of one tenant in parallel', async () => {
    const tenant = newTenant();
    const server = openProcess(sql(), { at: paidAt });
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
});
