import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { describeStores } from '../../ports/store-contract.ts';
import { noon, sampleNotification, sampleProjection } from '../../ports/sample-rows.ts';
import { describeDatabases } from './databases.ts';

describeDatabases((sql, newTenant) => {
  describeStores('the SQL stores', async () => ({
    stores: createSqlStores(sql(), newTenant()),
    close: () => Promise.resolve(),
  }));

  it('shows no tenant what another one has', async () => {
    const [mine, other] = [createSqlStores(sql(), newTenant()), createSqlStores(sql(), newTenant())];
    await mine.notifications.insert(sampleNotification());
    await mine.projections.save(sampleProjection(), 0, noon);
    await mine.claims.claim('key', 1, noon);

    expect(await other.notifications.insert(sampleNotification())).toBe('inserted');
    expect(await other.projections.save(sampleProjection(), 0, noon)).toBe('saved');
    expect(await other.claims.claim('key', 1, noon)).toEqual({ kind: 'claimed' });
    expect(await mine.notifications.count({})).toBe(1);
  });

  it('names no value of a row in an error', async () => {
    const wrong = sql().query('INSERT INTO order_events_job_states VALUES ($1, $2, $3)', ['tenant', 'job', null]);

    await expect(wrong).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringMatching(/^The database failed with code \w+$/),
      cause: undefined,
    });
  });
});
