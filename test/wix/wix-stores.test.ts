import { cleanUp } from '../emulator/site-fixture.ts';
import { MINUTE, noon, sampleProjection } from '../ports/sample-rows.ts';
import { describeStores } from '../ports/store-contract.ts';
import { openStoreSite, storesOfSite } from './store-site.ts';

afterAll(cleanUp);

describeStores('the Wix Data stores', async () => {
  const emulator = openStoreSite();
  return {
    stores: storesOfSite(emulator),
    async close() {
      emulator.close();
    },
  };
});

describe('a claim in Wix Data', () => {
  it('that the clean-up removes before it is read counts as made just now', async () => {
    const emulator = openStoreSite();
    const { claims } = storesOfSite(emulator);
    await claims.claim('a/key', 1, noon);
    emulator.setGate(({ member }) => {
      if (member === 'get') emulator.data.clear('OrderEventsAttempts');
    });

    expect(await claims.claim('a/key', 1, noon + MINUTE)).toEqual({ kind: 'taken', since: noon + MINUTE });
  });
});

describe('a projection that cannot be read', () => {
  it('counts as none, and is replaced by the next', async () => {
    const emulator = openStoreSite();
    const { projections } = storesOfSite(emulator);
    await projections.save(sampleProjection(), 0, noon);
    const [item] = emulator.data.items('OrderEventsOrders');
    emulator.data.put('OrderEventsOrders', { ...item, timeline: '[{' });

    expect(await projections.readMany('wix-ecom', ['order-1'])).toEqual([{ revision: 1 }]);
    expect(await projections.save(sampleProjection(), 1, noon)).toBe('saved');
    expect(await projections.read('wix-ecom', 'order-1')).toMatchObject({
      revision: 2,
      projection: sampleProjection(),
    });
  });
});

describe('an event that is too large', () => {
  const event = { id: 'large', handler: 'wixEcom_onOrderUpdated', failure: 'store-busy' } as const;

  it('for any number of items is refused, and nothing of it is kept', async () => {
    const emulator = openStoreSite();
    const { unhandled } = storesOfSite(emulator);

    const keeping = unhandled.keep({ ...event, text: 'x'.repeat(8_000_001) }, noon);

    await expect(keeping).rejects.toMatchObject({ code: 'item-too-large' });
    expect(await unhandled.count({})).toBe(0);
  });

  it('for one item, and was kept in part, is whole when it comes again', async () => {
    const emulator = openStoreSite();
    const { unhandled } = storesOfSite(emulator);
    const text = 'x'.repeat(1_000_000);
    await unhandled.keep({ ...event, text }, noon);
    const parts = emulator.data.items('OrderEventsUnhandled').map(({ _id }) => String(_id));
    await unhandled.remove(['large#3']);

    expect(parts).toEqual(['large', 'large#2', 'large#3']);
    expect((await unhandled.list({}, 10)).map((kept) => kept.text.length)).toEqual([800_000]);
    await unhandled.keep({ ...event, text }, noon + MINUTE);
    expect(await unhandled.list({}, 10)).toMatchObject([{ text, count: 2 }]);
  });
});

describe('what the Wix Data stores leave in their collections', () => {
  const removal = { limit: 1000, isInTime: () => true, noteProgress: () => Promise.resolve() };

  async function siteWithRevisions(count: number) {
    const emulator = openStoreSite();
    const { projections, leftovers } = storesOfSite(emulator);
    for (let revision = 0; revision < count; revision += 1) {
      await projections.save(sampleProjection(), revision, noon + revision);
    }
    return { leftovers, ids: () => emulator.data.items('OrderEventsOrders').map(({ _id }) => _id) };
  }

  it('is the newest revision, once what was replaced is cleaned up from where the last run stopped', async () => {
    const { leftovers, ids } = await siteWithRevisions(5);

    const first = await leftovers.remove({}, { ...removal, now: noon + 3 + 60 * MINUTE });
    const left = ids();
    const second = await leftovers.remove(first.progress, { ...removal, now: noon + 5 + 60 * MINUTE });

    expect(first).toEqual({ report: { projections: 2 }, progress: { 'projections/from': noon + 3 }, isDone: true });
    expect(left).toEqual(['wix-ecom/order-1#3', 'wix-ecom/order-1#4', 'wix-ecom/order-1#5']);
    expect(second).toEqual({ report: { projections: 2 }, progress: { 'projections/from': noon + 5 }, isDone: true });
    expect(ids()).toEqual(['wix-ecom/order-1#5']);
  });

  it('is what was saved since, while others may still be at work on it', async () => {
    const { leftovers, ids } = await siteWithRevisions(3);

    await leftovers.remove({}, { ...removal, now: noon + 2 + 60 * MINUTE });

    expect(ids()).toEqual(['wix-ecom/order-1#2', 'wix-ecom/order-1#3']);
  });

  it('is the newest revision alone, once the order is anonymized', async () => {
    const { leftovers, ids } = await siteWithRevisions(4);

    await leftovers.removeOfOrder('wix-ecom', 'order-1');

    expect(ids()).toEqual(['wix-ecom/order-1#4']);
  });

  it('is an earlier state that was removed in pages, and the next run goes on where the last page ended', async () => {
    const { leftovers, ids } = await siteWithRevisions(5);

    const run = await leftovers.remove({}, { ...removal, limit: 2, now: noon + 5 + 60 * MINUTE });

    expect(run).toMatchObject({ isDone: true });
    expect(ids()).toEqual(['wix-ecom/order-1#5']);
  });
});
