import type { Projections } from '../../src/backend/order-events/ports/projections.ts';
import { oddIds } from './odd-ids.ts';
import { noon, sampleProjection } from './sample-rows.ts';

/** What every store of projections must do; `port` is an empty one in each test. */
export function describeProjections(port: () => Projections): void {
  it('has none of an order that was never saved', async () => {
    expect(await port().read('wix-ecom', 'order-1')).toEqual({ projection: undefined, revision: 0 });
  });

  it('reads back what was saved last', async () => {
    await port().save(sampleProjection(), 0, noon);
    await port().save(sampleProjection({ reportedKeys: ['order-paid:1', 'order-canceled:1'] }), 1, noon);

    expect(await port().read('wix-ecom', 'order-1')).toEqual({
      revision: 2,
      projection: {
        product: 'wix-ecom',
        orderId: 'order-1',
        timeline: [
          {
            at: '2024-03-01T11:59:00.000000000Z',
            snapshot: { product: 'wix-ecom', status: 'APPROVED', paymentStatus: 'PAID', archived: false },
          },
        ],
        reportedKeys: ['order-paid:1', 'order-canceled:1'],
        eventIds: ['event-1'],
      },
    });
  });

  it('reads back how often came about what was forgotten', async () => {
    await port().save(sampleProjection({ forgottenCount: 7 }), 0, noon);

    expect((await port().read('wix-ecom', 'order-1')).projection).toEqual(sampleProjection({ forgottenCount: 7 }));
  });

  it('saves one of several that follow the same revision', async () => {
    const first = await Promise.all([1, 2, 3].map(() => port().save(sampleProjection(), 0, noon)));
    const late = await port().save(sampleProjection({ reportedKeys: [] }), 0, noon);

    expect([...first].sort()).toEqual(['outdated', 'outdated', 'saved']);
    expect(late).toBe('outdated');
    expect(await port().read('wix-ecom', 'order-1')).toMatchObject({ revision: 1, projection: sampleProjection() });
  });

  it('counts far enough', async () => {
    for (let revision = 0; revision < 11; revision += 1) await port().save(sampleProjection(), revision, noon);

    expect((await port().read('wix-ecom', 'order-1')).revision).toBe(11);
  });

  it('keeps orders of two products apart, whatever their ids', async () => {
    await port().save(sampleProjection(), 0, noon);

    expect((await port().read('wix-pricing-plans', 'order-1')).revision).toBe(0);
    expect(await port().count()).toBe(1);
  });

  it('keeps orders apart, and their ids and those of their events as they are, whatever these hold', async () => {
    for (const orderId of oddIds) await port().save(sampleProjection({ orderId, eventIds: [orderId] }), 0, noon);
    for (const orderId of oddIds)
      await port().save(sampleProjection({ orderId, eventIds: [orderId, orderId] }), 1, noon);

    for (const orderId of oddIds) {
      const projection = sampleProjection({ orderId, eventIds: [orderId, orderId] });
      expect(await port().read('wix-ecom', orderId)).toEqual({ projection, revision: 2 });
    }
    expect((await port().read('wix-ecom', 'order')).projection).toBeUndefined();
  });

  it('reads many at once, each as it was saved last, whatever their ids hold', async () => {
    for (const orderId of oddIds) await port().save(sampleProjection({ orderId, eventIds: [] }), 0, noon);
    for (const orderId of oddIds) await port().save(sampleProjection({ orderId, eventIds: [orderId] }), 1, noon);
    await port().save(sampleProjection({ product: 'wix-events', eventIds: ['other'] }), 0, noon);

    const read = await port().readMany('wix-ecom', ['order', ...oddIds, 'order-1']);

    const stored = [...oddIds, 'order-1'].map((orderId) => {
      return { projection: sampleProjection({ orderId, eventIds: [orderId] }), revision: 2 };
    });
    expect(read).toEqual([{ projection: undefined, revision: 0 }, ...stored]);
  });

  it('reads the newest of many revisions', async () => {
    const orderIds = Array.from({ length: 25 }, (_none, index) => `order-${String(index)}`);
    for (const orderId of orderIds) {
      const revisions = orderId === 'order-24' ? 1 : 13;
      for (let revision = 0; revision < revisions; revision += 1) {
        await port().save(sampleProjection({ orderId }), revision, noon);
      }
    }

    const read = await port().readMany('wix-ecom', orderIds);

    expect(read.map(({ revision }) => revision)).toEqual([...Array.from({ length: 24 }, () => 13), 1]);
    expect(await port().readMany('wix-ecom', [])).toEqual([]);
  });

  it('lists by the time they were saved, the oldest first, with what each is of', async () => {
    for (const [index, orderId] of oddIds.entries()) await port().save(sampleProjection({ orderId }), 0, noon + index);

    const listed = await port().listSaved(noon + 1, noon + 3, 10);
    const first = await port().listSaved(0, noon + 3, 1);

    expect(listed).toEqual(
      [1, 2].map((index) => {
        const orderId = String(oddIds[index]);
        const projection = sampleProjection({ orderId });
        return { product: 'wix-ecom', orderId, projection, revision: 1, savedAt: noon + index };
      }),
    );
    expect(first.map(({ savedAt }) => savedAt)).toEqual([noon]);
  });

  it('finds the newest of several orders, and nothing of those that were never saved', async () => {
    await port().save(sampleProjection({ reportedKeys: [] }), 0, noon);
    await port().save(sampleProjection(), 1, noon + 1);

    expect(await port().listNewest('wix-ecom', ['order-1', 'order-2'])).toEqual([
      { product: 'wix-ecom', orderId: 'order-1', projection: sampleProjection(), revision: 2, savedAt: noon + 1 },
    ]);
    expect(await port().listNewest('wix-events', ['order-1'])).toEqual([]);
  });

  it('replaces in place, and what was saved meanwhile stays', async () => {
    await port().save(sampleProjection(), 0, noon);
    const listed = await port().listNewest('wix-ecom', ['order-1']);
    await port().replaceAll(listed.map((saved) => ({ ...saved, projection: sampleProjection({ eventIds: [] }) })));

    expect(await port().listNewest('wix-ecom', ['order-1'])).toMatchObject([
      { projection: sampleProjection({ eventIds: [] }), revision: 1, savedAt: noon },
    ]);
    await port().save(sampleProjection(), 1, noon + 1);
    await port().replaceAll(listed.map((saved) => ({ ...saved, projection: sampleProjection({ eventIds: [] }) })));
    expect(await port().read('wix-ecom', 'order-1')).toEqual({ projection: sampleProjection(), revision: 2 });
  });

  it('removes what was listed, and nothing that was saved since', async () => {
    for (const orderId of oddIds) await port().save(sampleProjection({ orderId }), 0, noon);
    const listed = await port().listNewest('wix-ecom', oddIds);
    const changed = String(oddIds[0]);
    await port().save(sampleProjection({ orderId: changed }), 1, noon + 1);

    await port().remove(listed);
    await port().remove(listed);

    const left = await port().readMany('wix-ecom', oddIds);
    expect(left.map(({ revision }) => revision)).toEqual([2, ...oddIds.slice(1).map(() => 0)]);
    expect(await port().count()).toBe(1);
  });
}
