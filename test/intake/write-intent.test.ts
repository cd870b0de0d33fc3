import { handleOrderEvent } from '../../src/backend/order-events/intake/handle-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { afterPayment, eventDepsOf, paidRule, payment, paymentKey, siteWith, watched } from '../support/event-deps.ts';

const site = siteWith([paidRule]);
const handler = 'wixEcom_onOrderPaymentStatusUpdated';

describe('an order that somebody else changes meanwhile', () => {
  it('is worked out anew from what they saved, and what was found before counts', async () => {
    const world = emptyWorld(afterPayment);
    const calls: string[] = [];
    const placed = documentedPayload('wixEcom_onOrderUpdated');
    const around = watched(calls, async ({ name }) => {
      if (name !== 'insertNotification') return;
      await handleOrderEvent('wixEcom_onOrderUpdated', placed, siteWith([]), eventDepsOf(world));
    });

    const outcome = await handleOrderEvent(handler, payment(), site, eventDepsOf(world, around));

    expect(calls).toEqual([
      'readProjection',
      'insertNotification',
      'saveProjection',
      'readProjection',
      'saveProjection',
      'sendEmail',
      'saveNotification',
    ]);
    expect(outcome).toMatchObject({ verdict: 'changed', notifications: [{ key: paymentKey, status: 'sent' }] });
    expect(world.projections.get('wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451')).toMatchObject({
      revision: 2,
      projection: { timeline: [{}, {}] },
    });
  });

  it('again and again is left to the job, and what was written is sent', async () => {
    const world = emptyWorld(afterPayment);
    const deps = eventDepsOf(world);
    const store: typeof deps.store = { ...deps.store, saveProjection: () => Promise.resolve('outdated') };

    const outcome = await handleOrderEvent(handler, payment(), site, { ...deps, store });

    expect(outcome).toMatchObject({ verdict: 'rejected', rejection: { found: 'store-busy' } });
    expect([...world.unhandled.values()]).toMatchObject([{ failure: 'store-busy' }]);
    expect(world.emails).toHaveLength(1);
  });
});
