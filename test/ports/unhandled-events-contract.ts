import type { UnhandledEvents } from '../../src/backend/order-events/ports/unhandled-events.ts';
import { oddIds } from './odd-ids.ts';
import { MINUTE, noon } from './sample-rows.ts';

const rejected = {
  id: 'wixEcom_onOrderUpdated/aa',
  handler: 'wixEcom_onOrderUpdated',
  text: '{"entity":1}',
  rejection: { path: 'entity', expected: 'an order', found: 'a number' },
} as const;
const failed = {
  id: 'wixEcom_onOrderUpdated/bb',
  handler: 'wixEcom_onOrderUpdated',
  text: '{"entity":{"buyer":"contact-1"}}',
  orderId: 'order-1',
  marks: 'a1.b2 c3',
  failure: 'store-busy',
} as const;

/** What every store of unhandled events must do; `port` is an empty one in each test. */
export function describeUnhandled(port: () => UnhandledEvents): void {
  it('counts the same event instead of keeping it again', async () => {
    await port().keep(rejected, noon);
    await port().keep(rejected, noon + MINUTE);

    expect(await port().list({}, 10)).toEqual([{ ...rejected, count: 2, firstAt: noon, lastAt: noon + MINUTE }]);
  });

  it.each([
    ['all, the latest first', {}, [failed.id, rejected.id]],
    ['the rejected ones', { kind: 'rejected' }, [rejected.id]],
    ['the failed ones', { kind: 'failed' }, [failed.id]],
    ['those of an order', { orderId: 'order-1' }, [failed.id]],
    ['those with a mark', { mark: 'b2' }, [failed.id]],
    ['those that hold a text', { contains: 'contact-1' }, [failed.id]],
    ['those that came last before an instant', { lastBefore: noon + 1 }, [rejected.id]],
    ['those that came last from an instant on', { lastFrom: noon + 1 }, [failed.id]],
  ] as const)('lists and counts %s', async (_which, filter, ids) => {
    await port().keep(rejected, noon);
    await port().keep(failed, noon + 1);

    expect((await port().list(filter, 10)).map(({ id }) => id)).toEqual(ids);
    expect(await port().count(filter)).toBe(ids.length);
  });

  it('keeps what is larger than an item whole, finds it by any of its text, and removes all of it', async () => {
    const text = `${'"é👩'.repeat(120_000)}contact-1`;
    await port().keep({ ...failed, text }, noon);
    await port().keep({ ...failed, text }, noon + MINUTE);
    await port().keep(rejected, noon);

    expect(await port().list({ kind: 'failed' }, 10)).toEqual([
      { ...failed, text, count: 2, firstAt: noon, lastAt: noon + MINUTE },
    ]);
    expect((await port().list({ contains: 'contact-1' }, 10)).map(({ id }) => id)).toEqual([failed.id]);
    expect([await port().count({}), await port().count({ contains: 'contact-1' })]).toEqual([2, 1]);
    await port().remove([failed.id]);
    expect((await port().list({}, 10)).map(({ id }) => id)).toEqual([rejected.id]);
    await port().keep({ ...failed, text: '{}' }, noon);
    expect(await port().list({ contains: 'contact-1' }, 10)).toEqual([]);
  });

  it('lists the oldest first when asked to', async () => {
    await port().keep(rejected, noon);
    await port().keep(failed, noon + 1);

    expect((await port().list({}, 10, 'oldest-first')).map(({ id }) => id)).toEqual([rejected.id, failed.id]);
    expect((await port().list({}, 1, 'oldest-first')).map(({ id }) => id)).toEqual([rejected.id]);
  });

  it('removes by id, and takes those that are gone for done', async () => {
    await port().keep(rejected, noon);
    await port().keep(failed, noon);
    await port().remove([rejected.id, 'wixEcom_onOrderUpdated/cc']);
    await port().remove([]);

    expect(await port().list({}, 10)).toEqual([{ ...failed, count: 1, firstAt: noon, lastAt: noon }]);
  });

  it('keeps ids and orders apart and as they are, whatever they hold', async () => {
    const events = oddIds.map((id) => ({ ...failed, id, orderId: id }));
    for (const event of events) await port().keep(event, noon);
    for (const event of events) await port().keep(event, noon);

    for (const event of events) {
      const kept = { ...event, count: 2, firstAt: noon, lastAt: noon };
      expect(await port().list({ orderId: event.orderId }, 10)).toEqual([kept]);
    }
    await port().remove(events.slice(1).map(({ id }) => id));
    expect((await port().list({}, 100)).map(({ id }) => id)).toEqual([events[0]?.id]);
  });
}
