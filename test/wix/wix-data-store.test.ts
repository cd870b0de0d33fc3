import { cleanUp } from '../emulator/site-fixture.ts';
import { openStoreSite, storeOfSite } from './store-site.ts';
import { describeStore } from '../ports/store-contract.ts';
import { noon, sampleProjection } from '../ports/sample-rows.ts';

afterAll(cleanUp);

describeStore('the Wix Data store', () => storeOfSite(openStoreSite()));

describe('what the Wix Data store leaves in its collection', () => {
  async function siteWithRevisions(count: number) {
    const emulator = openStoreSite();
    const store = storeOfSite(emulator);
    for (let revision = 0; revision < count; revision += 1) {
      await store.saveProjection(sampleProjection(), revision, noon + revision);
    }
    return { store, ids: () => emulator.data.items('OrderEventsOrders').map(({ _id }) => _id) };
  }

  it('is the newest revision, once what was replaced is cleaned up page by page', async () => {
    const { store, ids } = await siteWithRevisions(5);

    const first = await store.removeReplacedProjections(noon, noon + 5, 3);
    const left = ids();
    const second = await store.removeReplacedProjections(first.next ?? 0, noon + 5, 100);

    expect(first).toEqual({ removed: 2, next: noon + 2 });
    expect(left).toEqual(['wix-ecom/order-1#3', 'wix-ecom/order-1#4', 'wix-ecom/order-1#5']);
    expect(second).toEqual({ removed: 3 });
    expect(ids()).toEqual(['wix-ecom/order-1#5']);
  });

  it('is what was saved since, while others may still be at work on it', async () => {
    const { store, ids } = await siteWithRevisions(3);

    await store.removeReplacedProjections(noon, noon + 2, 100);

    expect(ids()).toEqual(['wix-ecom/order-1#2', 'wix-ecom/order-1#3']);
  });

  it('is the newest revision alone, once the order is anonymized', async () => {
    const { store, ids } = await siteWithRevisions(4);

    await store.removeOlderProjections('wix-ecom', 'order-1', 4);

    expect(ids()).toEqual(['wix-ecom/order-1#4']);
  });
});
