import type { OrderEventStore } from '../../src/backend/order-events/ports/ports.ts';
import { minute, noon, sampleNotification, sampleProjection } from './sample-rows.ts';

/** What every store must do. `open` gives an empty one. */
export function describeStore(name: string, open: () => OrderEventStore): void {
  describe(`${name}: projections`, () => {
    it('has none of an order that was never saved', async () => {
      expect(await open().readProjection('wix-ecom', 'order-1')).toEqual({ projection: undefined, revision: 0 });
    });

    it('reads back what was saved last', async () => {
      const store = open();
      await store.saveProjection(sampleProjection(), 0, noon);
      await store.saveProjection(sampleProjection({ reportedKeys: ['order-paid:1', 'order-canceled:1'] }), 1, noon);

      expect(await store.readProjection('wix-ecom', 'order-1')).toEqual({
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

    it('saves one of several that follow the same revision', async () => {
      const store = open();
      const first = await Promise.all([1, 2, 3].map(() => store.saveProjection(sampleProjection(), 0, noon)));
      const late = await store.saveProjection(sampleProjection({ reportedKeys: [] }), 0, noon);

      expect([...first].sort()).toEqual(['outdated', 'outdated', 'saved']);
      expect(late).toBe('outdated');
      expect(await store.readProjection('wix-ecom', 'order-1')).toMatchObject({
        revision: 1,
        projection: sampleProjection(),
      });
    });

    it('counts far enough', async () => {
      const store = open();
      for (let revision = 0; revision < 11; revision += 1)
        await store.saveProjection(sampleProjection(), revision, noon);

      expect((await store.readProjection('wix-ecom', 'order-1')).revision).toBe(11);
    });

    it('keeps the newest whatever is cleaned up', async () => {
      const store = open();
      for (let revision = 0; revision < 5; revision += 1) {
        await store.saveProjection(sampleProjection({ reportedKeys: [String(revision)] }), revision, noon + revision);
      }
      const first = await store.removeReplacedProjections(noon, noon + 5, 2);
      await store.removeReplacedProjections(first.next ?? noon, noon + 5, 100);
      await store.removeOlderProjections('wix-ecom', 'order-1', 5);

      expect(await store.readProjection('wix-ecom', 'order-1')).toMatchObject({
        revision: 5,
        projection: { reportedKeys: ['4'] },
      });
    });

    it('keeps orders of two products apart, whatever their ids', async () => {
      const store = open();
      await store.saveProjection(sampleProjection(), 0, noon);

      expect((await store.readProjection('wix-pricing-plans', 'order-1')).revision).toBe(0);
      expect(await store.countProjections()).toBe(1);
    });

    it('keeps orders apart whose ids begin alike', async () => {
      const store = open();
      for (const orderId of ['order-1', 'order-10', 'order-1#1', 'order-1$', 'ORDER-1']) {
        await store.saveProjection(sampleProjection({ orderId, reportedKeys: [orderId] }), 0, noon);
      }

      expect((await store.readProjection('wix-ecom', 'order-1')).projection?.reportedKeys).toEqual(['order-1']);
      expect((await store.readProjection('wix-ecom', 'order-1#1')).projection?.reportedKeys).toEqual(['order-1#1']);
      expect((await store.readProjection('wix-ecom', 'order')).projection).toBeUndefined();
    });
  });

  describe(`${name}: notifications`, () => {
    it('takes a key once, and leaves the first row as it is', async () => {
      const store = open();
      const first = await store.insertNotification(sampleNotification());
      const second = await store.insertNotification(sampleNotification({ contactId: 'contact-2' }));

      expect([first, second]).toEqual(['inserted', 'exists']);
      expect(await store.readNotification(sampleNotification().key)).toEqual(sampleNotification());
    });

    it('gives a key to one of many that insert at once', async () => {
      const store = open();
      const results = await Promise.all([1, 2, 3, 4].map(() => store.insertNotification(sampleNotification())));

      expect(results.sort()).toEqual(['exists', 'exists', 'exists', 'inserted']);
    });

    it('has none under an unknown key', async () => {
      expect(await open().readNotification('wix-ecom/order-1/order-paid/1/unknown')).toBeUndefined();
    });

    it('writes the whole row: what the new one lacks is gone', async () => {
      const store = open();
      const {
        variables: _variables,
        dueAt: _dueAt,
        ...settled
      } = sampleNotification({ status: 'sent', settledAt: noon });
      await store.insertNotification(sampleNotification());
      await store.saveNotification({ ...settled, variables: undefined, dueAt: undefined });

      const row = await store.readNotification(settled.key);

      expect(row).toEqual(settled);
      expect(row).not.toHaveProperty('variables', expect.anything());
    });

    it('lists as due what is pending and whose time has come, the longest due first', async () => {
      const store = open();
      await store.insertNotification(sampleNotification({ key: 'due-second', dueAt: noon - minute }));
      await store.insertNotification(sampleNotification({ key: 'due-now', dueAt: noon }));
      await store.insertNotification(sampleNotification({ key: 'due-first', dueAt: noon - 2 * minute }));
      await store.insertNotification(sampleNotification({ key: 'not-due', dueAt: noon + 1 }));
      await store.insertNotification(sampleNotification({ key: 'held', status: 'held', dueAt: noon - minute }));

      const keysOf = async (from: number, limit: number) =>
        (await store.listDue(from, noon, limit)).map((notification) => notification.key);
      expect(await keysOf(0, 10)).toEqual(['due-first', 'due-second', 'due-now']);
      expect(await keysOf(0, 2)).toEqual(['due-first', 'due-second']);
      expect(await keysOf(noon - minute, 10)).toEqual(['due-second', 'due-now']);
    });

    it.each([
      ['by status', { status: 'held' }, ['held']],
      ['by order', { orderId: 'order-2' }, ['of-order-2']],
      ['by contact', { contactId: 'contact-2' }, ['of-contact-2']],
      ['without those that are erased', { isErased: false }, ['of-contact-2', 'of-order-2', 'held', 'sent']],
      ['by the time they settled', { settledBefore: noon }, ['sent']],
      [
        'by the time they fall due',
        { status: 'pending', dueBefore: noon + 10 * minute },
        ['of-contact-2', 'of-order-2'],
      ],
      ['the newest first', {}, ['erased', 'of-contact-2', 'of-order-2', 'held', 'sent']],
    ] as const)('lists and counts %s', async (_how, filter, keys) => {
      const store = open();
      const rows = [
        { key: 'sent', status: 'sent', settledAt: noon - 1, dueAt: undefined },
        { key: 'held', status: 'held', settledAt: noon, dueAt: undefined },
        { key: 'of-order-2', orderId: 'order-2' },
        { key: 'of-contact-2', contactId: 'contact-2' },
        { key: 'erased', status: 'erased', settledAt: noon, dueAt: undefined, contactId: undefined },
      ] as const;
      for (const [index, row] of rows.entries()) {
        await store.insertNotification(sampleNotification({ ...row, createdAt: noon + index }));
      }

      expect((await store.listNotifications(filter, 10)).map(({ key }) => key)).toEqual(keys);
      expect((await store.listNotifications(filter, 1)).map(({ key }) => key)).toEqual(keys.slice(0, 1));
      expect(await store.countNotifications(filter)).toBe(keys.length);
    });
  });

  describe(`${name}: attempts`, () => {
    it('gives each attempt to one claimant', async () => {
      const store = open();
      const claims = await Promise.all([1, 1, 2].map((attempt) => store.claimAttempt('a/key', attempt, noon)));

      expect(claims.sort()).toEqual(['claimed', 'claimed', 'taken']);
      expect(await store.readClaim('a/key', 1)).toEqual({ claimedAt: noon });
      expect(await store.readClaim('a/key', 3)).toBeUndefined();
    });

    it('removes old claims, a page at a time, and leaves the others', async () => {
      const store = open();
      await store.claimAttempt('old', 1, noon - 2);
      await store.claimAttempt('old', 2, noon - 1);
      await store.claimAttempt('new', 1, noon);

      expect(await store.removeClaimsBefore(noon, 1)).toBe(1);
      expect(await store.removeClaimsBefore(noon, 5)).toBe(1);
      expect(await store.removeClaimsBefore(noon, 5)).toBe(0);
      expect(await store.readClaim('new', 1)).toEqual({ claimedAt: noon });
    });
  });
  describeUnhandledAndJobs(name, open);
}

function describeUnhandledAndJobs(name: string, open: () => OrderEventStore): void {
  const rejected = {
    id: 'wixEcom_onOrderUpdated/aa',
    handler: 'wixEcom_onOrderUpdated',
    text: '{"entity":1}',
    isCut: false,
    rejection: { path: 'entity', expected: 'an order', found: 'a number' },
  } as const;
  const failed = {
    id: 'wixEcom_onOrderUpdated/bb',
    handler: 'wixEcom_onOrderUpdated',
    text: '{"entity":{"buyer":"contact-1"}}',
    isCut: true,
    orderId: 'order-1',
    failure: 'store-busy',
  } as const;

  describe(`${name}: events that could not be handled`, () => {
    it('counts the same event instead of keeping it again', async () => {
      const store = open();
      await store.keepUnhandled(rejected, noon);
      await store.keepUnhandled(rejected, noon + minute);

      expect(await store.listUnhandled({}, 10)).toEqual([
        { ...rejected, count: 2, firstAt: noon, lastAt: noon + minute },
      ]);
    });

    it.each([
      ['all, the latest first', {}, [failed.id, rejected.id]],
      ['the rejected ones', { kind: 'rejected' }, [rejected.id]],
      ['the failed ones', { kind: 'failed' }, [failed.id]],
      ['those of an order', { orderId: 'order-1' }, [failed.id]],
      ['those that hold a text', { contains: 'contact-1' }, [failed.id]],
      ['those that came last before an instant', { lastBefore: noon + 1 }, [rejected.id]],
      ['those that came last from an instant on', { lastFrom: noon + 1 }, [failed.id]],
    ] as const)('lists and counts %s', async (_which, filter, ids) => {
      const store = open();
      await store.keepUnhandled(rejected, noon);
      await store.keepUnhandled(failed, noon + 1);

      expect((await store.listUnhandled(filter, 10)).map(({ id }) => id)).toEqual(ids);
      expect(await store.countUnhandled(filter)).toBe(ids.length);
    });

    it('lists the oldest first when asked to', async () => {
      const store = open();
      await store.keepUnhandled(rejected, noon);
      await store.keepUnhandled(failed, noon + 1);

      expect((await store.listUnhandled({}, 10, 'oldest-first')).map(({ id }) => id)).toEqual([rejected.id, failed.id]);
      expect((await store.listUnhandled({}, 1, 'oldest-first')).map(({ id }) => id)).toEqual([rejected.id]);
    });

    it('removes by id, and takes those that are gone for done', async () => {
      const store = open();
      await store.keepUnhandled(rejected, noon);
      await store.keepUnhandled(failed, noon);
      await store.removeUnhandled([rejected.id, 'wixEcom_onOrderUpdated/cc']);
      await store.removeUnhandled([]);

      expect(await store.listUnhandled({}, 10)).toEqual([{ ...failed, count: 1, firstAt: noon, lastAt: noon }]);
    });
  });

  describe(`${name}: jobs`, () => {
    it('knows nothing of a job that never ran, and the last state of one that did', async () => {
      const store = open();
      await store.saveJobState('cleanUp', {
        startedAt: noon - minute,
        finishedAt: noon,
        report: { erased: 1 },
        progress: {},
      });
      await store.saveJobState('cleanUp', { startedAt: noon, report: { erased: 2 }, progress: { from: 'page-2' } });

      expect(await store.readJobState('reconcileOrders')).toBeUndefined();
      expect(await store.readJobState('cleanUp')).toEqual({
        startedAt: noon,
        report: { erased: 2 },
        progress: { from: 'page-2' },
      });
    });
  });
}
