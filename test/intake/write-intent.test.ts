import { handleEvent } from '../../src/backend/order-events/intake/handle-event.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { afterPayment, paidRule, payment, PAYMENT_KEY, siteWith } from '../support/shop-site.ts';
import { watched } from '../support/watched-calls.ts';

const site = siteWith([paidRule]);
const HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';

describe('an order that somebody else changes meanwhile', () => {
  it('is worked out anew from what they saved, and what was found before counts', async () => {
    const world = emptyWorld(afterPayment);
    const calls: string[] = [];
    const placed = documentedPayload('wixEcom_onOrderUpdated');
    const around = watched(calls, async ({ name }) => {
      if (name !== 'notifications.insert') return;
      await handleEvent('wixEcom_onOrderUpdated', placed, siteWith([]), createInMemoryPorts(world));
    });

    const outcome = await handleEvent(HANDLER, payment(), site, createInMemoryPorts(world, around));

    expect(calls).toEqual([
      'projections.read',
      'notifications.insert',
      'projections.save',
      'projections.read',
      'projections.save',
      'erasures.find',
      'mailer.send',
      'notifications.noteSent',
      'erasures.find',
    ]);
    expect(outcome).toMatchObject({ verdict: 'changed', notifications: [{ key: PAYMENT_KEY, status: 'sent' }] });
    expect(world.projections.get('wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451')).toMatchObject({
      revision: 2,
      projection: { timeline: [{}, {}] },
    });
  });

  it('again and again is left to the job, and what was written is sent', async () => {
    const world = emptyWorld(afterPayment);
    const ports = createInMemoryPorts(world);
    const projections: typeof ports.projections = { ...ports.projections, save: () => Promise.resolve('outdated') };

    const outcome = await handleEvent(HANDLER, payment(), site, { ...ports, projections });

    expect(outcome).toMatchObject({ verdict: 'rejected', rejection: { found: 'store-busy' } });
    expect([...world.unhandled.values()]).toMatchObject([{ failure: 'store-busy' }]);
    expect(world.emails).toHaveLength(1);
  });
});
