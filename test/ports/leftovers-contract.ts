import type { Stores } from '../../src/backend/order-events/ports/ports.ts';
import { oddIds } from './odd-ids.ts';
import { MINUTE, noon, sampleProjection } from './sample-rows.ts';

const wholeRun = { limit: 1000, isInTime: () => true, noteProgress: () => Promise.resolve() };

/** What the removal of leftovers must spare, where a store has any. */
export function describeLeftovers(stores: () => Stores): void {
  async function saveTwice(orderId: string): Promise<void> {
    const { projections } = stores();
    await projections.save(sampleProjection({ orderId, reportedKeys: [] }), 0, noon);
    await projections.save(sampleProjection({ orderId }), 1, noon);
  }

  it.each(['the daily clean-up', 'an erasure'])('go, and what is known of an order stays, after %s', async (what) => {
    const { projections, leftovers } = stores();
    await saveTwice('order-1');

    if (what === 'an erasure') await leftovers?.removeOfOrder('wix-ecom', 'order-1');
    else await leftovers?.remove({}, { ...wholeRun, now: noon + 120 * MINUTE });

    expect(await projections.read('wix-ecom', 'order-1')).toEqual({ projection: sampleProjection(), revision: 2 });
    expect(await projections.save(sampleProjection(), 1, noon)).toBe('outdated');
    expect(await projections.count()).toBe(1);
  });

  it('of an order are removed and no others, whatever its id', async () => {
    for (const orderId of oddIds) await saveTwice(orderId);
    const before = await stores().projections.count();
    const left = stores().leftovers === undefined ? 0 : 1;

    for (const [index, orderId] of oddIds.entries()) {
      await stores().leftovers?.removeOfOrder('wix-ecom', orderId);
      expect(await stores().projections.count()).toBe(before - left * (index + 1));
    }
  });
}
