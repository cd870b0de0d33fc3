import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { describeStores } from '../../ports/store-contract.ts';
import { noon, sampleNotification, sampleProjection } from '../../ports/sample-rows.ts';
import { describeDatabases } from './databases.ts';

describeDatabases((sql, newTenant) => {
  describeStores('the SQL stores', async () => ({
    stores: createSqlStores(sql(), newTenant()),
    close: () => Promise.resolve(),
  }));

  it('shows no tenant the rows of another', async () => {
    const [mine, other] = [createSqlStores(sql(), newTenant()), createSqlStores(sql(), newTenant())];
    await mine.notifications.insert(sampleNotification());
    await mine.projections.save(sampleProjection(), 0, noon);
    await mine.claims.claim('key', 1, noon);

    expect(await other.notifications.insert(sampleNotification())).toBe('inserted');
    expect(await other.projections.save(sampleProjection(), 0, noon)).toBe('saved');
    expect(await other.claims.claim('key', 1, noon)).toEqual({ kind: 'claimed' });
    expect(await mine.notifications.count({})).toBe(1);
  });

  it('accepts more rows than fit into one statement, and of a repeated row the last value', async () => {
    const stores = createSqlStores(sql(), newTenant());
    const keys = Array.from({ length: 1_100 }, (_none, index) => `key-${String(index)}`);
    await stores.notifications.saveAll(keys.map((key) => sampleNotification({ key })));
    await stores.notifications.saveAll([1, 2].map((attempts) => sampleNotification({ key: 'key-0', attempts })));
    await stores.projections.save(sampleProjection({ orderId: 'key-1099' }), 0, noon);

    expect(await stores.notifications.read('key-0')).toMatchObject({ attempts: 2 });
    expect((await stores.projections.readMany('wix-ecom', keys)).map(({ revision }) => revision).indexOf(1)).toBe(
      1_099,
    );
    await stores.notifications.remove(keys.slice(1));
    expect(await stores.notifications.count({})).toBe(1);
  });

  it('finds nothing for no orders, and finds rows without a readable time in every period', async () => {
    const { notifications } = createSqlStores(sql(), newTenant());
    await notifications.insert(sampleNotification({ occurredAt: 'unknown' }));

    expect(await notifications.count({ orderIds: [] })).toBe(0);
    expect(await notifications.count({ occurredBy: 0 })).toBe(1);
  });

  it('leaves a projection unchanged if there is none to replace it', async () => {
    const { projections } = createSqlStores(sql(), newTenant());
    await projections.save(sampleProjection(), 0, noon);
    const listed = await projections.listSaved(0, noon + 1, 10);
    await projections.replaceAll(listed.map((saved) => ({ ...saved, projection: undefined })));

    expect(await projections.read('wix-ecom', 'order-1')).toEqual({ projection: sampleProjection(), revision: 1 });
  });

  it('includes no value of a row in an error', async () => {
    const wrong = sql().query('INSERT INTO order_events_job_states VALUES ($1, $2, $3)', ['tenant', 'job', null]);

    await expect(wrong).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringMatching(/^The database failed with code \w+$/),
      cause: undefined,
    });
  });
});
